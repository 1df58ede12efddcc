/** What argocd prints of applications (cmd/argocd/commands/app.go). */
import { alignColumns } from '../../base/go/tabwriter';
import type { Columns } from '../../base/go/tabwriter';
import { printDuration } from '../../base/go/duration';
import { parseTime } from '../../base';
import { writeYaml } from '../../api/yaml/write';
import { goJsonIndented } from '../../base/go/json';
import type { ApiObject } from '../../api';
import { canSync } from '../../gitops/windows';
import type { SyncWindow } from '../../gitops/windows';
import { windowsOf } from '../../gitops/decide/refresh';
import { isAutomated } from '../../gitops/decide/application';
import type { Application, OperationState } from '../../gitops/decide/application';
import { applicationFrom } from '../../gitops/component/objects';
import { compared } from './compared';
import { Fatal, qualified } from './machine';
import type { Server } from './machine';

const COLUMNS: Columns = { minWidth: 0, padding: 2 };
export const WAIT_COLUMNS: Columns = { minWidth: 5, padding: 2 };

export const table = (rows: readonly (readonly string[])[], columns = COLUMNS): string => alignColumns(rows.map((row) => `${row.join('\t')}\n`).join(''), columns);

export const field = (name: string, value: string): string => `${name.padEnd(20)}${value}\n`;

/** metav1.Time.String. */
export const timeOf = (text: string | undefined): string => (text === undefined ? '<nil>' : text.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' +0000 UTC'));

const serverOf = ({ spec }: Application): string => spec.destination?.server || spec.destination?.name || '';

const isCommit = (revision: string): boolean => /^[0-9a-f]{7,40}$/.test(revision);

function syncStatus({ spec, status }: Application): string {
  const [code = '', target = ''] = [status?.sync?.status, spec.source?.targetRevision];
  const revision = status?.sync?.revision ?? '';
  const words = code === 'Synced' ? `${code} to ${target}` : code === 'OutOfSync' ? `${code} from ${target}` : code;
  return !isCommit(target) && revision.length > 7 ? `${words} (${revision.slice(0, 7)})` : words;
}

function windowStatus(app: Application, windows: readonly SyncWindow[], now: number): string {
  const mine = windowsOf(app, windows);
  if (mine.length === 0) return 'Sync Allowed';
  const allows = (manual: boolean): boolean => {
    const said = canSync(mine, { manual, now });
    return said.ok && said.allowed;
  };
  if (allows(false)) return 'Sync Allowed';
  return allows(true) ? 'Manual Allowed' : 'Sync Denied';
}

/** printAppSummaryTable. */
export function summary(server: Server, app: Application, windows: readonly SyncWindow[] = []): string {
  const { metadata: { name }, spec } = app;
  const { source = {} } = spec;
  const assigned = windowsOf(app, windows).map((one) => `${one.kind ?? ''}:${one.schedule ?? ''}:${one.duration ?? ''}`);
  const policy = isAutomated(app) ? `Automated${spec.syncPolicy?.automated?.prune === true ? ' (Prune)' : ''}` : 'Manual';
  return [
    field('Name:', qualified(name)), field('Project:', spec.project || 'default'), field('Server:', serverOf(app)), field('Namespace:', spec.destination?.namespace ?? ''), field('URL:', server.urlOf(name)), 'Source:\n',
    field('- Repo:', source.repoURL ?? ''), field('  Target:', source.targetRevision ?? ''), ...((source.path ?? '') === '' ? [] : [field('  Path:', source.path ?? '')]),
    field('SyncWindow:', windowStatus(app, windows, server.machine.now())), ...(assigned.length === 0 ? [] : [field('Assigned Windows:', assigned.join(','))]),
    field('Sync Policy:', policy), field('Sync Status:', syncStatus(app)), field('Health Status:', app.status?.health?.status ?? ''),
  ].join('');
}

interface Conditions {
  readonly conditions?: readonly { readonly type: string; readonly message: string; readonly lastTransitionTime?: string }[];
}

export function conditionsText({ status }: Application): string {
  const { conditions = [] } = (status ?? {}) as Conditions;
  return conditions.length === 0 ? '' : `\n${table([['CONDITION', 'MESSAGE', 'LAST TRANSITION'], ...conditions.map(({ type, message, lastTransitionTime }) => [type, message, timeOf(lastTransitionTime)])])}\n`;
}

/** printOperationResult. */
export function operationText(state: OperationState | undefined, now: number): string {
  if (state === undefined) return '';
  const [start, end] = [parseTime(state.startedAt) ?? now, state.finishedAt === undefined ? now : (parseTime(state.finishedAt) ?? now)];
  const seconds = BigInt(Math.floor(end / 1_000_000) - Math.floor(start / 1_000_000));
  return [
    ...(state.syncResult === undefined ? [] : [field('Operation:', 'Sync'), field('Sync Revision:', state.syncResult.revision ?? '')]),
    field('Phase:', state.phase), field('Start:', timeOf(state.startedAt)), field('Finished:', timeOf(state.finishedAt)), field('Duration:', printDuration(seconds * 1_000_000_000n)), ...((state.message ?? '') === '' ? [] : [field('Message:', state.message ?? '')]),
  ].join('');
}

