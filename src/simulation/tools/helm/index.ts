/**
 * helm 4.2.4 against a cluster: `runHelm(machine, argv)` runs a command line (without `helm`) and gives its exit code. It yields the sleeps between two looks at what it waits for; whoever
 * kills it calls `return`. Repositories and registries do not answer, as on a machine without a network.
 */
import { lineOfUse, helpText } from '../cobra/usage';
import { callOf } from '../cobra/find';
import type { Call } from '../cobra/find';
import { commandPath } from '../../kubectl/args/command';
import { YamlError } from '../../api/yaml';
import { GoError } from '../../base/go/values';
import { ChartError } from '../../render/helm';
import { CHANGING_COMMANDS } from './commands/changing';
import { CHART_COMMANDS } from './commands/charts';
import { READING_COMMANDS } from './commands/reading';
import type { HelmCommand } from './commands/types';
import { COMMANDS } from './generated/commands';
import { TEXTS } from './generated/texts';
import { Cluster, HelmError, log, Refused } from './machine';
import type { HelmMachine, Steps } from './machine';

export type { HelmMachine, Steps, Wait } from './machine';

const COMMAND_TABLE: Readonly<Record<string, HelmCommand>> = { ...CHANGING_COMMANDS, ...READING_COMMANDS, ...CHART_COMMANDS };

/** How many arguments a command takes (pkg/cmd/require). */
const ARGUMENTS: Readonly<Record<string, readonly [kind: 'exactly' | 'at least' | 'no', count: number]>> = {
  install: ['at least', 1], upgrade: ['exactly', 2], rollback: ['at least', 1], uninstall: ['at least', 1], status: ['exactly', 1], history: ['exactly', 1], test: ['exactly', 1], list: ['no', 0], version: ['no', 0], env: ['at least', 0],
  'get values': ['exactly', 1], 'get manifest': ['exactly', 1], 'get notes': ['exactly', 1], 'get hooks': ['exactly', 1], 'get metadata': ['exactly', 1], 'get all': ['exactly', 1], template: ['at least', 1],
  'show values': ['exactly', 1], 'show chart': ['exactly', 1], 'show readme': ['exactly', 1], 'show crds': ['exactly', 1], 'show all': ['exactly', 1], pull: ['at least', 1], push: ['at least', 2],
  create: ['exactly', 1], 'repo add': ['exactly', 2], 'repo list': ['no', 0], 'repo remove': ['at least', 1],
};

function argumentError({ command, path, args }: Call): string | undefined {
  const [kind, count] = ARGUMENTS[path] ?? ['at least', 0];
  const wrong = kind === 'no' ? args.length > 0 : kind === 'exactly' ? args.length !== count : args.length < count;
  if (!wrong) return undefined;
  const name = commandPath(command);
  if (kind === 'no') return `"${name}" accepts no arguments\n\nUsage:  ${lineOfUse(command)}`;
  return `"${name}" requires ${kind === 'exactly' ? '' : 'at least '}${count} argument${count === 1 ? '' : 's'}\n\nUsage:  ${lineOfUse(command)}`;
}

/** Values that pflag itself would refuse: formats, ways to wait, flags that exclude one another. */
function flagError({ flags }: Call): string | undefined {
  if (flags.has('output') && flags.changed('output') && !['table', 'json', 'yaml'].includes(flags.text('output'))) return `invalid argument ${JSON.stringify(flags.text('output'))} for "-o, --output" flag: invalid format type`;
  if (flags.has('wait') && flags.changed('wait') && !['watcher', 'hookOnly', 'legacy', 'true', 'false'].includes(flags.text('wait'))) {
    const given = JSON.stringify(flags.text('wait'));
    return `invalid argument ${given} for "--wait" flag: invalid wait input ${given}. Valid inputs are watcher, hookOnly, and legacy`;
  }
  for (const force of ['force-replace', 'force']) {
    if (flags.has(force) && flags.has('force-conflicts') && flags.changed(force) && flags.changed('force-conflicts')) return `if any flags in the group [${force} force-conflicts] are set none of the others can be; [${['force-conflicts', force].sort().join(' ')}] were all set`;
  }
  return undefined;
}

function* execute(machine: HelmMachine, argv: readonly string[]): Steps<number> {
  const outcome = callOf(COMMANDS, argv);
  if ('unknown' in outcome) {
    machine.err(`Error: ${outcome.unknown}\nRun 'helm --help' for usage.\n`);
    return 1;
  }
  if ('badFlags' in outcome) throw new HelmError(outcome.badFlags);
  if ('help' in outcome) {
    machine.out(helpText(TEXTS, outcome.help));
    return 0;
  }
  const { call } = outcome;
  for (const note of call.parsed.notes) machine.err(`${note}\n`);
  const wrong = flagError(call) ?? argumentError(call);
  if (wrong !== undefined) throw new HelmError(wrong);
  const driver = machine.environment['HELM_DRIVER'] ?? '';
  if (!['', 'secret', 'secrets', 'configmap', 'configmaps'].includes(driver)) {
    log(machine, 'INFO', `unknown driver ${JSON.stringify(driver)}`);
    return 1;
  }
  const command = COMMAND_TABLE[call.path];
  if (command === undefined) throw new HelmError(`helm ${call.path} is not simulated here`);
  return (yield* command({ machine, call, cluster: new Cluster(machine, call) })) ?? 0;
}

export function* runHelm(machine: HelmMachine, argv: readonly string[]): Steps<number> {
  try {
    return yield* execute(machine, argv);
  } catch (error) {
    if (!(error instanceof HelmError) && !(error instanceof Refused) && !(error instanceof ChartError) && !(error instanceof GoError) && !(error instanceof YamlError)) throw error;
    machine.err(`Error: ${error.message}\n`);
    return 1;
  }
}
