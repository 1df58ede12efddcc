// `npm test`: every check of the project, one after the other. Goes on after a failure and says at the end what failed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths';
import { countsInOutput, countsInReport, duration, failuresInReport, retriedInReport, stepCounts, type Counts } from './test-all/counts';

interface Step {
  title: string;
  /** A script of package.json. */
  script: string;
  /** True where the step is a Vitest run, which counts in a report of its own. */
  vitest?: boolean;
  /** Title of a step without whose success this one says nothing. */
  needs?: string;
}

const steps: readonly Step[] = [
  { title: 'Types', script: 'typecheck' },
  { title: 'Lint', script: 'lint' },
  { title: 'Import rules', script: 'check:imports' },
  { title: 'Unit tests', script: 'test:unit', vitest: true },
  { title: 'Content', script: 'check:content' },
  { title: 'Recordings of the real thing', script: 'golden' },
  { title: 'Site', script: 'build:site' },
  { title: 'Browser tests', script: 'test:e2e', vitest: true, needs: 'Site' },
];

interface Outcome {
  title: string;
  succeeded: boolean;
  counts: Counts;
  /** One line for each failure that the step named. */
  failures: readonly string[];
  /** One line for each test that passed only on its second attempt. */
  retried: readonly string[];
  milliseconds: number;
}

/** Runs an npm script, shows its output as it comes, and keeps it. */
function runScript(script: string, extra: readonly string[]): Promise<{ succeeded: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script, '--', ...extra], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      process.stdout.write(data);
    });
    child.stderr.on('data', (data: Buffer) => process.stderr.write(data));
    child.on('error', (error) => {
      console.error(error.message);
      resolve({ succeeded: false, output });
    });
    child.on('close', (status) => resolve({ succeeded: status === 0, output }));
  });
}

/** The text of a report; empty where the step wrote none. */
function readReport(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function runStep({ title, script, vitest }: Step): Promise<Outcome> {
  console.log(`\n=== ${title} (npm run ${script})`);
  const begun = performance.now();
  const report = join(root, '.tmp', `${script.replace(':', '-')}.json`);
  if (vitest) rmSync(report, { force: true });
  const { succeeded, output } = await runScript(script, vitest ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []);
  const written = vitest ? readReport(report) : '';
  const counts = stepCounts(succeeded, vitest ? countsInReport(written) : countsInOutput(output));
  const milliseconds = performance.now() - begun;
  console.log(`--- ${title}: ${succeeded ? 'passed' : 'FAILED'} in ${duration(milliseconds)}`);
  return { title, succeeded, counts, failures: failuresInReport(written), retried: retriedInReport(written), milliseconds };
}

async function main(): Promise<void> {
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const needed = outcomes.find(({ title }) => title === step.needs);
    if (needed && !needed.succeeded) {
      console.log(`\n=== ${step.title}: not run, because "${needed.title}" failed`);
      outcomes.push({ title: step.title, succeeded: false, counts: { passed: 0, failed: 1 }, failures: [], retried: [], milliseconds: 0 });
    } else outcomes.push(await runStep(step));
  }
  console.log('\n=== Summary');
  for (const { title, succeeded, counts, milliseconds } of outcomes) {
    console.log(`${succeeded ? 'ok    ' : 'FAILED'}  ${title.padEnd(30)} ${String(counts.passed).padStart(6)} passed ${String(counts.failed).padStart(4)} failed  ${duration(milliseconds).padStart(12)}`);
  }
  for (const failure of outcomes.flatMap(({ failures }) => failures)) console.log(`- ${failure}`);
  for (const once of outcomes.flatMap(({ retried }) => retried)) console.log(`- passed on the second attempt: ${once}`);
  const sum = (key: keyof Counts) => outcomes.reduce((total, { counts }) => total + counts[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  if (outcomes.some(({ succeeded }) => !succeeded)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
