/** How many checks a step counted itself. */
export interface Counts {
  passed: number;
  failed: number;
}

/** The last plain line `N passed, N failed` of a step's output; null where there is none. */
export function countsInOutput(output: string): Counts | null {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  return last ? { passed: Number(last[1]), failed: Number(last[2]) } : null;
}

/** The counts of a Vitest JSON report; null where it is none. A file that could not be loaded has no test but counts as a failure. */
export function countsInReport(json: string): Counts | null {
  try {
    const report = JSON.parse(json) as { numPassedTests?: unknown; numFailedTests?: unknown; testResults?: { status?: string; assertionResults?: unknown[] }[] };
    if (typeof report.numPassedTests !== 'number' || typeof report.numFailedTests !== 'number') return null;
    const unloaded = (report.testResults ?? []).filter(({ status, assertionResults }) => status === 'failed' && !assertionResults?.length).length;
    return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded };
  } catch {
    return null;
  }
}

interface Assertion {
  fullName?: string;
  status?: string;
  failureMessages?: string[];
}

interface TestFile {
  name?: string;
  status?: string;
  message?: string;
  assertionResults?: Assertion[];
}

function filesInReport(json: string): TestFile[] {
  try {
    return (JSON.parse(json) as { testResults?: TestFile[] }).testResults ?? [];
  } catch {
    return [];
  }
}

const placeOf = ({ name = '' }: TestFile): string => name.split(/[\\/]/).slice(-2).join('/');
const line = (file: TestFile, { fullName = '', failureMessages }: Assertion): string => `${placeOf(file)}: ${fullName}: ${firstLine(failureMessages?.[0] ?? '')}`;

/** What failed in a Vitest JSON report, one line each: the test's place and full name, and the first line of its complaint. */
export function failuresInReport(json: string): string[] {
  return filesInReport(json).flatMap((file) => {
    const { status, message = '', assertionResults = [] } = file;
    if (status === 'failed' && assertionResults.length === 0) return [`${placeOf(file)}: ${firstLine(message)}`];
    return assertionResults.filter((one) => one.status === 'failed').map((one) => line(file, one));
  });
}

/** What passed only on a further attempt, with the complaint of the first, one line each. */
export function retriedInReport(json: string): string[] {
  return filesInReport(json).flatMap((file) => (file.assertionResults ?? []).filter(({ status, failureMessages }) => status === 'passed' && failureMessages?.length).map((one) => line(file, one)));
}

function firstLine(message: string): string {
  return message.trim().split('\n')[0] ?? '';
}

/** What a step adds to the sum: its own counts, or itself as one check. A step that ended badly never adds only passes. */
export function stepCounts(succeeded: boolean, own: Counts | null): Counts {
  if (!own || own.passed + own.failed === 0) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return succeeded ? own : { passed: own.passed, failed: Math.max(1, own.failed) };
}

/** `75_000` ms → `1 min 15 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
