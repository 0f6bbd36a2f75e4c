/** An example operation as the panel lists it. */
export interface Example {
  name: string;
  /** `query`, `mutation` or `subscription`. */
  kind: string;
  /** What its comment says of it. */
  about: string;
  /** The whole text, as it goes into a tab. */
  query: string;
}

/** Reads the text of an example: a comment that tells what it does, and the operation. */
export function readExample(query: string): Example {
  const [, kind = 'query', name = 'Untitled'] = /^(query|mutation|subscription) (\w+)/m.exec(query) ?? [];
  const [comment = ''] = /^(#.*\n)*/.exec(query) ?? [];
  return { name, kind, about: comment.replaceAll(/^# ?/gm, '').replaceAll('\n', ' ').trim(), query };
}
