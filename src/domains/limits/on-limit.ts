import { registerEnumType } from 'type-graphql';

/** What a mutation does when a limit of Meta's is in its way. */
export enum OnLimit {
  WAIT = 'WAIT',
  REJECT = 'REJECT',
}

registerEnumType(OnLimit, {
  name: 'OnLimit',
  description: "What happens to a call that would exceed a limit of Meta's now.",
  valuesConfig: {
    WAIT: {
      description:
        'It waits for its turn, for `maxWaitMs` at most; when that cannot be enough it is refused at once. When Meta itself ' +
        'refuses it over a limit, it is made again within that time.',
    },
    REJECT: {
      description:
        'It is refused with `RATE_LIMITED`. Only to be spaced within the second it is held, for up to a second.',
    },
  },
});

/** How long a mutation waits for a limit at most. */
export const LONGEST_WAIT_MS = 300_000;
