import type { Pod } from '../../api';
import { semanticEqual } from '../../api/equal';
import type { RuntimeClass } from '../../api/generated/types/node.v1';

const UNLIKE = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";

/** The class that a Pod names: undefined without a name, or the reason for which it is refused. */
function classOf({ spec }: Pod, classes: readonly RuntimeClass[]): { readonly found?: RuntimeClass } | { readonly forbidden: string } {
  if (spec.runtimeClassName === undefined) return {};
  const found = classes.find(({ metadata }) => metadata.name === spec.runtimeClassName);
  return found === undefined ? { forbidden: `pod rejected: RuntimeClass "${spec.runtimeClassName}" not found` } : { found };
}

/** setScheduling: the class's nodes are the Pod's. */
function withScheduling(pod: Pod, { scheduling }: RuntimeClass): { readonly object: Pod } | { readonly forbidden: string } {
  if (scheduling === undefined) return { object: pod };
  const { nodeSelector = {}, tolerations = [] } = pod.spec;
  const wanted = scheduling.nodeSelector ?? {};
  const conflict = Object.entries(wanted).find(([key, value]) => nodeSelector[key] !== undefined && nodeSelector[key] !== value);
  if (conflict !== undefined) {
    const [key, value] = conflict;
    return { forbidden: `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${nodeSelector[key]}` };
  }
  const added = (scheduling.tolerations ?? []).filter((one) => !tolerations.some((own) => semanticEqual(own, one)));
  return { object: { ...pod, spec: { ...pod.spec, nodeSelector: { ...nodeSelector, ...wanted }, tolerations: [...tolerations, ...added] } } };
}

/** RuntimeClass (plugin/pkg/admission/runtimeclass), what it changes: overhead, node selector and tolerations of the class. */
export function admitRuntimeClass(pod: Pod, classes: readonly RuntimeClass[]): { readonly object: Pod } | { readonly forbidden: string } {
  const named = classOf(pod, classes);
  if ('forbidden' in named) return named;
  const { found } = named;
  if (found === undefined) return { object: pod };
  const fixed = found.overhead?.podFixed;
  if (found.overhead === undefined) return withScheduling(pod, found);
  if (Object.keys(pod.spec.overhead ?? {}).length > 0 && !semanticEqual(fixed, pod.spec.overhead)) return { forbidden: UNLIKE };
  const spec = fixed === undefined ? pod.spec : { ...pod.spec, overhead: fixed };
  return withScheduling({ ...pod, spec }, found);
}

/** What the plug-in refuses of a Pod that is good otherwise: an overhead that is not its class's. */
export function refusedOverhead(pod: Pod, classes: readonly RuntimeClass[]): string | undefined {
  const named = classOf(pod, classes);
  if ('forbidden' in named) return named.forbidden;
  if (named.found?.overhead !== undefined) return semanticEqual(named.found.overhead.podFixed, pod.spec.overhead) ? undefined : UNLIKE;
  return pod.spec.overhead === undefined ? undefined : 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead';
}
