/** What a container's environment and a Pod's volumes need, and what is said where it is missing (pkg/kubelet/kubelet_pods.go: makeEnvironmentVariables; pkg/volume). */
import type { Container, Pod, Volume } from '../../../api';
import type { View } from '../../control/view';
import type { ConfigObject, Find, Source } from '../volumes/objects';

const missing = (source: Source, name: string): string => `${source.toLowerCase()} "${name}" not found`;

const keysOf = (found: ConfigObject | undefined): ReadonlySet<string> => new Set([...Object.keys(found?.data ?? {}), ...Object.keys(found?.binaryData ?? {})]);

/** Why the environment cannot be made; undefined where it can. */
export function environmentFault({ metadata }: Pod, container: Container, find: Find): string | undefined {
  const namespace = metadata.namespace ?? 'default';
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    const [source, ref] = configMapRef !== undefined ? (['ConfigMap', configMapRef] as const) : (['Secret', secretRef] as const);
    if (ref !== undefined && ref.optional !== true && find(source, ref.name ?? '') === undefined) return missing(source, ref.name ?? '');
  }
  for (const { valueFrom } of container.env ?? []) {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    const [source, ref] = configMapKeyRef !== undefined ? (['ConfigMap', configMapKeyRef] as const) : (['Secret', secretKeyRef] as const);
    if (ref === undefined || ref.optional === true) continue;
    const found = find(source, ref.name ?? '');
    if (found === undefined) return missing(source, ref.name ?? '');
    if (!keysOf(found).has(ref.key)) return `couldn't find key ${ref.key} in ${source} ${namespace}/${ref.name ?? ''}`;
  }
  return undefined;
}

type Items = readonly { readonly key: string }[] | undefined;

function payloadFault(find: Find, source: Source, name: string, items: Items, optional: boolean | undefined): string | undefined {
  if (optional === true) return undefined;
  const found = find(source, name);
  if (found === undefined) return missing(source, name);
  const lacks = (items ?? []).find(({ key }) => !keysOf(found).has(key));
  if (lacks === undefined) return undefined;
  return source === 'ConfigMap' ? `configmap references non-existent config key: ${lacks.key}` : `references non-existent secret key: ${lacks.key}`;
}

function claimFault(view: View, namespace: string, name: string): string | undefined {
  const claim = view.get('persistentvolumeclaims', namespace, name);
  if (claim === undefined) return `persistentvolumeclaim "${name}" not found`;
  return claim.status?.phase === 'Bound' ? undefined : `PVC ${namespace}/${name} is not bound`;
}

/** Why a volume cannot be set up; undefined where it can. */
export function volumeFault({ metadata, spec }: Pod, volume: Volume, view: View, find: Find): string | undefined {
  const namespace = metadata.namespace ?? 'default';
  const { secret, configMap, projected, persistentVolumeClaim } = volume;
  if (secret !== undefined) return payloadFault(find, 'Secret', secret.secretName ?? '', secret.items, secret.optional);
  if (configMap !== undefined) return payloadFault(find, 'ConfigMap', configMap.name ?? '', configMap.items, configMap.optional);
  if (persistentVolumeClaim !== undefined) return claimFault(view, namespace, persistentVolumeClaim.claimName);
  if (volume.ephemeral !== undefined) return claimFault(view, namespace, `${metadata.name ?? ''}-${volume.name}`);
  const faults = (projected?.sources ?? []).flatMap(({ secret: one, configMap: other }) => {
    const fault = one !== undefined ? payloadFault(find, 'Secret', one.name ?? '', one.items, one.optional)
      : other !== undefined && spec !== undefined ? payloadFault(find, 'ConfigMap', other.name ?? '', other.items, other.optional) : undefined;
    return fault ?? [];
  });
  return faults.length === 0 ? undefined : faults.length === 1 ? faults[0] : `[${faults.join(', ')}]`;
}
