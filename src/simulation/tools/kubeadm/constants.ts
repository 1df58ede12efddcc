/** What kubeadm 1.36.3 was built with (cmd/kubeadm/app/constants). */

export const KUBEADM_VERSION = 'v1.36.3';
export const MINOR = 36;

export const CORE_DNS_VERSION = 'v1.14.2';
export const DEFAULT_ETCD_VERSION = '3.6.8-0';
export const PAUSE_VERSION = '3.10.2';

/** MinimumControlPlaneVersion: one minor behind kubeadm. */
export const MINIMUM_CONTROL_PLANE_MINOR = MINOR - 1;
/** MinimumKubeletVersion: three minors behind kubeadm. */
export const MINIMUM_KUBELET_MINOR = MINOR - 3;

/** SupportedEtcdVersion: the etcd image by minor of Kubernetes. */
export const SUPPORTED_ETCD: Readonly<Record<number, string>> = { 34: '3.6.8-0', 35: '3.6.8-0', 36: '3.6.8-0' };
