/** `argocd appset`, `proj`, `cluster`, `login`, `version`. */
import type { ApiObject } from '../../../api';
import { readDocuments } from '../../../api/manifest/documents';
import { toJson } from '../../../api/manifest/json';
import { objectAt } from '../../../cluster/store/store';
import { VERSION, NAMESPACE } from '../../../gitops/component/installation';
import { APPLICATION_SETS, PROJECTS } from '../../../gitops/component/objects';
import type { Application } from '../../../gitops/decide/application';
import type { AppProject } from '../../../gitops/decide/permissions';
import { absolutePath } from '../../machine';
import { configPath, Fatal, plainName, qualified, rpc, Server, sleep } from '../machine';
import { field, printed, table, timeOf } from '../print';
import { Help } from './types';
import type { ArgocdCommand } from './types';

interface SetView {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template?: { readonly spec?: Application['spec'] }; readonly syncPolicy?: { readonly preserveResourcesOnDeletion?: boolean; readonly applicationsSync?: string } };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message: string; readonly lastTransitionTime?: string }[]; readonly health?: { readonly status?: string } };
}

const viewOf = (object: ApiObject): SetView => object as unknown as SetView;

/** printAppSetSummaryTable. */
function setSummary(object: ApiObject): string {
  const { metadata: { name }, spec, status } = viewOf(object);
  const { project, destination = {}, source = {}, syncPolicy } = spec.template?.spec ?? {};
  const policy = syncPolicy?.automated !== undefined && syncPolicy.automated.enabled !== false ? `Automated${syncPolicy.automated.prune === true ? ' (Prune)' : ''}` : '<none>';
  const conditions = status?.conditions ?? [];
  return [
    field('Name:', qualified(name)), field('Project:', project || 'default'), field('Server:', destination.server || destination.name || ''), field('Namespace:', destination.namespace ?? ''), field('Health Status:', status?.health?.status ?? ''), 'Source:\n',
    field('- Repo:', source.repoURL ?? ''), field('  Target:', source.targetRevision ?? ''), ...((source.path ?? '') === '' ? [] : [field('  Path:', source.path ?? '')]), field('SyncPolicy:', policy),
    ...(conditions.length === 0 ? [] : [`\n${table([['CONDITION', 'STATUS', 'MESSAGE', 'LAST TRANSITION'], ...conditions.map((one) => [one.type, one.status, one.message, timeOf(one.lastTransitionTime)])])}\n`]),
  ].join('');
}

const findSet = (server: Server, name: string): ApiObject | undefined => objectAt(server.tables, APPLICATION_SETS, `${NAMESPACE}/${plainName(name)}`);

function needSet(server: Server, name: string): ApiObject {
  const found = findSet(server, name);
  if (found === undefined) throw rpc('NotFound', `error getting ApplicationSet: applicationset.argoproj.io "${plainName(name)}" not found`);
  return found;
}

const setGet: ArgocdCommand = function* setGet({ machine, call: { flags, args } }) {
  yield* [];
  const [name] = args;
  if (name === undefined) throw new Help();
  const object = needSet(new Server(machine), name);
  const output = flags.text('output');
  machine.out(output === 'wide' || output === '' ? setSummary(object) : printed(object, output));
  return 0;
};

/** ApplicationSetSyncPolicy.String. */
const asGo = (value: SetView['spec']['syncPolicy']): string => (value === undefined ? 'nil' : `&ApplicationSetSyncPolicy{PreserveResourcesOnDeletion:${String(value.preserveResourcesOnDeletion ?? false)},ApplicationsSync:${value.applicationsSync === undefined ? 'nil' : `*${value.applicationsSync}`},}`);

const setList: ArgocdCommand = function* setList({ machine, call: { flags } }) {
  yield* [];
  const sets = new Server(machine).objects(APPLICATION_SETS);
  const output = flags.text('output');
  if (output === 'name') machine.out(sets.map(({ metadata }) => `${qualified(metadata.name ?? '')}\n`).join(''));
  else {
    const rows = sets.map(viewOf).map(({ metadata: { name }, spec, status }) => {
      const { project = '', source = {} } = spec.template?.spec ?? {};
      const conditions = (status?.conditions ?? []).filter(({ status: is }) => is === 'True').map(({ type, message, lastTransitionTime, status: is, ...rest }) => `{${type} ${message} ${timeOf(lastTransitionTime)} ${is} ${(rest as { readonly reason?: string }).reason ?? ''}}`);
      return [qualified(name), project, asGo(spec.syncPolicy), status?.health?.status ?? '', `[${conditions.join(' ')}]`, source.repoURL ?? '', source.path ?? '', source.targetRevision ?? ''];
    });
    const wide = output === 'wide';
    machine.out(table([['NAME', 'PROJECT', 'SYNCPOLICY', 'HEALTH', 'CONDITIONS', 'REPO', 'PATH', 'TARGET'], ...rows].map((row) => (wide ? row : row.slice(0, 5)))));
  }
  return 0;
};

