/** Checks, and what becomes of what they find (cmd/kubeadm/app/preflight: RunChecks). */
import { KubeadmError } from '../machine';
import type { KubeadmMachine } from '../machine';

export interface Found {
  readonly warnings?: readonly string[];
  readonly errors?: readonly string[];
}

export interface Check {
  readonly name: string;
  run(machine: KubeadmMachine): Found;
}

export const GOOD: Found = {};
export const wrong = (error: string): Found => ({ errors: [error] });

/** RunChecks: everything is looked at before anything ends the command. */
export function runChecks(machine: KubeadmMachine, checks: readonly Check[], ignored: ReadonlySet<string>): void {
  let fatal = '';
  for (const check of checks) {
    const { warnings = [], errors = [] } = check.run(machine);
    const lenient = ignored.has('all') || ignored.has(check.name.toLowerCase());
    for (const warning of lenient ? [...warnings, ...errors] : warnings) machine.err(`\t[WARNING ${check.name}]: ${warning}\n`);
    if (!lenient) for (const error of errors) fatal += `\t[ERROR ${check.name}]: ${error}\n`;
  }
  if (fatal === '') return;
  machine.err(`[preflight] Some fatal errors occurred:\n${fatal}[preflight] If you know what you are doing, you can make a check non-fatal with \`--ignore-preflight-errors=...\`\n`);
  throw new KubeadmError('preflight checks failed');
}

