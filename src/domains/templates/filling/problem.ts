/** Meta's codes for what can be wrong with a template message, by what they mean here. */
export const TEMPLATE_CODES = {
  MISSING: 131008,
  COUNT: 132000,
  NOT_SENDABLE: 132001,
  TOO_LONG: 132005,
  FORMAT: 132012,
  PAUSED: 132015,
  DISABLED: 132016,
  INVALID: 132018,
} as const;

/** Why Meta would refuse a template message. */
export interface TemplateProblem {
  /** The code that Meta would answer with. */
  metaCode: number;
  /** Path of the value at fault inside the template's input: `["body", "0"]`. */
  at: string[];
  /** What is wrong and what to do. Never a value: it may be about a person. */
  message: string;
}

/** Tells of a problem with what stands at a path. */
export type Report = (
  kind: keyof typeof TEMPLATE_CODES,
  message: string,
  ...at: readonly (string | number)[]
) => void;

/** Gathers problems; `inside` names the card that they are in. */
export function reporter(problems: TemplateProblem[], ...inside: readonly (string | number)[]): Report {
  return (kind, message, ...at) => {
    problems.push({ metaCode: TEMPLATE_CODES[kind], at: [...inside, ...at].map(String), message });
  };
}
