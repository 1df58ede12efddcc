import { parseLabelSelector } from '../../../api/selector';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { printDuration } from '../../../base/go/duration';
import { quote } from '../../../base/go/quote';
import { parseTime } from '../../../base/time';
import { printerFor } from '../../output/formats';
import { metadataOf, nameOf, namespaceOf } from '../../resources/info';
import { ask, getObject, listObjects } from '../../runtime/client';
import { dryRunOf, tried } from '../../runtime/dry-run';
import type { DryRun } from '../../runtime/dry-run';
import { AggregateFailure, isNotFound, KubectlError, ServerError, throwAll } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { builtIn } from '../create/draft';
import { cordonAll, nodesOf } from './cordon';
import { BARE, BARE_FORCED, cannotDelete, evicting, evictionFailed, timedOut, unableToDrain, whileTerminating, willRetry } from './drain-words';

const RETRY = 5_000_000;
const POLL = 1_000_000;
/** context.DeadlineExceeded. */
const OVER = 'context deadline exceeded';

/** What becomes of a Pod: it is evicted or not, with a warning or an error. */
interface Verdict {
  readonly evicts: boolean;
  readonly warning?: string;
  readonly error?: string;
}

const OKAY: Verdict = { evicts: true };

const isOver = (pod: JsonObject): boolean => ['Succeeded', 'Failed'].includes(textOf(objectOf(pod.status).phase));
const ownerOf = (pod: JsonObject): JsonObject | undefined => listOf(metadataOf(pod).ownerReferences).map(objectOf).find(({ controller }) => controller === true);

