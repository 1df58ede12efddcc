import { klogWarning } from './klog';
import { KubectlError } from './errors';
import type { Session } from './session';

export type DryRun = 'none' | 'client' | 'server';

/** cmdutil.GetDryRunStrategy. */
export function dryRunOf({ flags, machine }: Session): DryRun {
  const asked = flags.has('dry-run') ? flags.text('dry-run') : 'none';
  if (asked === 'none' || asked === 'client' || asked === 'server') return asked;
  if (asked === 'unchanged' || asked === '') {
    machine.err(`${klogWarning(machine.now())} helpers.go:719] --dry-run is deprecated and can be replaced with --dry-run=client.\n`);
    return 'client';
  }
  if (/^(1|t|T|true|TRUE|True)$/.test(asked)) {
    machine.err(`${klogWarning(machine.now())} helpers.go:712] --dry-run=${asked} is deprecated (boolean value) and can be replaced with --dry-run=client.\n`);
    return 'client';
  }
  if (/^(0|f|F|false|FALSE|False)$/.test(asked)) {
    machine.err(`${klogWarning(machine.now())} helpers.go:715] --dry-run=${asked} is deprecated (boolean value) and can be replaced with --dry-run=none.\n`);
    return 'none';
  }
  throw new KubectlError(`Invalid dry-run value (${asked}). Must be "none", "server", or "client".`);
}

/** cmdutil.PrintFlagsWithDryRunStrategy. */
export function tried(operation: string, dryRun: DryRun): string {
  if (dryRun === 'client') return `${operation} (dry run)`;
  return dryRun === 'server' ? `${operation} (server dry run)` : operation;
}
