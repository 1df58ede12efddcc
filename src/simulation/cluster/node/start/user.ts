/** Whom a container runs as, whether it may, and what its image's process cannot write then (pkg/kubelet/kuberuntime: verifyRunAsNonRoot). */
import type { Container, Pod } from '../../../api';
import type { FoundImage, ImageWrite } from '../../images/catalogue';

const named = (pod: Pod, container: Container): string => `(pod: "${pod.metadata.name ?? ''}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid ?? ''})", container: ${container.name})`;

/** Why the kubelet does not create it; undefined where it does. `user`: USER of the image, as far as it is known. */
export function nonRootFault(pod: Pod, container: Container, user: string | undefined): string | undefined {
  const [own, all] = [container.securityContext, pod.spec.securityContext];
  if ((own?.runAsNonRoot ?? all?.runAsNonRoot) !== true) return undefined;
  const uid = own?.runAsUser ?? all?.runAsUser;
  if (uid !== undefined) return uid === 0 ? `container's runAsUser breaks non-root policy ${named(pod, container)}` : undefined;
  if (user === undefined || (/^\d+$/.test(user) && user !== '0')) return undefined;
  return user === '0' ? `container has runAsNonRoot and image will run as root ${named(pod, container)}` : `container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root ${named(pod, container)}`;
}

/** In images of Debian /var/run is a link. */
const real = (path: string): string => path.replace(/\/+$/, '').replace(/^\/var\/run(?=\/|$)/, '/run');

/** What it says of the first path that it needs and cannot write; undefined where there is none. Volumes are taken for writable unless they are mounted read-only. */
export function deniedWrite(pod: Pod, container: Container, { writes = [], user = '0' }: Pick<FoundImage, 'writes' | 'user'>): string | undefined {
  const uid = String(container.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser ?? user);
  const denied = ({ path, says }: ImageWrite): string | undefined => {
    const mount = (container.volumeMounts ?? []).filter(({ mountPath }) => path === real(mountPath) || path.startsWith(`${real(mountPath)}/`)).sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
    const sealed = mount === undefined ? container.securityContext?.readOnlyRootFilesystem === true : mount.readOnly === true;
    if (sealed) return `${says} (30: Read-only file system)`;
    return mount === undefined && uid !== '0' && uid !== user && path !== '/tmp' ? `${says} (13: Permission denied)` : undefined;
  };
  return writes.map(denied).find((one) => one !== undefined);
}
