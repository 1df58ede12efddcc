/**
 * The Database operator: a program in a Pod that watches Databases and what they own. Its loop is controller-runtime's (pkg/internal/controller: a queue of keys, failures later each time), what it does about a key is its script. It acts as the
 * ServiceAccount of its Pod, and only as long as that runs; of several Pods the first one acts (no leader election is played).
 */
import type { ApiObject, Pod } from '../../api';
import type { User } from '../../cluster/apiserver/types';
import { openScript, ScriptError } from '../../base/script';
import { ReconcileError } from '../../cluster/control/failure';
import type { Controller, Heard, Work } from '../../cluster/control/controller';
import { keyOfObject } from '../../cluster/control/owners';
import { changeContainer, podOn, stateAt } from '../../cluster/node/machine/machine';
import { objectsIn } from '../../cluster/store/store';
import { OPERATOR } from './install';
import { surface } from './surface';
import type { Deed } from './surface';

const DATABASES = 'databases.example.com';
const LABEL = 'example.com/database';
/** It looks who runs. */
const LOOK = '\0look';
/** From the start of its container to its first list, µs. */
const STARTS = 500_000;
const [MOST_CALLS, MOST_LINES, MOST_PENDING] = [60, 200, 100];

/** An event that a script of edges is called with. */
export interface EdgeEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: ApiObject;
}

/** One call of its script, for whoever looks on. Time in µs since 1970. */
export interface Call {
  readonly at: number;
  readonly key: string;
  /** Of a script of edges: what it was told. */
  readonly event?: { readonly type: EdgeEvent['type']; readonly kind: string; readonly name: string };
  readonly did: readonly Deed[];
  readonly said: readonly string[];
  readonly error?: { readonly message: string; readonly line: number };
}

export interface OperatorMemory {
  /** The container that acts, and what it has read at its start. */
  readonly container: string | null;
  readonly script: string;
  /** Whether it is called with events. */
  readonly edge: boolean;
  /** Why its program cannot be read. */
  readonly fault: { readonly message: string; readonly line: number } | null;
  readonly pending: Readonly<Record<string, readonly EdgeEvent[]>>;
  readonly calls: readonly Call[];
}

const BLANK: OperatorMemory = { container: null, script: '', edge: false, fault: null, pending: {}, calls: [] };

type Tools = Work<OperatorMemory>;

interface Running {
  readonly pod: Pod;
  readonly node: string;
  readonly id: string;
}

/** Its containers that run, the oldest Pod first. */
function running(work: Tools): readonly Running[] {
  return work.view.list('pods').filter(({ metadata }) => metadata.deletionTimestamp === undefined).sort((a, b) => ((a.metadata.creationTimestamp ?? '') < (b.metadata.creationTimestamp ?? '') ? -1 : 1)).flatMap((pod) => {
    const node = pod.spec.nodeName ?? '';
    const machine = node === '' ? undefined : work.machine(node);
    const own = machine === undefined ? [] : (podOn(machine, pod.metadata.uid ?? '')?.containers ?? []);
    return own.filter((one) => one.behaviour.serves === OPERATOR.program && stateAt(one, work.now).state === 'running').map(({ id }) => ({ pod, node, id }));
  });
}

/** What it says lands in the log of its container. */
function say({ pod, node, id }: Running, work: Tools, lines: readonly string[]): void {
  const machine = work.machine(node);
  if (machine === undefined || lines.length === 0) return;
  const said = lines.map((text) => ({ at: work.now, text }));
  work.setMachine(node, changeContainer(machine, pod.metadata.uid ?? '', id, (one) => ({ ...one, said: [...(one.said ?? []), ...said].slice(-MOST_LINES) })));
}

