import type { ApiObject, Pod } from '../../api';

/** The labels of a node that its Pods get (plugin/pkg/admission/podtopologylabels defaultConfig). */
const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];

/** topologyLabelsForNodeName. */
export function topologyLabels(node: ApiObject | undefined): Readonly<Record<string, string>> {
  const labels = node?.metadata.labels ?? {};
  return Object.fromEntries(TOPOLOGY.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]]])));
}

/** The plug-in PodTopologyLabels, for a Pod that names its node when it is created; others get the labels when they are bound. */
export function withTopologyLabels(pod: Pod, nodes: readonly ApiObject[]): Pod {
  const { nodeName } = pod.spec;
  if (!nodeName) return pod;
  const labels = topologyLabels(nodes.find(({ metadata }) => metadata.name === nodeName));
  return Object.keys(labels).length === 0 ? pod : { ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, ...labels } } };
}