const setCreate: ArgocdCommand = function* setCreate({ machine, call: { flags, args } }) {
  const [file] = args;
  if (file === undefined) throw new Help();
  const server = new Server(machine);
  const text = machine.files.read(absolutePath(machine, file));
  if (text === undefined) throw new Fatal(`open ${file}: no such file or directory`);
  const sets = readDocuments(text).flatMap(({ tree }) => (tree === undefined ? [] : [toJson(tree) as unknown as ApiObject])).filter(({ kind }) => kind === 'ApplicationSet');
  if (sets.length === 0) {
    machine.out('No ApplicationSets found while parsing the input file');
    return 1;
  }
  if (flags.bool('dry-run')) throw new Fatal('(argocd appset create --dry-run is not simulated here)');
  for (const set of sets) {
    const { name = '' } = set.metadata;
    const before = findSet(server, name);
    const same = before !== undefined && JSON.stringify(viewOf(before).spec) === JSON.stringify(viewOf(set).spec);
    if (before !== undefined && !same && !flags.bool('upsert')) throw rpc('InvalidArgument', 'existing ApplicationSet spec is different, use upsert flag to force update');
    const body = { ...(before ?? set), spec: viewOf(set).spec, metadata: { ...(before ?? set).metadata, namespace: NAMESPACE } } as unknown as ApiObject;
    const created = same ? before : server.ask({ verb: before === undefined ? 'create' : 'update', resource: 'applicationsets', ...(before === undefined ? {} : { name }), body });
    machine.err(`ApplicationSet '${name}' ${before === undefined ? 'created' : same ? 'unchanged' : 'updated'}\n`);
    const output = flags.text('output');
    machine.out(output === 'wide' || output === '' ? setSummary(created) : printed(created, output));
    while (flags.bool('wait') && viewOf(needSet(server, name)).status?.conditions?.some(({ type, status }) => type === 'ResourcesUpToDate' && status === 'True') !== true) yield* sleep(500_000);
    if (flags.bool('wait')) machine.err(`ApplicationSet '${name}' resources are up to date\n`);
  }
  return 0;
};

const setDelete: ArgocdCommand = function* setDelete({ machine, call: { flags, args } }) {
  if (args.length === 0) throw new Help();
  const server = new Server(machine);
  for (const name of args.map(plainName)) {
    needSet(server, name);
    if (!flags.bool('yes')) {
      const resumed = yield { do: 'read', prompt: `Are you sure you want to delete '${name}' and all its Applications? [y/n] ` };
      if (!/^y(?:es)?$/i.test(resumed?.typed?.trim() ?? '')) {
        machine.out(`The command to delete '${name}' was cancelled.\n`);
        continue;
      }
    }
    server.ask({ verb: 'delete', resource: 'applicationsets', name });
    machine.out(`applicationset '${name}' deleted\n`);
  }
  return 0;
};

const projectOf = (object: ApiObject): AppProject & { readonly description?: string } => ({ ...(object as unknown as { readonly spec?: AppProject & { readonly description?: string } }).spec, name: object.metadata.name ?? '' });

const counted = (list: readonly string[], many: string): string => (list.length === 0 ? '<none>' : list.length === 1 ? list[0]! : `${String(list.length)} ${many}`);

const projectList: ArgocdCommand = function* projectList({ machine, call: { flags } }) {
  yield* [];
  const projects = new Server(machine).objects(PROJECTS);
  if (flags.text('output') === 'name') machine.out(projects.map(({ metadata }) => `${metadata.name ?? ''}\n`).join(''));
  else {
    const rows = projects.map(projectOf).map(({ name, description = '', destinations = [], sourceRepos = [], clusterResourceWhitelist = [], namespaceResourceBlacklist = [] }) => [
      name, description, counted(destinations.map(({ server = '', namespace = '' }) => `${server},${namespace}`), 'destinations'), counted(sourceRepos, 'repos'), counted(clusterResourceWhitelist.map(({ group, kind }) => `${group}/${kind}`), 'resources'),
      namespaceResourceBlacklist.length === 0 ? '<none>' : `${String(namespaceResourceBlacklist.length)} resources`, '<none>', 'disabled', '<none>',
    ]);
    machine.out(table([['NAME', 'DESCRIPTION', 'DESTINATIONS', 'SOURCES', 'CLUSTER-RESOURCE-WHITELIST', 'NAMESPACE-RESOURCE-BLACKLIST', 'SIGNATURE-KEYS', 'ORPHANED-RESOURCES', 'DESTINATION-SERVICE-ACCOUNTS'], ...rows]));
  }
  return 0;
};

