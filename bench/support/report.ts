import type { Comparison, LoadResult } from './load';

const figures = ({ perSecond, p50Ms, p99Ms }: LoadResult) =>
  `${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms`;

/** Prints a comparison: both sides, their ratio, and what it should be at least, where that is said. */
export function report(title: string, { ours, baseline, ratio }: Comparison, aim?: number): void {
  process.stdout.write(
    [
      title,
      `  gateway   ${figures(ours)}`,
      `  baseline  ${figures(baseline)}`,
      `  ratio     ${ratio.toFixed(2)}${aim === undefined ? '' : `  (aim: at least ${aim})`}`,
      '',
      '',
    ].join('\n'),
  );
}
