import type { Pod } from '../../api';
import type { Container, ServiceAccount, Volume } from '../../api/generated/types/core.v1';

const PREFIX = 'kube-api-access-';
const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const TOKEN_SECONDS = 3607;
const FILE_MODE = 0o644;
const MIRROR = 'kubernetes.io/config.mirror';

/** TokenVolumeSource (plugin/pkg/admission/serviceaccount): the token, the server's CA and the namespace. */
const tokenVolume = (name: string): Volume => ({
  name,
  projected: {
    defaultMode: FILE_MODE,
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: TOKEN_SECONDS } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
    ],
  },
});

/**
 * ServiceAccount (plugin/pkg/admission/serviceaccount), what it changes: the account's name under both of its fields, its pull secrets, and a
 * volume with its token in every container that mounts nothing there. `suffix` ends the volume's name.
 */
export function admitServiceAccount(pod: Pod, account: ServiceAccount, suffix: string): Pod {
  if (pod.metadata.annotations?.[MIRROR] !== undefined) return pod;
  const name = account.metadata.name ?? '';
  const named: Pod = { ...pod, spec: { ...pod.spec, serviceAccountName: name, serviceAccount: name } };
  const automount = pod.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
  const mounted = automount ? withToken(named, suffix) : named;
  const secrets = account.imagePullSecrets ?? [];
  return (pod.spec.imagePullSecrets ?? []).length > 0 || secrets.length === 0 ? mounted : { ...mounted, spec: { ...mounted.spec, imagePullSecrets: secrets } };
}

function withToken(pod: Pod, suffix: string): Pod {
  const given = pod.spec.volumes?.find(({ name }) => (name ?? '').startsWith(PREFIX))?.name;
  const name = given ?? `${PREFIX}${suffix}`;
  let used = false;
  const mount = (container: Container): Container => {
    const mounts = container.volumeMounts ?? [];
    if (mounts.some(({ mountPath }) => mountPath === MOUNT_PATH)) return container;
    used = true;
    return { ...container, volumeMounts: [...mounts, { name, readOnly: true, mountPath: MOUNT_PATH }] };
  };
  const spec = {
    ...pod.spec,
    containers: pod.spec.containers.map(mount),
    ...(pod.spec.initContainers === undefined ? {} : { initContainers: pod.spec.initContainers.map(mount) }),
  };
  return { ...pod, spec: used && given === undefined ? { ...spec, volumes: [...(spec.volumes ?? []), tokenVolume(name)] } : spec };
}
