import { formatLabelSelector } from '../../../api/selector';
import { objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import type { LabelSelector, Pod } from '../../../api/types';
import { goSort } from '../../../base/go/sort';
import { parseTime } from '../../../base/time';
import { namespaceOf, nameOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { listObjects } from '../../runtime/client';
import { KubectlError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';

const STEP = 500_000;

const labelsText = (labels: JsonObject): string => Object.entries(labels).map(([key, value]) => `${key}=${textOf(value)}`).sort().join(',');

/** polymorphichelpers.SelectorsForObject: the namespace and the selector of the Pods behind an object; undefined for kinds that have none. */
export function podSelector(object: JsonObject): string | undefined {
  const spec = objectOf(object.spec);
  switch (`${textOf(object.apiVersion)} ${textOf(object.kind)}`) {
    case 'apps/v1 ReplicaSet':
    case 'apps/v1 Deployment':
    case 'apps/v1 StatefulSet':
    case 'apps/v1 DaemonSet':
    case 'batch/v1 Job':
      return formatLabelSelector(spec.selector as LabelSelector);
    case 'v1 ReplicationController':
      return labelsText(objectOf(spec.selector));
    case 'v1 Service':
      if (Object.keys(objectOf(spec.selector)).length === 0) throw new KubectlError(`invalid service '${nameOf(object)}': Service is defined without a selector`);
      return labelsText(objectOf(spec.selector));
    default:
      return undefined;
  }
}

/** controller.ActivePods' order (podutils.ByLogging), the best to read logs of first. */
function ranked(pods: readonly Pod[]): readonly Pod[] {
  const phases = ['Pending', 'Unknown', 'Running'];
  const isReady = ({ status }: Pod): boolean => status?.conditions?.some(({ type, status: met }) => type === 'Ready' && met === 'True') === true;
  const restarts = ({ status }: Pod): number => Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount }) => restartCount ?? 0));
  const readySince = ({ status, metadata }: Pod): number => parseTime(status?.conditions?.find(({ type, status: met }) => type === 'Ready' && met === 'True')?.lastTransitionTime ?? '') ?? parseTime(metadata.creationTimestamp ?? '') ?? 0;
  const born = ({ metadata }: Pod): number => parseTime(metadata.creationTimestamp ?? '') ?? 0;
  const worse = (a: Pod, b: Pod): boolean => {
    const bound = (pod: Pod): number => ((pod.spec.nodeName ?? '') === '' ? 0 : 1);
    const phase = (pod: Pod): number => phases.indexOf(pod.status?.phase ?? '');
    if (bound(a) !== bound(b)) return bound(a) < bound(b);
    if (phase(a) !== phase(b)) return phase(a) < phase(b);
    if (isReady(a) !== isReady(b)) return !isReady(a);
    if (isReady(a) && isReady(b) && readySince(a) !== readySince(b)) return readySince(a) > readySince(b);
    if (restarts(a) !== restarts(b)) return restarts(a) > restarts(b);
    return born(a) > born(b);
  };
  return goSort(pods, (a, b) => worse(b, a));
}

/** GetFirstPod: waits until there is one. */
export function* firstPod(session: Session, namespace: string, selector: string, deadline: number): Steps<{ readonly pod: Pod; readonly count: number }> {
  const kind = session.machine.registry().find('v1', 'Pod');
  if (kind === undefined) throw new KubectlError('the server could not find the requested resource');
  for (;;) {
    const pods = (yield* listObjects(session, kind, namespace, { labelSelector: selector })) as unknown as readonly Pod[];
    const [pod] = ranked(pods);
    if (pod !== undefined) return { pod, count: pods.length };
    if (session.machine.now() >= deadline) throw new KubectlError('timed out waiting for the condition');
    yield { do: 'sleep', micros: STEP };
  }
}

/** AttachablePodForObject: the Pod itself, or the first one behind what is named. */
export function* attachablePod(session: Session, { object, kind }: Info, timeoutMicros: number): Steps<Pod> {
  if (kind.type === 'core.v1.Pod') return object as unknown as Pod;
  const selector = podSelector(object);
  if (selector === undefined) throw new KubectlError(`cannot attach to *${kind.type.replace(/^core\./, '')}: selector for *${kind.type.replace(/^core\./, '')} not implemented`);
  const { pod } = yield* firstPod(session, namespaceOf(object), selector, session.machine.now() + timeoutMicros);
  return pod;
}

/** GetPodRunningTimeoutFlag. */
export function runningTimeout({ flags }: Session): number {
  const micros = Number(flags.nanoseconds('pod-running-timeout') / 1000n);
  if (micros <= 0) throw new KubectlError(`--pod-running-timeout must be higher than zero`);
  return micros;
}

export const goType = (kind: { readonly type: string }): string => `*${kind.type.split('.').slice(1).join('.')}`;

