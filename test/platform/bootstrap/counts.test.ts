import { expect, test } from 'vitest';

const { countTests, formatCounts } = await import(
  new URL('../../../platform/bootstrap/counts.mjs', import.meta.url).href
);

const report = {
  numPassedTests: 10,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};

test.each([
  ['all passed', report, 0, '10 passed, 0 failed'],
  ['two failed', { ...report, numFailedTests: 2 }, 1, '10 passed, 2 failed'],
  [
    'skipped and to do',
    { ...report, numPendingTests: 2, numTodoTests: 1 },
    0,
    '10 passed, 0 failed, 3 skipped',
  ],
  [
    'a file that does not load is one failure',
    { ...report, testResults: [...report.testResults, { status: 'failed', assertionResults: [] }] },
    1,
    '10 passed, 1 failed',
  ],
  ['an unhandled error after tests that passed', report, 1, '10 passed, 1 failed'],
  ['killed before it wrote a report', undefined, 137, '0 passed, 1 failed'],
])('%s', (_, given, exitCode, line) => {
  expect(formatCounts(countTests(given, exitCode))).toBe(line);
});
