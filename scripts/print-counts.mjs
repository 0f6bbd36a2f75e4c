// Prints "N passed, N failed" from a number of other checks that failed, and Jest's JSON results, in one file for each run.
// Exits 1 when anything failed, or when a run has no results.
import { readFileSync } from 'node:fs';

const [failedChecks, ...files] = process.argv.slice(2);
const runs = files.map((file) => countTests(readFileSync(file, 'utf8')));
const passed = runs.reduce((sum, run) => sum + run.passed, 0);
const failed = runs.reduce((sum, run) => sum + run.failed, Number(failedChecks));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

function countTests(text) {
  // Jest did not run, or ended before it could tell: one failure.
  if (text === '') return { passed: 0, failed: Number(failedChecks) > 0 ? 0 : 1 };
  const results = JSON.parse(text);
  const failures = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: results.success ? failures : Math.max(failures, 1) };
}