function* ofDaemonSet({ flags, ...session }: Session, pod: JsonObject): Steps<Verdict> {
  const owner = ownerOf(pod);
  if (owner === undefined || owner.kind !== 'DaemonSet' || owner.apiVersion !== 'apps/v1' || isOver(pod)) return OKAY;
  const whole = { flags, ...session };
  try {
    yield* getObject(whole, builtIn(whole, 'apps/v1', 'DaemonSet'), namespaceOf(pod), textOf(owner.name));
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return isNotFound(error) && flags.bool('force') ? { evicts: true, warning: error.message } : { evicts: false, error: error.message };
  }
  return flags.bool('ignore-daemonsets') ? { evicts: false, warning: 'ignoring DaemonSet-managed Pods' } : { evicts: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' };
}

function ofStorage({ flags }: Session, pod: JsonObject): Verdict {
  const isLocal = listOf(objectOf(pod.spec).volumes).some((volume) => objectOf(volume).emptyDir !== undefined);
  if (!isLocal || isOver(pod)) return OKAY;
  return flags.bool('delete-emptydir-data') ? { evicts: true, warning: 'deleting Pods with local storage' } : { evicts: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' };
}

function ofOwner({ flags }: Session, pod: JsonObject): Verdict {
  if (isOver(pod) || ownerOf(pod) !== undefined) return OKAY;
  return flags.bool('force') ? { evicts: true, warning: BARE_FORCED } : { evicts: false, error: BARE };
}

function isSkipped({ flags, machine }: Session, pod: JsonObject): boolean {
  const seconds = flags.int('skip-wait-for-delete-timeout');
  const deleted = parseTime(textOf(metadataOf(pod).deletionTimestamp));
  return seconds > 0 && deleted !== undefined && Math.trunc((machine.now() - deleted) / 1_000_000) > seconds;
}

/** filterPods: the last filter that has something to say is heard; one that keeps a Pod ends it. */
function* judge(session: Session, pod: JsonObject): Steps<Verdict> {
  if (isSkipped(session, pod)) return { evicts: false };
  const byDaemon = yield* ofDaemonSet(session, pod);
  if (!byDaemon.evicts) return byDaemon;
  if (objectOf(metadataOf(pod).annotations)['kubernetes.io/config.mirror'] !== undefined) return { evicts: false };
  const byStorage = ofStorage(session, pod);
  if (!byStorage.evicts) return byStorage;
  return ofOwner(session, pod);
}

interface Found {
  readonly pods: readonly JsonObject[];
  readonly warnings: string;
  readonly errors: readonly Error[];
}

function grouped(entries: readonly (readonly [text: string, pod: JsonObject])[]): readonly (readonly [string, string])[] {
  const groups = new Map<string, string[]>();
  for (const [text, pod] of entries) groups.set(text, [...(groups.get(text) ?? []), `${namespaceOf(pod)}/${nameOf(pod)}`]);
  return [...groups].map(([text, names]) => [text, names.join(', ')]);
}

/** Helper.GetPodsForDeletion. */
function* podsOf(session: Session, node: string): Steps<Found> {
  const all = yield* listObjects(session, builtIn(session, 'v1', 'Pod'), '', { labelSelector: session.flags.text('pod-selector'), fieldSelector: `spec.nodeName=${node}` });
  const pods: JsonObject[] = [];
  const warnings: [string, JsonObject][] = [];
  const errors: [string, JsonObject][] = [];
  for (const pod of all) {
    const { evicts, warning, error } = yield* judge(session, pod);
    if (evicts) pods.push(pod);
    if (warning !== undefined) warnings.push([warning, pod]);
    if (error !== undefined) errors.push([error, pod]);
  }
  return { pods, warnings: grouped(warnings).map(([text, names]) => `${text}: ${names}`).join('; '), errors: grouped(errors).map(([text, names]) => new KubectlError(cannotDelete(text, names))) };
}

type Asking = 'asks' | 'waits' | 'done';

/** A Pod on its way off the node. */
interface Leaving {
  /** As it was last read. */
  pod: JsonObject;
  state: Asking;
  /** When it is looked at next, µs. */
  due: number;
  /** It was refused: before it is asked again the Pod is read, which may be another one of that name. */
  refused?: boolean;
  error?: Error;
}

function* evict(session: Session, pod: JsonObject, dryRun: DryRun): Steps<void> {
  const grace = session.flags.int('grace-period');
  const [namespace, name] = [namespaceOf(pod), nameOf(pod)];
  const deleteOptions = grace < 0 ? {} : { deleteOptions: { gracePeriodSeconds: grace } };
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  yield* ask(session, { verb: 'create', group: '', version: 'v1', resource: 'pods', namespace, name, subresource: 'eviction', body, ...deleteOptions, dryRun: dryRun === 'server' });
}

/** apierrors.HasStatusCause of NamespaceTerminatingCause. */
const inTerminatingNamespace = ({ failure }: ServerError): boolean => failure.reason === 'Forbidden' && (failure.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating');

function* readAgain(session: Session, leaving: Leaving): Steps<void> {
  leaving.refused = false;
  try {
    leaving.pod = yield* getObject(session, builtIn(session, 'v1', 'Pod'), namespaceOf(leaving.pod), nameOf(leaving.pod));
  } catch (error) {
    // Its eviction will find the same.
    if (!(error instanceof ServerError)) throw error;
  }
}

/** One Pod's turn: it is evicted, or found gone. */
function* turn(session: Session, leaving: Leaving, dryRun: DryRun, deadline: number, timeout: string): Steps<void> {
  const { machine } = session;
  if (leaving.refused === true) yield* readAgain(session, leaving);
  const { pod } = leaving;
  const [namespace, name] = [namespaceOf(pod), nameOf(pod)];
  if (leaving.state === 'asks') {
    machine.out(`${evicting(namespace, name)}${dryRun === 'server' ? ' (server dry run)' : ''}\n`);
    if (machine.now() >= deadline) {
      Object.assign(leaving, { state: 'done', error: new KubectlError(evictionFailed(namespace, name, timedOut(timeout))) });
      return;
    }
    try {
      yield* evict(session, pod, dryRun);
      Object.assign(leaving, { state: dryRun === 'server' ? 'done' : 'waits', due: machine.now() });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (isNotFound(error)) leaving.state = 'done';
      else if (error.failure.reason === 'TooManyRequests') {
        machine.err(`${willRetry(namespace, name, error.message)}\n`);
        Object.assign(leaving, { refused: true, due: machine.now() + RETRY });
      } else if (inTerminatingNamespace(error)) {
        // A Pod that goes by itself is waited for; of another it is tried until it does.
        if (textOf(metadataOf(pod).deletionTimestamp) !== '') Object.assign(leaving, { state: 'waits', due: machine.now() });
        else {
          machine.err(`${whileTerminating(namespace, name, error.message)}\n`);
          Object.assign(leaving, { refused: true, due: machine.now() + RETRY });
        }
      } else Object.assign(leaving, { state: 'done', error: new KubectlError(evictionFailed(namespace, name, error.message)) });
    }
    return;
  }
  if (machine.now() >= deadline) {
    Object.assign(leaving, { state: 'done', error: new KubectlError(`error when waiting for pod ${quote(name)} in namespace ${quote(namespace)} to terminate: ${OVER}`) });
    return;
  }
  const now = yield* stillThere(session, pod);
  if (now !== undefined && !isGivenUp(session, now)) {
    leaving.due = Math.min(machine.now() + POLL, deadline);
    return;
  }
  leaving.state = 'done';
  if (now === undefined) machine.out(printerFor(session, { operation: 'evicted' })(pod));
}

/** waitForDelete does not wait for a Pod that has been going for too long. */
function isGivenUp(session: Session, pod: JsonObject): boolean {
  if (!isSkipped(session, pod)) return false;
  session.machine.out(`pod ${quote(nameOf(pod))} has DeletionTimestamp older than ${session.flags.int('skip-wait-for-delete-timeout')} seconds, skipping\n`);
  return true;
}

/** Helper.deletePods: one after another, without a word; then all of them are looked for until none is left. */
function* deleteAll(session: Session, pods: readonly JsonObject[], dryRun: DryRun): Steps<void> {
  const { machine, flags } = session;
  const [grace, limit] = [flags.int('grace-period'), flags.nanoseconds('timeout')];
  const deleteOptions = grace < 0 ? {} : { deleteOptions: { gracePeriodSeconds: grace } };
  for (const pod of pods) {
    try {
      yield* ask(session, { verb: 'delete', group: '', version: 'v1', resource: 'pods', namespace: namespaceOf(pod), name: nameOf(pod), ...deleteOptions, dryRun: dryRun === 'server' });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  const deadline = limit === 0n ? Number.POSITIVE_INFINITY : machine.now() + Number(limit / 1000n);
  const gone = printerFor(session, { operation: 'deleted' });
  for (let left = pods; ;) {
    const pending: JsonObject[] = [];
    for (const pod of left) {
      const now = yield* stillThere(session, pod);
      if (now === undefined) machine.out(gone(pod));
      else if (!isGivenUp(session, now)) pending.push(pod);
    }
    if (pending.length === 0) return;
    left = pending;
    yield { do: 'sleep', micros: Math.min(POLL, deadline - machine.now()) };
    if (machine.now() >= deadline) throw new KubectlError(OVER);
  }
}

/** A Pod as it is now, if it is still the same one. */
function* stillThere(session: Session, pod: JsonObject): Steps<JsonObject | undefined> {
  try {
    const now = yield* getObject(session, builtIn(session, 'v1', 'Pod'), namespaceOf(pod), nameOf(pod));
    return metadataOf(now).uid === metadataOf(pod).uid ? now : undefined;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return undefined;
  }
}

/** Helper.evictPods: all at once. */
function* evictAll(session: Session, pods: readonly JsonObject[], dryRun: DryRun): Steps<void> {
  const { machine, flags } = session;
  const limit = flags.nanoseconds('timeout');
  const deadline = limit === 0n ? Number.POSITIVE_INFINITY : machine.now() + Number(limit / 1000n);
  // A goroutine each: the one that was made last runs first (Go's runnext), the others in the order in which they were made.
  const all = [...pods.slice(-1), ...pods.slice(0, -1)].map((pod): Leaving => ({ pod, state: 'asks', due: machine.now() }));
  for (;;) {
    const open = all.filter(({ state }) => state !== 'done');
    if (open.length === 0) break;
    const next = Math.min(...open.map(({ due }) => due));
    if (next > machine.now()) yield { do: 'sleep', micros: next - machine.now() };
    for (const leaving of open) if (leaving.due <= machine.now()) yield* turn(session, leaving, dryRun, deadline, printDuration(limit));
  }
  throwAll(all.flatMap(({ error }) => error ?? []));
}

function* drainNode(session: Session, node: string, dryRun: DryRun): Steps<void> {
  const { machine } = session;
  const { pods, warnings, errors } = yield* podsOf(session, node);
  throwAll(errors);
  if (warnings !== '') machine.err(`Warning: ${warnings}\n`);
  if (dryRun === 'client') {
    for (const pod of pods) machine.out(`${evicting(namespaceOf(pod), nameOf(pod))} (dry run)\n`);
    return;
  }
  try {
    yield* (session.flags.bool('disable-eviction') ? deleteAll : evictAll)(session, pods, dryRun);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const pending = yield* podsOf(session, node);
    if (pending.pods.length > 0) {
      machine.err(`There are pending pods in node ${quote(node)} when an error occurred: ${error.message}\n`);
      for (const pod of pending.pods) machine.err(`pod/${nameOf(pod)}\n`);
    }
    throw error;
  }
}

/** `kubectl drain` (pkg/cmd/drain/drain.go, pkg/drain). */
export const drain: Verb = function* drain(session) {
  const { machine, flags } = session;
  const dryRun = dryRunOf(session);
  if (!parseLabelSelector(flags.text('pod-selector')).ok) throw new KubectlError('--pod-selector=<pod_selector> must be a valid label selector');
  const nodes = yield* nodesOf(session);
  yield* cordonAll(session, nodes, true, dryRun);
  const fatal: Error[] = [];
  const left: string[] = [];
  for (const { name, object } of nodes) {
    try {
      yield* drainNode(session, name, dryRun);
      machine.out(printerFor(session, { operation: tried('drained', dryRun) })(object));
    } catch (error) {
      if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error;
      machine.err(`${unableToDrain(name, error.message)}\n`);
      fatal.push(error);
      left.push(name);
    }
  }
  if (left.length > 0) machine.err(`There are pending nodes to be drained:\n${left.map((name) => ` ${name}\n`).join('')}`);
  if (fatal.length > 0) throw new AggregateFailure(fatal);
};