const userOf = ({ metadata: { namespace = '' }, spec }: Pod): User => ({
  username: `system:serviceaccount:${namespace}:${spec.serviceAccountName ?? 'default'}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
});

/** The program that its Pod mounts, as it was when the container started. */
function scriptOf({ pod }: Running, work: Tools): string {
  const { namespace } = pod.metadata;
  const names = (pod.spec.volumes ?? []).flatMap(({ configMap }) => configMap?.name ?? []);
  return names.flatMap((name) => work.view.get('configmaps', namespace, name)?.data?.[OPERATOR.file] ?? [])[0] ?? '';
}

/** Who acts now. One that has just started knows nothing: a script of levels is called for all that there is, one of edges waits for what happens. */
function look(work: Tools): void {
  const all = running(work);
  if (all.some(({ id }) => id === work.memory.container)) return;
  const [next] = all;
  if (next === undefined) {
    if (work.memory.container !== null) work.memory = { ...BLANK, calls: work.memory.calls };
    return;
  }
  const script = scriptOf(next, work);
  let fault: OperatorMemory['fault'] = null;
  let edge = false;
  try {
    const program = openScript(script);
    edge = !program.has('reconcile') && program.has('onEvent');
    if (!edge && !program.has('reconcile')) throw new ScriptError('neither reconcile(key, cluster) nor onEvent(event, cluster) is there', 1);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    fault = { message: error.message, line: error.line };
  }
  work.memory = { container: next.id, script, edge, fault, pending: {}, calls: work.memory.calls };
  say(next, work, fault === null ? [`INFO\tstarting manager\t{"script": ${JSON.stringify(edge ? 'onEvent' : 'reconcile')}}`] : [`ERROR\t${OPERATOR.file}:${fault.line}: ${fault.message}`]);
  if (!edge && fault === null) for (const database of objectsIn(work.view.tables, DATABASES)) work.enqueueAfter(keyOfObject(database), STARTS);
}

/** One call of the script. */
function call(program: ReturnType<typeof openScript>, name: string, given: unknown, key: string, said: string[], runs: Running, work: Tools, event?: EdgeEvent): Call['error'] {
  const did: Deed[] = [];
  let error: Call['error'];
  try {
    program.call(name, given, surface(work, work.as(userOf(runs.pod)), key, OPERATOR.name, (deed) => did.push(deed)));
  } catch (caught) {
    if (!(caught instanceof ScriptError)) throw caught;
    error = { message: caught.message, line: caught.line };
  }
  const made: Call = { at: work.now, key, did, said: [...said], ...(event === undefined ? {} : { event: { type: event.type, kind: event.object.kind, name: event.object.metadata.name ?? '' } }), ...(error === undefined ? {} : { error }) };
  work.memory = { ...work.memory, calls: [...work.memory.calls, made].slice(-MOST_CALLS) };
  const lines = did.filter(({ outcome }) => outcome === 'done').map(({ verb, kind, name: of }) => `INFO\t${verb}\t{"kind": ${JSON.stringify(kind)}, "name": ${JSON.stringify(of)}}`);
  say(runs, work, [...said, ...lines, ...(error === undefined ? [] : [`ERROR\tReconciler error\t{"key": ${JSON.stringify(key)}, "error": ${JSON.stringify(error.message)}, "at": "${OPERATOR.file}:${error.line}"}`])]);
  said.length = 0;
  return error;
}

function reconcile(key: string, work: Tools): void {
  if (key === LOOK) return look(work);
  const runs = running(work).find(({ id }) => id === work.memory.container);
  const { [key]: events = [], ...others } = work.memory.pending;
  if (events.length > 0) work.memory = { ...work.memory, pending: others };
  if (runs === undefined || work.memory.fault !== null) return;
  const said: string[] = [];
  const program = openScript(work.memory.script, (text) => said.push(text));
  if (work.memory.edge) {
    // What fails is over: nobody comes back to an event.
    for (const event of events) call(program, 'onEvent', { type: event.type, object: JSON.parse(JSON.stringify(event.object)) as unknown }, key, said, runs, work, event);
    return;
  }
  const error = call(program, 'reconcile', key, key, said, runs, work);
  if (error !== undefined) throw new ReconcileError(error.message);
}

/** The Database that an object belongs to. */
function databaseOf({ metadata }: ApiObject): string | undefined {
  const owner = metadata.ownerReferences?.find(({ kind, controller }) => kind === 'Database' && controller === true)?.name ?? metadata.labels?.[LABEL];
  return owner === undefined ? undefined : `${metadata.namespace ?? ''}/${owner}`;
}

type Office = Parameters<NonNullable<Controller<OperatorMemory>['others']>>[2];

function heard(key: string | undefined, { type, object }: Heard, desk: Office): void {
  if (key === undefined || desk.memory.container === null) return;
  if (desk.memory.edge) desk.memory = { ...desk.memory, pending: { ...desk.memory.pending, [key]: [...(desk.memory.pending[key] ?? []), { type, object }].slice(-MOST_PENDING) } };
  desk.enqueue(key);
}

const child = (change: Heard, desk: Office): void => heard(databaseOf(change.object), change, desk);

const isOwn = ({ spec }: Pod): boolean => spec.containers.some(({ image = '' }) => image.includes(OPERATOR.program));

export const databaseOperator: Controller<OperatorMemory> = {
  name: OPERATOR.name,
  user: { username: `system:serviceaccount:${OPERATOR.namespace}:${OPERATOR.name}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${OPERATOR.namespace}`, 'system:authenticated'] },
  process: OPERATOR.name,
  workers: 1,
  memory: BLANK,
  handlers: { pods: ({ object }, desk) => (isOwn(object as Pod) ? desk.enqueue(LOOK) : undefined), services: child, 'statefulsets.apps': child, 'jobs.batch': child },
  others: (resource, change, desk) => {
    if (resource === DATABASES) heard(keyOfObject(change.object), change, desk);
  },
  reads: ['configmaps'],
  reconcile,
};
