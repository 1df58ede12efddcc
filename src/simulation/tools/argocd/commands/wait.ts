/** waitOnApplicationStatus (cmd/argocd/commands/app.go): an application is watched until it is as somebody wants it. */
import { formatTime } from '../../../base';
import type { ApiObject } from '../../../api';
import { applicationFrom } from '../../../gitops/component/objects';
import type { Application, OperationState } from '../../../gitops/decide/application';
import { Fatal, sleep } from '../machine';
import type { Server, Steps } from '../machine';
import { operationText, printed, resourcesText, resourceStates, summary, table, WAIT_COLUMNS } from '../print';
import type { ResourceState } from '../print';

export interface Watched {
  readonly sync?: boolean;
  readonly health?: boolean;
  readonly suspended?: boolean;
  readonly degraded?: boolean;
  readonly deleted?: boolean;
  readonly operation?: boolean;
}

interface Wait {
  readonly server: Server;
  readonly name: string;
  /** Seconds; 0: for ever. */
  readonly timeout: number;
  readonly watch: Watched;
  readonly output: string;
  /** The resources that are waited for, where it is not the whole. */
  readonly selected?: ((state: ResourceState) => boolean) | undefined;
}

const POLL = 250_000;
const WIDTHS = [0, 5, 10, 10, 20, 8, 7, 10];
const rows = (cells: readonly (readonly string[])[]): string => table(cells.map((row) => row.map((cell, at) => cell.padStart(WIDTHS[at] ?? 0))), WAIT_COLUMNS);

function isReached(watch: Watched, health: string, sync: string, app: Application): boolean {
  if (watch.deleted === true) return false;
  const wanted = [...(watch.health === true ? ['Healthy'] : []), ...(watch.suspended === true ? ['Suspended'] : []), ...(watch.degraded === true ? ['Degraded'] : [])];
  return (wanted.length === 0 || wanted.includes(health)) && (watch.sync !== true || sync === 'Synced') && (watch.operation !== true || app.operation === undefined);
}

interface Reconciled {
  readonly reconciledAt?: string;
}

/** An operation that was asked for, runs, or has ended after the last comparison. */
function inProgress(app: Application): boolean {
  const state = app.status?.operationState;
  if (app.operation !== undefined) return true;
  if (state === undefined) return false;
  if (state.finishedAt === undefined) return true;
  const { reconciledAt } = (app.status ?? {}) as Reconciled;
  return state.operation.sync?.dryRun !== true && (reconciledAt === undefined || reconciledAt < state.finishedAt);
}

const isDryRun = ({ operation }: Application): boolean => operation?.sync?.dryRun === true;
const merged = (before: ResourceState, now: ResourceState): ResourceState => ({ ...before, status: now.status || before.status, health: now.health || before.health, hook: now.hook || before.hook, message: now.message || before.message });
const differs = (a: ResourceState, b: ResourceState): boolean => a.status !== b.status || a.health !== b.health || a.hook !== b.hook || a.message !== b.message;

function* lastWords({ server, name, watch, output }: Wait, refresh: boolean): Steps<Application> {
  const { machine } = server;
  const object: ApiObject = refresh ? yield* server.refreshed(name, 'normal') : server.need(name);
  const app = applicationFrom(object);
  if (output === 'json' || output === 'yaml') machine.out(printed(object, output));
  else machine.out(`\n${summary(server, app)}\n${watch.operation === true ? operationText(app.status?.operationState, machine.now()) : ''}${resourcesText(server, app)}`);
  return app;
}

/** Gives the application and its last operation; throws when its time is over. */
export function* waitFor(wait: Wait): Steps<{ readonly app: Application; readonly state: OperationState | undefined } | undefined> {
  const { server, name, timeout, watch, output, selected } = wait;
  const { machine } = server;
  const plain = output !== 'json' && output !== 'yaml';
  const until = timeout === 0 ? Infinity : machine.now() + timeout * 1_000_000;
  server.need(name);
  const seen = new Map<string, ResourceState>();
  let head: readonly (readonly string[])[] = [['TIMESTAMP', 'GROUP', 'KIND', 'NAMESPACE', 'NAME', 'STATUS', 'HEALTH', 'HOOK', 'MESSAGE']];
  let refresh = false;
  let version: string | undefined;
  let lives: ReturnType<Server['find']>;
  for (;;) {
    const object = server.find(name);
    if (object === undefined) {
      if (watch.deleted === true) {
        machine.out(`Application 'argocd/${name}' deleted\n`);
        return undefined;
      }
      throw new Fatal(`rpc error: code = NotFound desc = error getting application by query: application.argoproj.io "${name}" not found`);
    }
    const app = applicationFrom(object);
    const all = resourceStates(server, app);
    const states = selected === undefined ? all : all.filter(selected);
    const busy = inProgress(app);
    if (app.operation !== undefined && !isDryRun(app)) refresh = true;
    const ready = selected === undefined ? isReached(watch, app.status?.health?.status ?? '', app.status?.sync?.status ?? '', app) : states.every(({ health, status }) => isReached(watch, health, status, app));
    if (ready && (!busy || watch.operation !== true)) return { state: app.status?.operationState, app: yield* lastWords(wait, refresh) };
    if (version !== object.metadata.resourceVersion || lives !== object) {
      [version, lives] = [object.metadata.resourceVersion, object];
      const lines: string[][] = [];
      for (const state of states) {
        const key = `${state.group}/${state.kind}/${state.namespace}/${state.name}`;
        const before = seen.get(key);
        if (watch.health === true && before !== undefined && before.health !== 'Unknown' && before.health !== 'Degraded' && state.health === 'Degraded') {
          yield* lastWords(wait, refresh);
          throw new Fatal(`application '${name}' health state has transitioned from ${before.health} to ${state.health}`);
        }
        const now = before === undefined ? state : merged(before, state);
        seen.set(key, now);
        if (before === undefined || differs(before, now)) lines.push([formatTime(machine.now()).replace(/(?:\.\d+)?Z$/, '+00:00'), now.group, now.kind, now.namespace, now.name, now.status, now.health, now.hook, now.message]);
      }
      // What waits in the tabwriter is aligned together.
      if (plain && lines.length > 0) {
        machine.out(rows([...head, ...lines]));
        head = [];
      }
    }
    if (machine.now() >= until) break;
    yield* sleep(Math.min(POLL, until - machine.now()));
  }
  if (plain) machine.out('\nThis is the state of the app after wait timed out:\n');
  yield* lastWords(wait, false);
  if (plain) machine.out('\nThe command timed out waiting for the conditions to be met.\n');
  throw new Fatal(`timed out (${String(timeout)}s) waiting for app "${name}" match desired state`);
}
