/** What every action works with (helm pkg/action: action.go Configuration), and how its flags are read. */
import { releaseNameError } from '../../../render/helm/command/template';
import { formatTime } from '../../../base/time';
import type { Call } from '../../cobra/find';
import { Kube } from '../kube';
import { HelmError, log } from '../machine';
import type { Cluster, HelmMachine } from '../machine';
import type { Release } from '../release';
import { Storage } from '../storage';
import { Waiter } from '../wait';
import type { Strategy } from '../wait';

export type DryRun = 'none' | 'client' | 'server';

export interface Configuration {
  readonly machine: HelmMachine;
  readonly cluster: Cluster;
  readonly kube: Kube;
  readonly releases: Storage;
}

export const configurationOf = (machine: HelmMachine, cluster: Cluster, namespace?: string): Configuration => ({
  machine, cluster, kube: new Kube(cluster), releases: new Storage(cluster, machine.environment['HELM_DRIVER'] ?? '', namespace),
});

/** What an action that changes a cluster is told. */
export interface Changing {
  readonly dryRun: DryRun;
  readonly waiter: Waiter;
  readonly waitForJobs: boolean;
  readonly hooks: boolean;
  readonly forceReplace: boolean;
  readonly forceConflicts: boolean;
  readonly rollbackOnFailure: boolean;
  readonly cleanupOnFail: boolean;
  readonly takeOwnership: boolean;
  readonly description: string;
  /** `true`, `false`, or `auto` as the release before had it. */
  readonly serverSide: string;
}

/** cmdGetDryRunFlagStrategy. */
function dryRunOf(machine: HelmMachine, { flags }: Call): DryRun {
  if (!flags.has('dry-run')) return 'none';
  const value = flags.text('dry-run');
  if (value === 'unset') {
    log(machine, 'WARN', "--dry-run is deprecated and should be replaced with '--dry-run=client'");
    return 'client';
  }
  if (value === 'client' || value === 'server' || value === 'none') return value;
  if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) throw new HelmError(`invalid dry-run value (${JSON.stringify(value)}). Must be "none", "server", or "client"`);
  const result = /^(1|t)/i.test(value) ? 'client' : 'none';
  log(machine, 'WARN', `boolean '--dry-run=${value}' flag is deprecated and must be replaced with '--dry-run=${result}'`);
  return result;
}

export function changingOf(configuration: Configuration, call: Call): Changing {
  const { machine, kube } = configuration;
  const { flags } = call;
  const on = (name: string): boolean => flags.has(name) && flags.bool(name);
  const dryRun = flags.has('dry-run') && call.path !== 'uninstall' ? dryRunOf(machine, call) : 'none';
  const rollbackOnFailure = on('rollback-on-failure') || on('atomic');
  const given = flags.has('wait') ? flags.text('wait') : 'hookOnly';
  const strategy: Strategy = given === 'false' || given === 'hookOnly' || given === '' ? (rollbackOnFailure ? 'watcher' : 'hookOnly') : given === 'legacy' ? 'legacy' : 'watcher';
  const serverSide = flags.has('server-side') ? (call.path === 'install' ? String(flags.bool('server-side')) : flags.text('server-side')) : 'auto';
  return {
    dryRun, rollbackOnFailure, serverSide, waiter: new Waiter(kube, strategy, Number(flags.nanoseconds('timeout') / 1_000n)), waitForJobs: on('wait-for-jobs'), hooks: !on('no-hooks'), forceReplace: on('force-replace') || on('force'),
    forceConflicts: on('force-conflicts'), cleanupOnFail: on('cleanup-on-fail'), takeOwnership: on('take-ownership'), description: flags.has('description') ? flags.text('description') : '',
  };
}

export const timeOf = ({ machine }: Pick<Configuration, 'machine'>): string => formatTime(machine.now());

/** getUpgradeServerSideValue. */
export function appliesServerSide(option: string, before: string): boolean {
  if (option === 'auto') return before === 'ssa';
  if (option === 'true' || option === 'false') return option === 'true';
  throw new HelmError(`invalid/unknown release server-side apply method: ${option}`);
}

/** Configuration.releaseContent. */
export function releaseContent({ releases }: Configuration, name: string, version: number): Release {
  if (releaseNameError(name) !== undefined) throw new HelmError(`releaseContent: Release name is invalid: ${name}`);
  return version <= 0 ? releases.last(name) : releases.get(name, version);
}
