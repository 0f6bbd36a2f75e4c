// Prints "N passed, N failed" from Jest's JSON results and a number of other checks that failed.
// Exits 1 when anything failed, or when there are no results.
import { readFileSync } from 'node:fs';

const [file, failedChecks] = process.argv.slice(2);
const { passed, failed } = countTests(readFileSync(file, 'utf8'));
const total = failed + Number(failedChecks);
process.stdout.write(`${passed} passed, ${total} failed\n`);
process.exitCode = total > 0 ? 1 : 0;

function countTests(text) {
  // Jest did not run, or ended before it could tell: one failure.
  if (text === '') return { passed: 0, failed: Number(failedChecks) > 0 ? 0 : 1 };
  const results = JSON.parse(text);
  const failures = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: results.success ? failures : Math.max(failures, 1) };
}
