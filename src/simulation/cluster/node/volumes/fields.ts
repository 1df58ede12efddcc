/** What the downward API tells a Pod of itself (pkg/fieldpath: ExtractFieldPathAsString; pkg/kubelet: podFieldSelectorRuntimeValue; pkg/api/v1/resource: ExtractContainerResourceValue). */
import { milliValueBig, quantityOf, unitValueBig } from '../../../api';
import type { Container, Pod } from '../../../api';
import type { ResourceFieldSelector } from '../../../api/generated/types/core.v1';
import { quote } from '../../../base/go/quote';
import type { Session } from '../session';

/** FormatMap. */
const formatMap = (map: Readonly<Record<string, string>> = {}): string => Object.keys(map).sort().map((key) => `${key}=${quote(map[key] ?? '')}`).join('\n');

/** Fields of the metadata, one entry of a map too: `metadata.labels['app']`. */
function metadataField({ metadata }: Pod, path: string): string {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/s.exec(path) ?? [];
  if (map !== undefined) return metadata[map as 'labels' | 'annotations']?.[key ?? ''] ?? '';
  switch (path) {
    case 'metadata.labels': return formatMap(metadata.labels);
    case 'metadata.annotations': return formatMap(metadata.annotations);
    case 'metadata.name': return metadata.name ?? '';
    case 'metadata.namespace': return metadata.namespace ?? 'default';
    case 'metadata.uid': return metadata.uid ?? '';
    default: return '';
  }
}

export function podField(session: Session, path: string): string {
  const { pod, node, runtimePod } = session;
  switch (path) {
    case 'spec.nodeName': return node.name;
    case 'spec.serviceAccountName': return pod.spec.serviceAccountName ?? '';
    case 'status.hostIP': case 'status.hostIPs': return node.ip;
    case 'status.podIP': case 'status.podIPs': return runtimePod?.sandboxes[0]?.ip ?? '';
    default: return metadataField(pod, path);
  }
}

/** A limit that is not given is what the node has to give; the value is divided and rounded up. */
export function resourceField({ work, node, pod }: Session, container: Container | undefined, { resource, divisor, containerName }: ResourceFieldSelector): string {
  const of = container ?? pod.spec.containers.find(({ name }) => name === containerName);
  const [which = '', name = ''] = resource.split(/\.(.*)/s);
  const given = which === 'limits' ? of?.resources?.limits?.[name] : of?.resources?.requests?.[name];
  const amount = quantityOf(String(given ?? (which === 'limits' ? work.view.get('nodes', undefined, node.name)?.status?.allocatable?.[name] : undefined) ?? '0'));
  const asked = quantityOf(String(divisor ?? '1'));
  const [value, by] = name === 'cpu' ? [milliValueBig(amount), milliValueBig(asked) || 1000n] : [unitValueBig(amount), unitValueBig(asked) || 1n];
  return String((value + by - 1n) / by);
}
