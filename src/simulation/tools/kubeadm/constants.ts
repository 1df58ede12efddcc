/** What kubeadm was built with (cmd/kubeadm/app/constants), by its own version. */
import { minorOf, parseSemanticVersion } from '../../base/version';

export const KUBEADM_VERSION = 'v1.36.3';

export interface Release {
  /** With `v`. */
  readonly version: string;
  readonly minor: number;
  readonly coreDns: string;
  /** SupportedEtcdVersion: the etcd image by minor of Kubernetes. */
  readonly etcd: Readonly<Record<number, string>>;
}

/** Of each minor: v1.36.3 and v1.37.0. */
const BUILDS: Readonly<Record<number, Pick<Release, 'coreDns' | 'etcd'>>> = {
  36: { coreDns: 'v1.14.2', etcd: { 34: '3.6.8-0', 35: '3.6.8-0', 36: '3.6.8-0' } },
  37: { coreDns: 'v1.14.6', etcd: { 34: '3.7.0-0', 35: '3.7.0-0', 36: '3.7.0-0' } },
};

/** Of a kubeadm that is not listed: the nearest that is. */
export function releaseOf(version: string): Release {
  const parsed = parseSemanticVersion(version);
  const minor = 'error' in parsed ? 36 : minorOf(parsed.version);
  return { version, minor, ...(BUILDS[minor] ?? BUILDS[minor < 36 ? 36 : 37]!) };
}

const OWN = releaseOf(KUBEADM_VERSION);

export const MINOR = OWN.minor;
export const CORE_DNS_VERSION = OWN.coreDns;
export const SUPPORTED_ETCD = OWN.etcd;
export const DEFAULT_ETCD_VERSION = '3.6.8-0';
export const PAUSE_VERSION = '3.10.2';

/** MinimumControlPlaneVersion: one minor behind kubeadm. */
export const MINIMUM_CONTROL_PLANE_MINOR = MINOR - 1;
/** MinimumKubeletVersion: three minors behind kubeadm. */
export const MINIMUM_KUBELET_MINOR = MINOR - 3;

export const KUBERNETES_DIRECTORY = '/etc/kubernetes';
export const MANIFESTS_DIRECTORY = `${KUBERNETES_DIRECTORY}/manifests`;
export const KUBELET_DIRECTORY = '/var/lib/kubelet';
/** ControlPlaneComponents, in their order. */
export const CONTROL_PLANE = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;
export type ControlPlanePart = (typeof CONTROL_PLANE)[number];
