/** One rule that an input breaks. */
export interface InputProblem {
  /** Path of the offending value from the GraphQL argument on: `["input", "content", "text", "body"]`. */
  field: string[];
  /** What is wrong, with the actual size, and what to do. Never the value itself: it may be a message. */
  message: string;
}

/** Where the walk through an input stands; made into a list only when there is a problem to tell. */
export interface InputPath {
  parent?: InputPath;
  key: string | number;
}

/** Tells of a problem with the input at hand, or with something inside it. */
export type Report = (message: string, ...inside: readonly (string | number)[]) => void;

export function reportAt(path: InputPath, problems: InputProblem[]): Report {
  return (message, ...inside) => {
    problems.push({ field: [...pathToList(path), ...inside.map(String)], message });
  };
}

function pathToList(path: InputPath): string[] {
  const list: string[] = [];
  for (let step: InputPath | undefined = path; step; step = step.parent) list.unshift(String(step.key));
  return list;
}
