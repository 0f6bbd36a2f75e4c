import path from 'node:path';

const SCHEME = 'sqlite:';

/** The file that `sqlite:PATH` names; undefined for any other database. */
export function sqliteFile(url: string): string | undefined {
  if (!url.startsWith(SCHEME)) return undefined;
  const name = url.slice(SCHEME.length).replace(/^\/\/(?=\/)/, '');
  return name === '' || name.startsWith(':') ? undefined : path.resolve(name);
}
