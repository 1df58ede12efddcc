/** The kubelet's folder of static Pods as files (pkg/kubelet/config/file.go, common.go). */
import { toJson } from '../../../api/manifest/json';
import { visitManifest } from '../../../api/manifest/visit';
import type { Pod } from '../../../api';
import type { Volume } from '../../../api/generated/types/core.v1';
import type { Registry } from '../../../api/registry';
import type { Files } from '../machine/written-files';
import { MANIFESTS_DIRECTORY } from './types';

const FROM_FILES: readonly (keyof Volume)[] = ['downwardAPI', 'emptyDir', 'hostPath', 'image', 'nfs'];

/** HasAPIObjectReference (pkg/api/pod/util.go): a static Pod that needs objects of the API is refused. */
function needsApi({ spec }: Pod): boolean {
  if ((spec.serviceAccountName ?? '') !== '' || (spec.resourceClaims ?? []).length > 0 || (spec.imagePullSecrets ?? []).length > 0) return true;
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  if (containers.some(({ envFrom = [], env = [] }) => envFrom.length > 0 || env.some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined || valueFrom?.configMapKeyRef !== undefined))) return true;
  return (spec.volumes ?? []).some((volume) => (volume.projected === undefined ? !FROM_FILES.some((kind) => volume[kind] !== undefined) : (volume.projected.sources ?? []).some(({ downwardAPI }) => downwardAPI === undefined)));
}

/** The Pod that a file holds; undefined where the kubelet finds none that it takes. */
function podOf(text: string, registry: Registry): Pod | undefined {
  const [first] = visitManifest(text, registry, { source: 'file', validate: true });
  if (first === undefined || 'error' in first || first.sentKind !== 'Pod') return undefined;
  const body = toJson(first.body) as unknown as Pod;
  if (!Array.isArray(body.spec?.containers) || body.spec.containers.length === 0) return undefined;
  const pod = (first.kind.defaults?.(body) ?? body) as Pod;
  return needsApi(pod) ? undefined : pod;
}

/** File names in the folder: all but those that begin with a dot, whatever they end in. */
export const manifestNames = (files: Files): readonly string[] =>
  Object.keys(files).filter((path) => path.startsWith(`${MANIFESTS_DIRECTORY}/`) && files[path]?.kind === 'file').map((path) => path.slice(MANIFESTS_DIRECTORY.length + 1)).filter((name) => !name.includes('/') && !name.startsWith('.')).sort();

export const staticPodsOf = (files: Files, registry: Registry): readonly (readonly [file: string, pod: Pod])[] =>
  manifestNames(files).flatMap((name) => {
    const node = files[`${MANIFESTS_DIRECTORY}/${name}`];
    const pod = node?.kind === 'file' ? podOf(node.text, registry) : undefined;
    return pod === undefined ? [] : [[name, pod] as const];
  });
