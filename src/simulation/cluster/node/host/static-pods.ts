/** The kubelet's folder of static Pods as files (pkg/kubelet/config/file.go, common.go). */
import { toJson } from '../../../api/manifest/json';
import { visitManifest } from '../../../api/manifest/visit';
import type { Pod } from '../../../api';
import type { Volume } from '../../../api/generated/types/core.v1';
import type { Registry } from '../../../api/registry';
import type { Files } from '../machine/written-files';

const FROM_FILES: readonly (keyof Volume)[] = ['downwardAPI', 'emptyDir', 'hostPath', 'image', 'nfs'];

/** HasAPIObjectReference (pkg/api/pod/util.go): a static Pod that needs objects of the API is refused. */
function needsApi({ spec }: Pod): boolean {
  if ((spec.serviceAccountName ?? '') !== '' || (spec.resourceClaims ?? []).length > 0 || (spec.imagePullSecrets ?? []).length > 0) return true;
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  if (containers.some(({ envFrom = [], env = [] }) => envFrom.length > 0 || env.some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined || valueFrom?.configMapKeyRef !== undefined))) return true;
  return (spec.volumes ?? []).some((volume) => (volume.projected === undefined ? !FROM_FILES.some((kind) => volume[kind] !== undefined) : (volume.projected.sources ?? []).some(({ downwardAPI }) => downwardAPI === undefined)));
}

/** The Pod that a file holds, or why the kubelet takes none. */
function podOf(text: string, registry: Registry): Pod | string {
  const [first] = visitManifest(text, registry, { source: 'file', validate: true });
  if (first === undefined) return "Object 'Kind' is missing in 'null'";
  if ('error' in first) return first.error.replace(/^error: /, '').replace(/^error (?:parsing|validating) [^:]*: /, '').replace(/^error converting YAML to JSON: /, '');
  if (first.sentKind !== 'Pod') return `invalid pod: a ${first.sentKind}`;
  const body = toJson(first.body) as unknown as Pod;
  if (!Array.isArray(body.spec?.containers) || body.spec.containers.length === 0) return 'invalid pod: [spec.containers: Required value]';
  const pod = (first.kind.defaults?.(body) ?? body) as Pod;
  return needsApi(pod) ? 'static pods may not reference objects of the API' : pod;
}

/** File names in the folder: all but those that begin with a dot, whatever they end in. */
const manifestNames = (files: Files, folder: string): readonly string[] =>
  Object.keys(files).filter((path) => path.startsWith(`${folder}/`) && files[path]?.kind === 'file').map((path) => path.slice(folder.length + 1)).filter((name) => !name.includes('/') && !name.startsWith('.')).sort();

function readFolder(files: Files, registry: Registry, folder: string): readonly (readonly [file: string, pod: Pod | string])[] {
  const place = folder.replace(/\/+$/, '');
  return place === '' ? [] : manifestNames(files, place).flatMap((name) => {
    const node = files[`${place}/${name}`];
    return node?.kind === 'file' ? [[name, podOf(node.text, registry)] as const] : [];
  });
}

/** `folder`: staticPodPath. */
export const staticPodsOf = (files: Files, registry: Registry, folder: string): readonly (readonly [file: string, pod: Pod])[] =>
  readFolder(files, registry, folder).flatMap(([name, pod]) => (typeof pod === 'string' ? [] : [[name, pod] as const]));

/** Files that hold no Pod, and why, by their paths. */
export const manifestFaults = (files: Files, registry: Registry, folder: string): readonly (readonly [path: string, why: string])[] =>
  readFolder(files, registry, folder).flatMap(([name, pod]) => (typeof pod === 'string' ? [[`${folder.replace(/\/+$/, '')}/${name}`, pod] as const] : []));
