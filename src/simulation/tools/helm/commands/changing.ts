/** Commands that change a cluster (helm pkg/cmd: install.go, upgrade.go, rollback.go, uninstall.go, release_testing.go). */
import { YamlError } from '../../../api/yaml';
import { GoError } from '../../../base/go/values';
import { quote } from '../../../base/go/quote';
import { ChartError } from '../../../render/helm';
import { releaseNameError } from '../../../render/helm/command/template';
import { changingOf, configurationOf } from '../actions/configuration';
import type { Configuration } from '../actions/configuration';
import { runHooksOf } from '../actions/hooks';
import { installFrom, installOptions } from '../actions/install';
import { rollback } from '../actions/rollback';
import { uninstall } from '../actions/uninstall';
import { upgrade } from '../actions/upgrade';
import { chartFrom, checkDependencies, valuesFrom, warnOfDeprecation, workingFolder } from '../chart';
import { HelmError, Refused } from '../machine';
import type { Steps } from '../machine';
import { printRelease } from '../print/release';
import type { Release } from '../release';
import { Waiter } from '../wait';
import type { Asked, HelmCommand } from './types';

/** An error of a command, with what it was doing in front. */
function* during<T>(what: string, steps: Steps<T>): Steps<T> {
  try {
    return yield* steps;
  } catch (error) {
    if (error instanceof HelmError || error instanceof Refused || error instanceof ChartError || error instanceof GoError || error instanceof YamlError) throw new HelmError(`${what}: ${error.message}`);
    throw error;
  }
}

const show = ({ machine, call: { flags } }: Asked, release: Release): void => machine.out(printRelease(release, flags.text('output'), { debug: flags.bool('debug'), hideNotes: flags.bool('hide-notes') }));

const installCommand: HelmCommand = function* (asked) {
  const { machine, call, cluster } = asked;
  const configuration = configurationOf(machine, cluster);
  const changing = changingOf(configuration, call);
  show(asked, yield* during('INSTALLATION FAILED', installFrom(configuration, call, installOptions(call, changing, call.flags.bool('replace')))));
  return 0;
};

/** Whether there is something to upgrade: undefined where there is not, else the status of what was last. */
function lastStatus({ releases }: Configuration, name: string): string | undefined {
  if (releaseNameError(name) !== undefined) throw new HelmError(`release name is invalid: ${name}`);
  try {
    return releases.last(name).info.status;
  } catch (error) {
    if (error instanceof HelmError && error.is === 'not-found') return undefined;
    throw error;
  }
}

const upgradeCommand: HelmCommand = function* (asked) {
  const { machine, call, cluster } = asked;
  const { flags, args } = call;
  const [name = '', reference = ''] = args;
  const configuration = configurationOf(machine, cluster);
  const changing = changingOf(configuration, call);
  if (flags.bool('install')) {
    cluster.requireReachable();
    const status = lastStatus(configuration, name);
    if (status === undefined || status === 'uninstalled') {
      if (flags.text('output') === 'table') machine.out(`Release ${quote(name)} does not exist. Installing it now.\n`);
      show(asked, yield* installFrom(configuration, call, installOptions(call, changing, status === 'uninstalled')));
      return 0;
    }
  }
  const folder = workingFolder(machine);
  const chart = chartFrom(folder, reference, flags.text('version'));
  const values = valuesFrom(call, folder);
  checkDependencies(chart);
  warnOfDeprecation(machine, chart);
  const release = yield* during('UPGRADE FAILED', upgrade(configuration, name, chart, values, {
    ...changing, resetValues: flags.bool('reset-values'), reuseValues: flags.bool('reuse-values'), resetThenReuseValues: flags.bool('reset-then-reuse-values'), skipSchemaValidation: flags.bool('skip-schema-validation'),
    subchartNotes: flags.bool('render-subchart-notes'), labels: flags.map('labels'), maxHistory: flags.int('history-max'),
  }));
  if (flags.text('output') === 'table') machine.out(`Release ${quote(name)} has been upgraded. Happy Helming!\n`);
  show(asked, release);
  return 0;
};

const rollbackCommand: HelmCommand = function* ({ machine, call, cluster }) {
  const [name = '', revision] = call.args;
  if (revision !== undefined && !/^[-+]?\d+$/.test(revision)) throw new HelmError(`could not convert revision to a number: strconv.Atoi: parsing ${quote(revision)}: invalid syntax`);
  const configuration = configurationOf(machine, cluster);
  const changing = changingOf(configuration, call);
  configuration.releases.maxHistory = call.flags.int('history-max');
  yield* rollback(configuration, name, Number(revision ?? 0), changing);
  machine.out('Rollback was a success! Happy Helming!\n');
  return 0;
};

const CASCADE = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' } as const;

const uninstallCommand: HelmCommand = function* ({ machine, call, cluster }) {
  const { flags, args } = call;
  const cascade = flags.text('cascade');
  if (!Object.hasOwn(CASCADE, cascade)) throw new HelmError(`invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`);
  const configuration = configurationOf(machine, cluster);
  const changing = changingOf(configuration, call);
  for (const name of args) {
    const kept = yield* uninstall(configuration, name, { ...changing, keepHistory: flags.bool('keep-history'), ignoreNotFound: flags.bool('ignore-not-found'), plan: flags.bool('dry-run'), propagation: CASCADE[cascade as keyof typeof CASCADE] });
    if (kept !== '') machine.out(`${kept}\n`);
    machine.out(`release "${name}" uninstalled\n`);
  }
  return 0;
};

/** What of a release's hooks is asked for with --filter. */
function chosen(release: Release, filters: readonly string[]): { readonly skipped: Release['hooks']; readonly running: Release['hooks'] } {
  const [wanted, unwanted] = [filters.filter((one) => one.startsWith('name=')).map((one) => one.slice('name='.length)), filters.filter((one) => /^!\s?name=/.test(one)).map((one) => one.replace(/^!\s?name=/, ''))];
  const runs = (name: string): boolean => !unwanted.includes(name) && (wanted.length === 0 || wanted.includes(name));
  return { skipped: release.hooks.filter(({ name }) => !runs(name)), running: release.hooks.filter(({ name }) => runs(name)) };
}

const testCommand: HelmCommand = function* ({ machine, call, cluster }) {
  const [name = ''] = call.args;
  const { flags } = call;
  const configuration = configurationOf(machine, cluster);
  cluster.requireReachable();
  if (releaseNameError(name) !== undefined) throw new HelmError(`releaseTest: Release name is invalid: ${name}`);
  const release = configuration.releases.last(name);
  const { skipped, running } = chosen(release, flags.list('filter'));
  release.hooks = running;
  const waiter = new Waiter(configuration.kube, 'watcher', Number(flags.nanoseconds('timeout') / 1_000n));
  const { shutdown, failed } = yield* runHooksOf(configuration, release, 'test', release.applyMethod === 'ssa', { waiter });
  release.hooks = [...skipped, ...running];
  configuration.releases.record(release);
  machine.out(printRelease(release, 'table', { debug: flags.bool('debug'), hideNotes: true }));
  yield* shutdown();
  if (failed !== undefined) throw failed;
  return 0;
};

export const CHANGING_COMMANDS: Readonly<Record<string, HelmCommand>> = { install: installCommand, upgrade: upgradeCommand, rollback: rollbackCommand, uninstall: uninstallCommand, test: testCommand };
