import type { Pod } from '../../../api/types';
import type { JsonObject } from '../../../api/schema/walk';
import { RFC3339, timeError } from '../../../base/go/time';
import { fetchInfo, namespaceOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { readWords } from '../../resources/arguments';
import { mappingFor } from '../../resources/mapper';
import { listObjects } from '../../runtime/client';
import { isNotFound, KubectlError, usageError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { typedOnly } from '../rollout/common';
import { firstPod, goType, podSelector, runningTimeout } from './attachable';
import { chosenContainer } from './containers';
import { follow, logText, prefixed } from './follow';
import type { Followed } from './follow';

const USAGE = "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";
const SELECTOR_TAIL = 10;

/** PodLogOptions from the flags (LogsOptions.ToLogOptions). */
function logOptions({ flags }: Session): JsonObject {
  const since = flags.nanoseconds('since');
  const sinceTime = flags.text('since-time');
  const wrong = sinceTime === '' ? undefined : timeError(sinceTime, RFC3339);
  if (wrong !== undefined) throw new KubectlError(wrong);
  const tail = flags.int('tail');
  const lines = flags.text('selector') !== '' && tail === -1 && !flags.changed('tail') ? SELECTOR_TAIL : tail;
  return {
    follow: flags.bool('follow'),
    previous: flags.bool('previous'),
    timestamps: flags.bool('timestamps'),
    ...(sinceTime === '' ? {} : { sinceTime }),
    ...(flags.int('limit-bytes') === 0 ? {} : { limitBytes: flags.int('limit-bytes') }),
    ...(since === 0n ? {} : { sinceSeconds: Number((since + 500_000_000n) / 1_000_000_000n) }),
    ...(lines === -1 ? {} : { tailLines: lines }),
  };
}

function checkOptions(options: JsonObject, { flags }: Session, container: string): void {
  if (options.sinceTime !== undefined && options.sinceSeconds !== undefined) throw new KubectlError('at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (flags.bool('all-containers') && container !== '') throw new KubectlError(`--all-containers=true should not be specified with container name ${container}`);
  if (flags.int('limit-bytes') < 0) throw new KubectlError('--limit-bytes must be greater than 0');
  if (flags.nanoseconds('since') < 0n) throw new KubectlError('--since must be greater than 0');
  if (flags.int('tail') < -1) throw new KubectlError('--tail must be greater than or equal to -1');
}

function* named(session: Session, word: string): Steps<Info> {
  const words = word.includes('/') ? readWords([word], (types) => types) : { pairs: [{ type: 'pods', name: word }] };
  const [{ type, name } = { type: 'pods', name: word }] = words.pairs;
  const kind = mappingFor(session, type);
  const namespace = session.namespace().name;
  try {
    const info = { kind, namespace: kind.resource?.namespaced === false ? '' : namespace, name };
    return { ...info, object: yield* fetchInfo(session, info) };
  } catch (error) {
    throw isNotFound(error) ? new KubectlError(`error from server (NotFound): ${(error as Error).message} in namespace "${namespace}"`) : error;
  }
}

/** The Pods whose logs are asked for. */
function* podsOf(session: Session, info: Info): Steps<readonly Pod[]> {
  if (info.kind.type === 'core.v1.Pod') return [info.object as unknown as Pod];
  typedOnly(info.kind);
  let selector: string | undefined;
  try {
    selector = podSelector(info.object);
  } catch (error) {
    if (error instanceof KubectlError) throw new KubectlError(`cannot get the logs from ${goType(info.kind)}: ${error.message}`);
    throw error;
  }
  if (selector === undefined) throw new KubectlError(`cannot get the logs from ${goType(info.kind)}: selector for ${goType(info.kind)} not implemented`);
  const { pod, count } = yield* firstPod(session, namespaceOf(info.object), selector, session.machine.now() + runningTimeout(session));
  if (session.flags.bool('all-pods')) {
    const kind = session.machine.registry().find('v1', 'Pod');
    return kind === undefined ? [] : ((yield* listObjects(session, kind, namespaceOf(info.object), { labelSelector: selector })) as unknown as readonly Pod[]);
  }
  if (count > 1) session.machine.err(`Found ${count} pods, using pod/${pod.metadata.name}\n`);
  return [pod];
}

/** logsForObject: the containers whose logs are read. */
function* containersOf(session: Session, pods: readonly Pod[], container: string): Generator<Followed, void> {
  const { flags, machine } = session;
  const [allPods, allContainers] = [flags.bool('all-pods'), flags.bool('all-containers')];
  const tell = (text: string): void => (allPods && text.startsWith('Defaulted') ? undefined : machine.err(text));
  for (const pod of pods) {
    const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec;
    const names = allContainers ? [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name) : [chosenContainer(pod, container, tell, true)];
    for (const name of names) yield { pod, container: name, prefix: flags.bool('prefix') || allPods ? `[pod/${pod.metadata.name ?? ''}/${name}] ` : '' };
  }
}

/** sequentialConsumeRequest. */
function* inTurn(session: Session, all: readonly Followed[], options: JsonObject): Steps<void> {
  const { machine, flags } = session;
  for (const one of all) {
    try {
      machine.out(prefixed(yield* logText(session, one, options), one.prefix));
    } catch (error) {
      if (!(error instanceof Error) || !flags.bool('ignore-errors')) throw error;
      machine.out(`error: ${error.message}\n`);
    }
  }
}

/** `kubectl logs` (pkg/cmd/logs). */
export const logs: Verb = function* logs(session) {
  const { flags, args, command, machine } = session;
  const selector = flags.text('selector');
  if ((args.length === 0 && selector === '') || args.length > 2) throw usageError(command, USAGE);
  if (args.length === 1 && selector !== '') throw usageError(command, 'only a selector (-l) or a POD name is allowed');
  if (args.length === 2 && flags.changed('container')) throw new KubectlError('only one of -c or an inline [CONTAINER] arg is allowed');
  const container = args[1] ?? flags.text('container');
  const options = logOptions(session);
  runningTimeout(session);
  let pods: readonly Pod[];
  if (args.length === 0) {
    const kind = machine.registry().find('v1', 'Pod');
    pods = kind === undefined ? [] : ((yield* listObjects(session, kind, session.namespace().name, { labelSelector: selector })) as unknown as readonly Pod[]);
    if (pods.length === 0) machine.err(`No resources found in ${session.namespace().name} namespace.\n`);
    checkOptions(options, session, container);
  } else {
    const info = yield* named(session, args[0] ?? '');
    checkOptions(options, session, container);
    pods = yield* podsOf(session, info);
  }
  const all = [...containersOf(session, pods, container)];
  if (!flags.bool('follow')) {
    yield* inTurn(session, all, options);
    return;
  }
  const most = flags.int('max-log-requests');
  if (all.length > 1 && all.length > most) throw new KubectlError(`you are attempting to follow ${all.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`);
  yield* follow(session, all, options, runningTimeout(session));
};
