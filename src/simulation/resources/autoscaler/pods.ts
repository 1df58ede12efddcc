/** Which Pods count, and how much they request (pkg/controller/podautoscaler/replica_calculator.go: groupPods, calculateRequests). */
import { hasPodLevelRequests, isSidecar, milliValue, podRequests, quantityOf } from '../../api';
import type { PodSpec } from '../../api';
import type { AutoscalerSettings, Sample, ScaledPod } from './types';

export interface Grouped {
  readonly ready: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

/** Is this CPU sample of a starting Pod no measure of its load? */
function tooEarly(pod: ScaledPod, sample: Sample, settings: AutoscalerSettings, now: number): boolean {
  const { ready, startTime } = pod;
  if (ready === undefined || startTime === undefined) return true;
  // Young: unless a whole window of measuring lies after it became ready. Older: only if it never was ready.
  if (startTime + settings.cpuInitialization > now) return !ready.status || sample.at < ready.since + sample.window;
  return !ready.status && startTime + settings.initialReadinessDelay > ready.since;
}

/** Failed and terminating Pods do not count at all; pending ones and starting ones (for CPU) are unready; others without a sample are missing. */
export function groupPods(pods: readonly ScaledPod[], samples: ReadonlyMap<string, Sample>, resource: string, settings: AutoscalerSettings, now: number): Grouped {
  const groups = { unready: [] as string[], missing: [] as string[], ignored: [] as string[] };
  let ready = 0;
  for (const pod of pods) {
    const sample = samples.get(pod.name);
    if (pod.terminating === true || pod.phase === 'Failed') groups.ignored.push(pod.name);
    else if (pod.phase === 'Pending') groups.unready.push(pod.name);
    else if (sample === undefined) groups.missing.push(pod.name);
    else if (resource === 'cpu' && tooEarly(pod, sample, settings, now)) groups.unready.push(pod.name);
    else ready += 1;
  }
  return { ready, ...groups };
}

type RequestResult = { readonly milli: number } | { readonly error: string };

function requestOf(pod: ScaledPod, container: string, resource: string): RequestResult {
  if (hasPodLevelRequests(pod.spec) && container === '') {
    const request = podRequests(pod.spec).get(resource);
    return request === undefined ? { error: `missing pod-level request for ${resource} in Pod ${pod.name}` } : { milli: milliValue(request) };
  }
  let milli = 0;
  for (const one of [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(isSidecar)]) {
    if (container !== '' && one.name !== container) continue;
    const request = one.resources?.requests?.[resource];
    if (request === undefined) return { error: `missing request for ${resource} in container ${one.name} of Pod ${pod.name}` };
    milli += milliValue(quantityOf(request));
    if (container !== '') return { milli };
  }
  return container === '' ? { milli } : { error: `container ${container} not found in Pod ${pod.name}` };
}

/** Requests in thousandths by Pod; one container without a request makes the whole calculation impossible. `container` is '' for all. */
export function requestsByPod(pods: readonly ScaledPod[], container: string, resource: string): { readonly requests: ReadonlyMap<string, number> } | { readonly error: string } {
  const requests = new Map<string, number>();
  // Pods of one template share its spec.
  const known = new Map<PodSpec, number>();
  for (const pod of pods) {
    let milli = known.get(pod.spec);
    if (milli === undefined) {
      const result = requestOf(pod, container, resource);
      if ('error' in result) return result;
      known.set(pod.spec, (milli = result.milli));
    }
    requests.set(pod.name, milli);
  }
  return { requests };
}
