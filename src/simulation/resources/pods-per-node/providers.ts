/**
 * Every constant of the Pods-per-node calculator, each with the page or the code it was read from. Sizes are vCPU and GiB;
 * CPU is in millicores, memory in MiB. `checked` is absent where the source was not opened again on that day.
 */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** The day on which the figure was last compared with the source: YYYY-MM-DD. */
  readonly checked?: string;
}

const CHECKED = '2026-11-21';

export const SOURCES = {
  kubelet: { title: 'kubelet defaults (maxPods 110)', url: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/apis/config/v1beta1/defaults.go', checked: CHECKED },
  eviction: { title: 'Node-pressure eviction (memory.available<100Mi)', url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/' },
  nodeCidr: { title: 'kube-controller-manager (--node-cidr-mask-size-ipv4, default 24)', url: 'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/' },
  nodeadm: { title: 'amazon-eks-ami: nodeadm, CalcMaxPods, kubeReserved', url: 'https://github.com/awslabs/amazon-eks-ami/tree/main/nodeadm/internal/kubelet', checked: CHECKED },
  eksUser: { title: 'Amazon EKS user guide: maximum Pods, 110 and 250', url: 'https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html', checked: CHECKED },
  gkeMaxPods: { title: 'GKE: Configure maximum Pods per node', url: 'https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr', checked: CHECKED },
  gkeMost: { title: 'GKE: Quotas and limits (256 Pods per node)', url: 'https://cloud.google.com/kubernetes-engine/quotas' },
  gkeReserved: { title: 'GKE: Plan node sizes (reservations)', url: 'https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes' },
  aksMaxPods: { title: 'AKS: IP address planning (maximum Pods per node)', url: 'https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning', checked: CHECKED },
  aksReserved: { title: 'AKS: Node resource reservations', url: 'https://learn.microsoft.com/azure/aks/node-resource-reservations', checked: CHECKED },
  openshift: { title: 'OpenShift: Configuring the maximum number of Pods per node', url: 'https://github.com/openshift/openshift-docs/blob/main/modules/nodes-nodes-managing-max-pods-proc.adoc', checked: CHECKED },
  openshiftTested: { title: 'OpenShift: object maximums (500 Pods per node, hostPrefix)', url: 'https://docs.openshift.com/container-platform/4.4/scalability_and_performance/planning-your-environment-according-to-object-maximums.html', checked: CHECKED },
  openshiftReserved: { title: 'machine-config-operator: automatic node sizing', url: 'https://github.com/openshift/machine-config-operator/blob/main/templates/common/_base/files/kubelet-auto-sizing.yaml', checked: CHECKED },
} as const satisfies Record<string, Source>;
export type SourceId = keyof typeof SOURCES;

export const PROVIDERS = ['eks', 'gke', 'aks', 'openshift', 'upstream'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** One size a row; `enis` and `ips` (IPv4 addresses an ENI) are those of the EC2 type, from `instance-info.jsonl` of nodeadm. */
export const SIZES = [
  { id: 'c2', vcpu: 2, memoryGiB: 8, eks: 'm7i.large', enis: 3, ips: 10, gke: 'e2-standard-2', aks: 'D2s_v5' },
  { id: 'c4', vcpu: 4, memoryGiB: 16, eks: 'm7i.xlarge', enis: 4, ips: 15, gke: 'e2-standard-4', aks: 'D4s_v5' },
  { id: 'c8', vcpu: 8, memoryGiB: 32, eks: 'm7i.2xlarge', enis: 4, ips: 15, gke: 'e2-standard-8', aks: 'D8s_v5' },
  { id: 'c16', vcpu: 16, memoryGiB: 64, eks: 'm7i.4xlarge', enis: 8, ips: 30, gke: 'e2-standard-16', aks: 'D16s_v5' },
  { id: 'c32', vcpu: 32, memoryGiB: 128, eks: 'm7i.8xlarge', enis: 8, ips: 30, gke: 'e2-standard-32', aks: 'D32s_v5' },
] as const;
export type Size = (typeof SIZES)[number];
export type SizeId = Size['id'];

/** Addresses in an IPv4 prefix delegated to an ENI slot (/28). */
export const PREFIX_ADDRESSES = 16;
/** Managed node groups: 110 below 30 vCPU, 250 from there, with prefix delegation or without it. */
export const EKS_CAP = { below: 110, from: 250, vcpu: 30 } as const;
/** kubelet's default for `maxPods`. */
export const KUBELET_MAX_PODS = 110;
/** `memory.available` of the default hard eviction threshold, taken off allocatable. */
export const EVICTION_MIB = 100;
/** Network, broadcast and gateway address of a node's Pod CIDR with a bridge and host-local addresses. */
export const CIDR_OVERHEAD = 3;

/** Millicores that AKS keeps, by vCPU. */
export const AKS_CPU = { 2: 100, 4: 140, 8: 180, 16: 260, 32: 420 } as const satisfies Record<Size['vcpu'], number>;
/** AKS 1.29 and later: the lesser of 20 MB × max Pods + 50 MB and a quarter of the memory. */
export const AKS_MEMORY = { perPod: 20, base: 50, share: 0.25 } as const;
/** nodeadm: 255 MiB and 11 MiB for each Pod that secondary addresses would allow. */
export const EKS_MEMORY = { perPod: 11, base: 255 } as const;
/** Reserved share of the first core, the next, the next two, and of the rest, in ten-thousandths (EKS and GKE alike). */
export const CPU_STEPS = [
  { upTo: 1000, share: 600 },
  { upTo: 2000, share: 100 },
  { upTo: 4000, share: 50 },
  { upTo: Number.POSITIVE_INFINITY, share: 25 },
] as const;
/** GKE keeps this much more where a node may have more than 110 Pods. */
export const GKE_DENSE_CPU = 400;
/** GKE: 25 % of the first 4 GiB, 20 % of the next 4, 10 % of the next 8, 6 % of the next 112, 2 % above. */
export const GKE_MEMORY_STEPS = [
  { upTo: 4, share: 0.25 },
  { upTo: 8, share: 0.2 },
  { upTo: 16, share: 0.1 },
  { upTo: 128, share: 0.06 },
  { upTo: Number.POSITIVE_INFINITY, share: 0.02 },
] as const;
/** OpenShift: 60m and 12m for each further CPU, at least 500m; 1 GiB and 6 % of what lies between 8 and 128 GiB, rounded. */
export const OPENSHIFT_RESERVED = { firstCpu: 60, nextCpu: 12, leastCpu: 500, base: 1, from: 8, share: 0.06 } as const;

/** How Pods get addresses. `mostPods` is what the provider lets you set (tested, for OpenShift); null where nothing stops you. */
export interface Mode {
  readonly id: 'secondary' | 'prefix' | 'custom' | 'alias' | 'overlay' | 'podSubnet' | 'nodeSubnet' | 'host23' | 'host22' | 'cidr24' | 'cidr26';
  readonly provider: Provider;
  /** null: computed from the machine (EKS). */
  readonly defaultMaxPods: number | null;
  readonly mostPods: number | null;
  /** Length of the node's own Pod CIDR; null where addresses are counted in another way. */
  readonly mask: number | null;
  readonly sources: readonly SourceId[];
}
export type ModeId = Mode['id'];

export const MODES: readonly Mode[] = [
  { id: 'secondary', provider: 'eks', defaultMaxPods: null, mostPods: null, mask: null, sources: ['nodeadm', 'eksUser'] },
  { id: 'prefix', provider: 'eks', defaultMaxPods: null, mostPods: null, mask: null, sources: ['nodeadm', 'eksUser'] },
  { id: 'custom', provider: 'eks', defaultMaxPods: null, mostPods: null, mask: null, sources: ['nodeadm', 'eksUser'] },
  { id: 'alias', provider: 'gke', defaultMaxPods: 110, mostPods: 256, mask: null, sources: ['gkeMaxPods', 'gkeMost', 'gkeReserved'] },
  { id: 'overlay', provider: 'aks', defaultMaxPods: 250, mostPods: 250, mask: null, sources: ['aksMaxPods', 'aksReserved'] },
  { id: 'podSubnet', provider: 'aks', defaultMaxPods: 110, mostPods: 250, mask: null, sources: ['aksMaxPods', 'aksReserved'] },
  { id: 'nodeSubnet', provider: 'aks', defaultMaxPods: 30, mostPods: 250, mask: null, sources: ['aksMaxPods', 'aksReserved'] },
  { id: 'host23', provider: 'openshift', defaultMaxPods: 250, mostPods: 500, mask: 23, sources: ['openshift', 'openshiftTested', 'openshiftReserved'] },
  { id: 'host22', provider: 'openshift', defaultMaxPods: 250, mostPods: 500, mask: 22, sources: ['openshift', 'openshiftTested', 'openshiftReserved'] },
  { id: 'cidr24', provider: 'upstream', defaultMaxPods: KUBELET_MAX_PODS, mostPods: null, mask: 24, sources: ['kubelet', 'eviction', 'nodeCidr'] },
  { id: 'cidr26', provider: 'upstream', defaultMaxPods: KUBELET_MAX_PODS, mostPods: null, mask: 26, sources: ['kubelet', 'eviction', 'nodeCidr'] },
];

export const modesOf = (provider: Provider): readonly Mode[] => MODES.filter((mode) => mode.provider === provider);

/** The mode with this id. Throws a RangeError for an unknown one; stored ids are checked before they come here. */
export function modeOf(id: ModeId): Mode {
  const found = MODES.find((mode) => mode.id === id);
  if (!found) throw new RangeError(`no mode called ${id}`);
  return found;
}

/** The size with this id; throws a RangeError like `modeOf`. */
export function sizeOf(id: SizeId): Size {
  const found = SIZES.find((size) => size.id === id);
  if (!found) throw new RangeError(`no size called ${id}`);
  return found;
}
