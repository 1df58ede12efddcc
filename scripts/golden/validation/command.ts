import type { FieldValidation } from '@site/src/simulation/api/request/create';

/** What a recorded command line asks for. */
export interface Command {
  readonly verb: 'create' | 'apply' | 'replace' | 'delete';
  readonly serverSide: boolean;
  readonly dryRun: 'none' | 'client' | 'server';
  readonly validation: FieldValidation;
  /** `-n`: the namespace that the objects must be in. */
  readonly namespace: string | undefined;
}

const VALIDATION: Readonly<Record<string, FieldValidation>> = { true: 'Strict', strict: 'Strict', warn: 'Warn', false: 'Ignore', ignore: 'Ignore' };

/** Reads `kubectl apply --validate=warn -f -`. Undefined for a command that is not played here. */
export function parseCommand(line: string): Command | undefined {
  const [program, verb, ...rest] = line.split(' ');
  if (program !== 'kubectl' || !(verb === 'create' || verb === 'apply' || verb === 'replace' || verb === 'delete')) return undefined;
  const flag = (name: string): string | undefined => rest.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
  const at = rest.indexOf('-n');
  const dryRun = flag('dry-run');
  return {
    verb,
    serverSide: rest.includes('--server-side'),
    dryRun: dryRun === 'client' || dryRun === 'server' ? dryRun : 'none',
    validation: VALIDATION[flag('validate') ?? 'true'] ?? 'Strict',
    namespace: at < 0 ? undefined : rest[at + 1],
  };
}
