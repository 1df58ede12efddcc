/** `argocd app`: what changes Applications and their objects. */
import type { ApiObject } from '../../../api';
import { readDocuments } from '../../../api/manifest/documents';
import { toJson } from '../../../api/manifest/json';
import { semanticEqual } from '../../../api/equal';
import { parseLabelSelector, requirementsMatch } from '../../../api/selector';
import { printDuration } from '../../../base/go/duration';
import { APPLICATIONS, applicationFrom, asStored, RESOURCES_FINALIZER } from '../../../gitops/component/objects';
import type { Application, Operation } from '../../../gitops/decide/application';
import { printConditions } from '../../../gitops/decide/conditions';
import { specErrors } from '../../../gitops/decide/permissions';
import { requestRollback, requestSync } from '../../../gitops/decide/request';
import type { Requested } from '../../../gitops/decide/request';
import { absolutePath } from '../../machine';
import { generated } from '../compared';
import { Fatal, logged, plainName, rpc, Server, sleep } from '../machine';
import type { ArgocdMachine, Steps } from '../machine';
import { resourceStates } from '../print';
import type { ResourceState } from '../print';
import { anyGiven, specWith } from './spec';
import { Help } from './types';
import type { ArgocdCommand } from './types';
import { waitFor } from './wait';

/** validateAndNormalizeApp: the project and the destination let it be, and its manifests can be made. */
function validated(server: Server, app: Application): void {
  const invalid = (message: string): Fatal => rpc('InvalidArgument', `application spec for ${app.metadata.name} is invalid: ${message}`);
  const project = server.project(app);
  if (project === undefined) throw rpc('InvalidArgument', `application references project ${app.spec.project ?? ''} which does not exist`);
  const errors = specErrors(app, project);
  if (errors.length > 0) throw invalid(printConditions(errors));
  const git = generated(server, app);
  if ('error' in git) throw invalid(`InvalidSpecError: Unable to generate manifests in ${app.spec.source?.path ?? ''}: rpc error: code = Unknown desc = ${git.error}`);
}

function applicationsIn(machine: ArgocdMachine, file: string): readonly ApiObject[] {
  const text = machine.files.read(absolutePath(machine, file));
  if (text === undefined) throw new Fatal(`open ${file}: no such file or directory`);
  return readDocuments(text).flatMap(({ tree, error }) => {
    if (error !== undefined) throw new Fatal(`error unmarshaling JSON: ${error.message}`);
    return tree === undefined ? [] : [toJson(tree) as unknown as ApiObject];
  }).filter(({ kind }) => kind === 'Application');
}