const projectGet: ArgocdCommand = function* projectGet({ machine, call: { flags, args } }) {
  yield* [];
  const [name] = args;
  if (name === undefined) throw new Help();
  const server = new Server(machine);
  const found = objectAt(server.tables, PROJECTS, `${NAMESPACE}/${name}`);
  if (found === undefined) throw rpc('NotFound', `appprojects.argoproj.io "${name}" not found`);
  const output = flags.text('output');
  if (output !== 'wide' && output !== '') {
    machine.out(printed(found, output));
    return 0;
  }
  const { description = '', destinations = [], sourceRepos = [], clusterResourceWhitelist = [], namespaceResourceBlacklist = [] } = projectOf(found);
  const line = (label: string, values: readonly string[]): string => (values.length === 0 ? ['<none>'] : values).map((value, at) => `${(at === 0 ? label : '').padEnd(29)}${value}\n`).join('');
  machine.out([
    line('Name:', [name]), `${'Description:'.padEnd(29)}${description}\n`, line('Destinations:', destinations.map(({ server: address = '', namespace = '' }) => `${address},${namespace}`)), line('Repositories:', sourceRepos), line('Source Namespaces:', []), line('Scoped Repositories:', []),
    line('Allowed Cluster Resources:', clusterResourceWhitelist.map(({ group, kind }) => `${group}/${kind}`)), line('Scoped Clusters:', []), line('Denied Namespaced Resources:', namespaceResourceBlacklist.map(({ group, kind }) => `${group}/${kind}`)), line('Signature keys:', []), `${'Orphaned Resources:'.padEnd(29)}disabled\n`,
  ].join(''));
  return 0;
};

const clusterList: ArgocdCommand = function* clusterList({ machine }) {
  yield* [];
  const server = new Server(machine);
  const used = server.objects('applications.argoproj.io').length > 0;
  machine.out(table([['SERVER', 'NAME', 'VERSION', 'STATUS', 'MESSAGE', 'PROJECT'], used ? ['https://kubernetes.default.svc', 'in-cluster', '1.36', 'Successful', '', ''] : ['https://kubernetes.default.svc', 'in-cluster', '', 'Unknown', 'Cluster has no applications and is not being monitored.', '']]));
  return 0;
};

const login: ArgocdCommand = function* login({ machine, call: { flags, args } }) {
  const core = flags.bool('core');
  const [server] = args;
  if (server === undefined && !core) throw new Help();
  if (!core) {
    if (flags.text('username') === '') yield { do: 'read', prompt: 'Username: ' };
    if (flags.text('password') === '') yield { do: 'read', prompt: 'Password: ' };
  }
  const name = core ? 'kubernetes' : (server ?? '').replace(/:443$/, '');
  machine.files.write(configPath(machine), `contexts:\n- name: ${name}\n  server: ${name}\n  user: ${name}\ncurrent-context: ${name}\n`);
  if (!core) machine.out(`'${flags.text('username') || 'admin'}:login' logged in successfully\n`);
  machine.out(`Context '${name}' updated\n`);
  return 0;
};

const logout: ArgocdCommand = function* logout({ machine, call: { args: [name] } }) {
  yield* [];
  if (name === undefined) throw new Help();
  if (!(machine.files.read(configPath(machine)) ?? '').includes(`name: ${name}\n`)) throw new Fatal(`Context ${name} undefined`, 1);
  machine.files.remove(configPath(machine));
  machine.out(`Logged out from '${name}'\n`);
  return 0;
};

const version: ArgocdCommand = function* version({ machine, call: { flags } }) {
  yield* [];
  machine.out(`argocd: ${VERSION}\n`);
  if (!flags.bool('client')) {
    new Server(machine);
    machine.out(`argocd-server: ${VERSION}\n`);
  }
  return 0;
};

export const OTHERS: Readonly<Record<string, ArgocdCommand>> = {
  'appset get': setGet, 'appset list': setList, 'appset create': setCreate, 'appset delete': setDelete, 'proj list': projectList, 'proj get': projectGet, 'cluster list': clusterList, login, logout, version,
};