export interface ResourceState {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly status: string;
  readonly health: string;
  readonly hook: string;
  readonly message: string;
}

interface Listed {
  readonly group?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status?: string;
  readonly message?: string;
  readonly hookPhase?: string;
  readonly hookType?: string;
}

const keyOf = ({ group = '', kind, namespace = '', name }: Listed): string => `${group}/${kind}/${namespace}/${name}`;

/** getResourceStates: what the last operation did, and then the rest. */
export function resourceStates(server: Server, app: Application): readonly ResourceState[] {
  const { resources = [] } = (app.status ?? {}) as { readonly resources?: readonly Listed[] };
  const healths = new Map(compared(server, app).resources.map((one) => [keyOf(one), one.health?.status ?? '']));
  const left = new Map(resources.map((one) => [keyOf(one), one]));
  const shown = (one: Listed, more: Pick<ResourceState, 'status' | 'health' | 'hook' | 'message'>): ResourceState => ({ group: one.group ?? '', kind: one.kind, namespace: one.namespace ?? '', name: one.name, ...more });
  const did = ((app.status?.operationState?.syncResult?.resources ?? []) as readonly Listed[]).map((one): ResourceState => {
    const listed = left.get(keyOf(one));
    left.delete(keyOf(one));
    const isPlain = listed !== undefined && (one.hookType ?? '') === '';
    return shown(one, { status: (isPlain ? listed.status : one.hookPhase) ?? '', health: (isPlain ? healths.get(keyOf(one)) : one.status) ?? '', hook: one.hookType ?? '', message: one.message ?? '' });
  });
  return [...did, ...[...left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => shown(one, { status: one.status ?? '', health: healths.get(key) ?? '', hook: '', message: '' }))];
}

/** printAppResources. */
export const resourcesText = (server: Server, app: Application): string => {
  const states = resourceStates(server, app);
  return states.length === 0 ? '' : `\n${table([['GROUP', 'KIND', 'NAMESPACE', 'NAME', 'STATUS', 'HEALTH', 'HOOK', 'MESSAGE'], ...states.map(({ group, kind, namespace, name, status, health, hook, message }) => [group, kind, namespace, name, status, health, hook, message])])}`;
};

function conditionsSummary({ status }: Application): string {
  const counts = new Map<string, number>();
  for (const { type } of status?.conditions ?? []) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts.size === 0 ? '<none>' : [...counts].map(([type, count]) => (count > 1 ? `${type}(${String(count)})` : type)).sort().join(',');
}

/** printApplicationTable. */
export function appsTable(apps: readonly Application[], wide: boolean): string {
  const rows = apps.map((app) => {
    const { metadata: { name }, spec, status } = app;
    const policy = isAutomated(app) ? `Auto${spec.syncPolicy?.automated?.prune === true ? '-Prune' : ''}` : 'Manual';
    const plain = [qualified(name), serverOf(app), spec.destination?.namespace ?? '', spec.project || 'default', status?.sync?.status ?? '', status?.health?.status ?? '', policy, conditionsSummary(app)];
    return wide ? [...plain, spec.source?.repoURL ?? '', spec.source?.path ?? '', spec.source?.targetRevision ?? ''] : plain;
  });
  return table([['NAME', 'CLUSTER', 'NAMESPACE', 'PROJECT', 'STATUS', 'HEALTH', 'SYNCPOLICY', 'CONDITIONS', ...(wide ? ['REPO', 'PATH', 'TARGET'] : [])], ...rows]);
}

/** printApplicationHistoryTable. */
export function historyTable({ status }: Application): string {
  const groups = new Map<string, string[][]>();
  for (const { id, deployedAt, revision = '', source = {} } of status?.history ?? []) {
    const { repoURL = '', targetRevision = '' } = source;
    groups.set(repoURL, [...(groups.get(repoURL) ?? []), [String(id), timeOf(deployedAt), revision.length >= 7 ? `${targetRevision} (${revision.slice(0, 7)})` : targetRevision]]);
  }
  return table([...groups].flatMap(([url, rows], at) => [...(at === 0 ? [] : [['']]), ['SOURCE', url], ['ID', 'DATE', 'REVISION'], ...rows]));
}

/** PrintResource. */
export function printed(object: ApiObject, output: string): string {
  if (output === 'json') return `${goJsonIndented(object, '  ')}\n`;
  if (output === 'yaml') return writeYaml(object as never);
  throw new Fatal(`unknown output format: ${output}`);
}

export const asApps = (objects: readonly ApiObject[]): readonly Application[] => objects.map(applicationFrom);
