import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import type { Pod } from '../../../api/types';
import type { Request } from '../../../cluster/apiserver/types';
import { quote } from '../../../base/go/quote';
import { mappingFor } from '../../resources/mapper';
import { fetchInfo, nameOf, namespaceOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { splitPair } from '../../resources/arguments';
import { infosOf, select } from '../../resources/select';
import { changesOf, listOne } from '../../resources/watching';
import { ask, send, warn } from '../../runtime/client';
import { KubectlError, ServerError, throwAll } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { builtIn, typed } from '../create/draft';
import { deleteInfo } from '../delete';
import { attachTo } from '../pods/exec';
import { check, completed } from './options';
import type { DebugOptions } from './options';
import { copiedPod, nodePod, withEphemeral } from './pods';
import type { Made } from './pods';

const NOT_ROOT = 'Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".';
/** How often it is heard what a watch has sent, µs. */
const STEP = 100_000;

/** displayWarning: the Pod's user, and what its debug container may do. */
function warnOfUser({ machine }: Session, pod: JsonObject, { pod: made, container }: Made): void {
  const user = objectOf(objectOf(pod.spec).securityContext).runAsUser;
  const own = ['ephemeralContainers', 'containers'].flatMap((list) => listOf(objectOf(made.spec)[list])).map(objectOf).find(({ name }) => name === container);
  const secured = objectOf(own?.securityContext);
  if (user === undefined || user === 0 || secured.runAsUser === 0) return;
  if (secured.privileged === true || listOf(objectOf(secured.capabilities).add).length > 0) warn(machine, NOT_ROOT);
}

/** debugByEphemeralContainer: the Pod as it is then, and the container's name. */
function* addContainer(session: Session, options: DebugOptions, info: Info): Steps<Made> {
  const made = withEphemeral(session, options, info.kind, info.object);
  warnOfUser(session, info.object, made);
  const all = listOf(objectOf(made.pod.spec).ephemeralContainers);
  const spec = { '$setElementOrder/ephemeralContainers': all.map((one) => ({ name: textOf(objectOf(one).name) })), ephemeralContainers: [all.at(-1)] };
  const pod = yield* send(session, info.kind, { verb: 'patch', namespace: info.namespace, name: info.name, subresource: 'ephemeralcontainers', patch: { spec } as Request['patch'] & object, patchType: 'strategic' });
  return { pod, container: made.container };
}

function* create(session: Session, namespace: string, pod: JsonObject): Steps<JsonObject> {
  const kind = builtIn(session, 'v1', 'Pod');
  return yield* send(session, kind, { verb: 'create', namespace, body: typed(kind, pod).object });
}

/** debugByCopy. */
function* copy(session: Session, options: DebugOptions, info: Info): Steps<Made> {
  const made = copiedPod(session, options, info.kind, info.object);
  if (made.container !== '') warnOfUser(session, made.pod, made);
  const pod = yield* create(session, info.namespace, made.pod);
  if (session.flags.bool('replace')) yield* deleteInfo(session, info, { grace: 0, propagationPolicy: 'Background', dryRun: 'none', output: '', quiet: true });
  return { pod, container: made.container };
}

/** visitNode. */
function* lookIntoNode(session: Session, options: DebugOptions, { object }: Info): Steps<Made> {
  const made = nodePod(session, options, builtIn(session, 'v1', 'Pod'), object);
  return { ...made, pod: yield* create(session, session.namespace().name, made.pod) };
}

const stateOf = ({ status }: JsonObject, name: string): JsonObject =>
  objectOf(['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'].flatMap((list) => listOf(objectOf(status)[list])).map(objectOf).find((one) => one.name === name)?.state);

/** waitForContainer: until it runs or has ended; what keeps it waiting is said. */
function* untilRuns(session: Session, info: Info, container: string): Steps<JsonObject> {
  const { machine, flags } = session;
  const runs = (pod: JsonObject): boolean => {
    const { running, terminated, waiting } = stateOf(pod, container);
    if (running !== undefined || terminated !== undefined) return true;
    const message = textOf(objectOf(waiting).message);
    if (message !== '' && !flags.bool('quiet')) machine.err(`Warning: container ${container}: ${message}\n`);
    return false;
  };
  const { object, resourceVersion } = yield* listOne(session, info);
  if (object !== undefined && runs(object)) return object;
  for (let since = resourceVersion; ; ) {
    yield { do: 'sleep', micros: STEP };
    const sent = yield* changesOf(session, info, since);
    for (const event of sent.changes) {
      if (event.type === 'DELETED') throw new KubectlError('pods "" not found');
      if (runs(event.object)) return event.object;
    }
    since = sent.resourceVersion;
  }
}

/** handleAttachPod: what has ended, or cannot be attached to, is told from its log. */
function* attach(session: Session, { pod, container }: Made): Steps<void> {
  const { machine } = session;
  const [name, namespace] = [nameOf(pod), namespaceOf(pod)];
  const ready = yield* untilRuns(session, { kind: builtIn(session, 'v1', 'Pod'), namespace, name, object: pod }, container);
  if (stateOf(ready, container).terminated === undefined) {
    try {
      return yield* attachTo(session, ready as unknown as Pod, container, 'kubectl attach');
    } catch (error) {
      if (!(error instanceof KubectlError || error instanceof ServerError)) throw error;
      machine.err(`warning: couldn't attach to pod/${name}, falling back to streaming logs: ${error.message}\n`);
    }
  }
  const answer = yield* ask(session, { verb: 'get', group: '', resource: 'pods', namespace, name, subresource: 'log', options: { container } });
  if ('text' in answer) machine.out(answer.text);
}

/** What is debugged: each loaded when its turn comes. */
function* targets(session: Session, { names }: DebugOptions): Steps<readonly (() => Steps<Info>)[]> {
  const filenames = session.flags.list('filename');
  if (filenames.length > 0) {
    const { infos, errors } = yield* infosOf(select(session, { args: names, filenames }));
    throwAll(errors);
    return infos.map((info) => function* given() {
      yield* [];
      return info;
    });
  }
  return names.map((word) => {
    const { type, name } = splitPair(word) ?? { type: 'pods', name: word };
    const kind = mappingFor(session, type);
    const namespace = kind.resource?.namespaced === false ? '' : session.namespace().name;
    return function* named() {
      const object = yield* fetchInfo(session, { kind, namespace, name });
      return { kind, namespace, name: nameOf(object), object };
    };
  });
}

/** `kubectl debug` (pkg/cmd/debug): another container in a Pod, a copy of it, or a Pod that looks into a node. */
export const debug: Verb = function* debug(session) {
  const options = completed(session);
  check(session, options);
  for (const load of yield* targets(session, options)) {
    const info = yield* load();
    const { kind } = info;
    if (kind.type !== 'core.v1.Node' && kind.type !== 'core.v1.Pod') throw new KubectlError(`${quote(`${kind.apiVersion}, Kind=${kind.kind}`)} not supported by debug`);
    const made = kind.type === 'core.v1.Node' ? yield* lookIntoNode(session, options, info) : session.flags.text('copy-to') !== '' ? yield* copy(session, options, info) : yield* addContainer(session, options, info);
    if (options.attach && made.container !== '') yield* attach(session, made);
  }
};