const create: ArgocdCommand = function* create({ machine, call: { flags, args } }) {
  yield* [];
  const server = new Server(machine);
  const file = flags.text('file');
  const [name = flags.text('name')] = args;
  const pairs = (list: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(list.map((one) => one.split(/=([^]*)/).slice(0, 2) as [string, string]));
  const wanted = file !== '' ? applicationsIn(machine, file) : [{
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Application',
    metadata: { name, ...(flags.changed('label') ? { labels: pairs(flags.list('label')) } : {}), ...(flags.changed('annotations') ? { annotations: pairs(flags.list('annotations')) } : {}) }, spec: specWith({}, flags),
  } as unknown as ApiObject];
  for (const object of wanted) {
    const { name: own = '' } = object.metadata;
    if (own === '') throw new Help();
    const finalizers = flags.bool('set-finalizer') ? { finalizers: [RESOURCES_FINALIZER] } : {};
    const { spec: given = {} } = object as unknown as { readonly spec?: Application['spec'] };
    const spec = { ...given, project: given.project || 'default' };
    const body = { ...object, metadata: { ...object.metadata, namespace: 'argocd', ...finalizers }, spec } as unknown as ApiObject;
    const before = server.find(own);
    if (flags.bool('validate')) validated(server, applicationFrom(body));
    const same = before !== undefined && semanticEqual(applicationFrom(before).spec, asStored(spec));
    if (before !== undefined && !same && !flags.bool('upsert')) throw rpc('InvalidArgument', 'existing application spec is different, use upsert flag to force update');
    if (before === undefined) server.ask({ verb: 'create', resource: 'applications', body: asStored(body) as ApiObject });
    else if (!same) server.update(asStored({ ...before, metadata: { ...before.metadata, ...finalizers }, spec }) as ApiObject);
    machine.out(`application '${own}' ${before === undefined ? 'created' : same ? 'unchanged' : 'updated'}\n`);
  }
  return 0;
};

const set: ArgocdCommand = function* set({ machine, call: { flags, args } }) {
  yield* [];
  const [name] = args;
  if (name === undefined || args.length > 1) throw new Help();
  const server = new Server(machine);
  const object = server.need(plainName(name));
  if (!anyGiven(flags)) {
    logged(machine, 'error', 'Please set at least one option to update');
    throw new Help();
  }
  const app = applicationFrom(object);
  const next = { ...app, spec: specWith(app.spec, flags) };
  if (flags.bool('validate')) validated(server, next);
  server.update(asStored({ ...object, spec: next.spec }) as ApiObject);
  return 0;
};

/** argo.SetAppOperation. */
function start(server: Server, object: ApiObject, requested: Requested): void {
  if ('error' in requested) throw rpc(requested.code, requested.error);
  const operation: Operation = { ...requested.operation, initiatedBy: { username: 'admin' } };
  const { status, ...rest } = object as unknown as { readonly status?: Readonly<Record<string, unknown>> };
  const { operationState: _before, ...others } = status ?? {};
  server.update(asStored({ ...rest, operation, ...(status === undefined ? {} : { status: others }) }) as ApiObject);
}

type Selects = (one: Pick<ResourceState, 'group' | 'kind' | 'namespace' | 'name'>) => boolean;

/** parseSelectedResources: `GROUP:KIND:NAME`, with `*`, and `!` for all but those. */
function selection(words: readonly string[]): Selects | undefined {
  if (words.length === 0) return undefined;
  const rules = words.map((word) => {
    const fields = word.replace(/^!/, '').split(':');
    if (fields.length !== 3) throw new Fatal(`Resource should have GROUP:KIND:NAME, but instead got: ${word}`);
    const [group = '', kind = '', place = ''] = fields;
    const [namespace, name] = place.includes('/') ? place.split('/') : [undefined, place];
    const fits = (pattern: string, text: string): boolean => pattern === '*' || pattern === text;
    return { not: word.startsWith('!'), matches: (one: Parameters<Selects>[0]) => fits(group, one.group) && fits(kind, one.kind) && fits(name ?? '', one.name) && (namespace === undefined || fits(namespace, one.namespace)) };
  });
  return (one) => rules.every(({ not, matches }) => !not || !matches(one)) && (rules.every(({ not }) => not) || rules.some(({ not, matches }) => !not && matches(one)));
}

/** The names that arguments or a selector mean. */
function named(server: Server, args: readonly string[], selector: string): readonly string[] {
  if (selector === '') return args.map(plainName);
  const read = parseLabelSelector(selector);
  if (!read.ok) throw new Fatal(read.error);
  const found = server.objects(APPLICATIONS).filter(({ metadata }) => requirementsMatch(read.value, metadata.labels ?? {})).map(({ metadata }) => metadata.name ?? '');
  if (found.length === 0) throw new Fatal(`No matching apps found for filter: selector ${selector}`, 1);
  return found;
}

const sync: ArgocdCommand = function* sync({ machine, call: { flags, args } }) {
  if (args.length === 0 && flags.text('selector') === '') throw new Help();
  const server = new Server(machine);
  const strategy = flags.text('strategy');
  if (!['', 'apply', 'hook'].includes(strategy)) throw new Fatal(`Unknown sync strategy: '${strategy}'`, 1);
  const force = flags.bool('force') ? { force: true } : {};
  const items = [...(flags.bool('replace') ? ['Replace=true'] : []), ...(flags.bool('server-side') ? ['ServerSideApply=true'] : []), ...(flags.bool('apply-out-of-sync-only') ? ['ApplyOutOfSyncOnly=true'] : [])];
  const limit = flags.int('retry-limit');
  for (const name of named(server, args, flags.text('selector'))) {
    const object = server.need(name);
    const app = applicationFrom(object);
    const selects = selection(flags.list('resource'));
    const selected = selects === undefined ? undefined : resourceStates(server, app).filter(selects);
    if (selected?.length === 0) throw new Fatal(`No matching app resources found for resource filter: ${flags.list('resource').join(', ')}`, 1);
    const requested = requestSync(app, {
      revision: flags.text('revision'), prune: flags.bool('prune'), dryRun: flags.bool('dry-run'), strategy: strategy === 'apply' ? { apply: force } : { hook: force },
      ...(selected === undefined ? {} : { resources: selected.map(({ group, kind, namespace, name: one }) => ({ ...(group === '' ? {} : { group }), kind, name: one, ...(namespace === '' ? {} : { namespace }) })) }), ...(items.length === 0 ? {} : { syncOptions: { items } }),
      ...(limit === 0 ? {} : { retryStrategy: { limit, refresh: flags.bool('retry-refresh'), backoff: { duration: printDuration(flags.nanoseconds('retry-backoff-duration')), maxDuration: printDuration(flags.nanoseconds('retry-backoff-max-duration')), factor: flags.int('retry-backoff-factor') } } }),
    }, server.project(app) ?? { name: app.spec.project ?? '' }, machine.now(), (revision) => {
      const git = generated(server, app, revision);
      if ('error' in git) throw rpc('FailedPrecondition', git.error);
      return git.revision;
    });
    start(server, object, requested);
    if (flags.bool('async')) continue;
    const done = yield* waitFor({ server, name, timeout: flags.int('timeout'), watch: { operation: true }, output: flags.text('output'), selected: selects });
    if (flags.bool('dry-run') || done === undefined) continue;
    if (done.state?.phase !== 'Succeeded') throw new Fatal(`Operation has completed with phase: ${done.state?.phase ?? ''}`, 1);
    const left = ((done.state.syncResult?.resources ?? []) as readonly { readonly status?: string }[]).filter(({ status }) => status === 'PruneSkipped').length;
    if (selects === undefined && done.app.status?.sync?.status !== 'Synced' && left > 0) throw new Fatal(`${String(left)} resources require pruning`, 1);
  }
  return 0;
};

const wait: ArgocdCommand = function* wait({ machine, call: { flags, args } }) {
  if (args.length === 0 && flags.text('selector') === '') throw new Help();
  const server = new Server(machine);
  const given = { sync: flags.bool('sync'), health: flags.bool('health'), suspended: flags.bool('suspended'), degraded: flags.bool('degraded'), deleted: flags.bool('delete'), operation: flags.bool('operation') };
  // getWatchOpts: without any it waits for all three.
  const watch = Object.values(given).some(Boolean) ? given : { sync: true, health: true, operation: true };
  for (const name of named(server, args, flags.text('selector'))) yield* waitFor({ server, name, timeout: flags.int('timeout'), watch, output: flags.text('output'), selected: selection(flags.list('resource')) });
  return 0;
};

const rollback: ArgocdCommand = function* rollback({ machine, call: { flags, args } }) {
  const [given, id] = args;
  if (given === undefined) throw new Help();
  const server = new Server(machine);
  const name = plainName(given);
  const object = server.need(name);
  const app = applicationFrom(object);
  const history = app.status?.history ?? [];
  if (id !== undefined && !/^-?\d+$/.test(id)) throw new Fatal(`strconv.Atoi: parsing ${JSON.stringify(id)}: invalid syntax`);
  if (id === undefined && history.length < 2) throw new Fatal(`application '${name}' should have at least two successful deployments`);
  const entry = id === undefined ? history.at(-2) : history.find((one) => one.id === Number(id));
  if (entry === undefined) throw new Fatal(`application '${name}' does not have deployment id '${id ?? ''}' in history`);
  start(server, object, requestRollback(app, { id: entry.id, prune: flags.bool('prune') }));
  yield* waitFor({ server, name, timeout: flags.int('timeout'), watch: { operation: true }, output: flags.text('output') });
  return 0;
};

/** A question that only a terminal is asked. */
function* confirmed(question: string): Steps<boolean> {
  for (;;) {
    const resumed = yield { do: 'read', prompt: question };
    const answer = resumed?.typed?.trim().toLowerCase();
    if (answer === undefined || answer === 'n' || answer === 'no') return false;
    if (answer === 'y' || answer === 'yes') return true;
  }
}

const remove: ArgocdCommand = function* remove({ machine, call: { flags, args } }) {
  if (args.length === 0 && flags.text('selector') === '') throw new Help();
  const server = new Server(machine);
  for (const name of named(server, args, flags.text('selector'))) {
    if (flags.bool('cascade') && !flags.bool('yes') && !(yield* confirmed(`Are you sure you want to delete '${name}' and all its resources? [y/n] `))) {
      machine.out(`The command to delete '${name}' was cancelled.\n`);
      continue;
    }
    const object = server.need(name);
    const policy = flags.text('propagation-policy');
    if (!['foreground', 'background'].includes(policy)) throw rpc('Unknown', `invalid propagation policy: ${policy}`);
    const finalizer = policy === 'background' ? `${RESOURCES_FINALIZER}/background` : RESOURCES_FINALIZER;
    const { finalizers: _before, ...metadata } = object.metadata as { readonly finalizers?: readonly string[] };
    server.update({ ...object, metadata: { ...metadata, ...(flags.bool('cascade') ? { finalizers: [finalizer] } : {}) } } as unknown as ApiObject);
    server.ask({ verb: 'delete', resource: 'applications', name });
    while (flags.bool('wait') && server.find(name) !== undefined) yield* sleep(500_000);
    machine.out(`application '${name}' deleted\n`);
  }
  return 0;
};

const terminate: ArgocdCommand = function* terminate({ machine, call: { args } }) {
  yield* [];
  const [name] = args;
  if (name === undefined) throw new Help();
  const server = new Server(machine);
  const object = server.need(plainName(name));
  const app = applicationFrom(object);
  const state = app.status?.operationState;
  if (app.operation === undefined || state === undefined) throw rpc('InvalidArgument', 'Unable to terminate operation. No operation is in progress');
  server.update(asStored({ ...object, status: { ...app.status, operationState: { ...state, phase: 'Terminating' } } }) as ApiObject);
  machine.out(`Application '${plainName(name)}' operation terminating\n`);
  return 0;
};

export const CHANGING: Readonly<Record<string, ArgocdCommand>> = {
  'app create': create, 'app set': set, 'app sync': sync, 'app wait': wait, 'app rollback': rollback, 'app delete': remove, 'app terminate-op': terminate,
};
