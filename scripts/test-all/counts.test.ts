import { expect, it } from 'vitest';
import { countsInOutput, countsInReport, duration, failuresInReport, retriedInReport, stepCounts } from './counts';

it('takes the last counted line', () => {
  expect(countsInOutput('1 passed, 0 failed\nmore\n12 passed, 3 failed\n')).toEqual({ passed: 12, failed: 3 });
  expect(countsInOutput('it said: 1 passed, 0 failed')).toBeNull();
});

it('reads a Vitest report, files that did not load included', () => {
  const report = { numPassedTests: 5, numFailedTests: 1, testResults: [{ status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [{}] }] };
  expect(countsInReport(JSON.stringify(report))).toEqual({ passed: 5, failed: 2 });
  expect([countsInReport('{}'), countsInReport('')]).toEqual([null, null]);
});

it('names what failed in a Vitest report', () => {
  const report = {
    testResults: [
      { name: '/a/b/e2e/search.e2e.ts', status: 'failed', assertionResults: [{ fullName: 'ok', status: 'passed' }, { fullName: 'finds it', status: 'failed', failureMessages: ['Error: no\n  at x'] }] },
      { name: 'C:\\a\\e2e\\pages.e2e.ts', status: 'failed', message: 'Cannot load', assertionResults: [] },
    ],
  };
  expect(failuresInReport(JSON.stringify(report))).toEqual(['e2e/search.e2e.ts: finds it: Error: no', 'e2e/pages.e2e.ts: Cannot load']);
  expect([failuresInReport('{}'), failuresInReport('')]).toEqual([[], []]);
});

it('names what passed only on a further attempt', () => {
  const assertionResults = [{ fullName: 'draws', status: 'passed', failureMessages: ['Error: late\n at x'] }, { fullName: 'reads', status: 'passed', failureMessages: [] }, { fullName: 'ends', status: 'failed', failureMessages: ['Error: no'] }];
  expect(retriedInReport(JSON.stringify({ testResults: [{ name: '/a/e2e/x.e2e.ts', status: 'failed', assertionResults }] }))).toEqual(['e2e/x.e2e.ts: draws: Error: late']);
  expect(retriedInReport('')).toEqual([]);
});

it('never lets a failed step look passed', () => {
  expect(stepCounts(true, null)).toEqual({ passed: 1, failed: 0 });
  expect(stepCounts(false, null)).toEqual({ passed: 0, failed: 1 });
  expect(stepCounts(false, { passed: 9, failed: 0 })).toEqual({ passed: 9, failed: 1 });
  expect(stepCounts(true, { passed: 9, failed: 0 })).toEqual({ passed: 9, failed: 0 });
});

it('writes durations', () => expect([duration(900), duration(75_000)]).toEqual(['0.9 s', '1 min 15 s']));
