/**
 * The control plane of the course's cluster as kubeadm sets it up with an external etcd (cmd/kubeadm/app/phases/controlplane/manifests.go): static Pods on its node, and the
 * Leases by which one of each leads. Flags for certificates and the readiness probes of every second are left out.
 */
import { etcdAddress } from '../../shell/host/etcdctl';
import { hostShell } from '../../shell/host/shell';
import { leaderLease } from '../../cluster/controllers/leader-lease/leader-lease';
import { placeFiles } from '../../cluster/node/host/host';
import { MANIFESTS_DIRECTORY } from '../../cluster/node/host/types';
import type { Hosts } from '../../cluster/node/host/types';
import type { AnyController } from '../../cluster/control/controller';
import type { Catalogue } from '../../cluster/images/catalogue';
import type { Cluster, ClusterConfig } from '../../cluster/state';

/** Where a minikube has everything on one node, etcd too. */
const MINIKUBE = 'minikube';
const ADDRESS = '192.168.0.10';
const VERSION = 'v1.36.3';

interface Part {
  readonly name: string;
  readonly cpu: string;
  readonly port: number;
  readonly live: string;
  readonly host: string;
  readonly flags: readonly string[];
  readonly files: readonly string[];
}

const PARTS: readonly Part[] = [
  {
    name: 'kube-apiserver', cpu: '250m', port: 6443, live: '/livez', host: ADDRESS, files: ['/etc/kubernetes/pki', '/etc/ssl/certs'],
    flags: [`advertise-address=${ADDRESS}`, 'allow-privileged=true', 'authorization-mode=Node,RBAC', 'enable-admission-plugins=NodeRestriction', `etcd-servers=${[0, 1, 2].map((at) => `https://${etcdAddress(at)}:2379`).join(',')}`, 'secure-port=6443', 'service-cluster-ip-range=10.96.0.0/12'],
  },
  {
    name: 'kube-controller-manager', cpu: '200m', port: 10257, live: '/healthz', host: '127.0.0.1', files: ['/etc/kubernetes/pki', '/etc/ssl/certs', '/etc/kubernetes/controller-manager.conf'],
    flags: ['allocate-node-cidrs=true', 'bind-address=127.0.0.1', 'cluster-cidr=10.244.0.0/16', 'controllers=*,bootstrapsigner,tokencleaner', 'kubeconfig=/etc/kubernetes/controller-manager.conf', 'leader-elect=true', 'service-cluster-ip-range=10.96.0.0/12', 'use-service-account-credentials=true'],
  },
  {
    name: 'kube-scheduler', cpu: '100m', port: 10259, live: '/livez', host: '127.0.0.1', files: ['/etc/kubernetes/scheduler.conf'],
    flags: ['bind-address=127.0.0.1', 'kubeconfig=/etc/kubernetes/scheduler.conf', 'leader-elect=true'],
  },
];

const ETCD: Part = {
  name: 'etcd', cpu: '100m', port: 2381, live: '/readyz', host: '127.0.0.1', files: ['/var/lib/etcd', '/etc/kubernetes/pki'],
  flags: ['data-dir=/var/lib/etcd', 'listen-client-urls=https://127.0.0.1:2379,https://192.168.49.2:2379', 'name=minikube'],
};

const partsOf = (node: string): readonly Part[] => (node === MINIKUBE ? [ETCD, ...PARTS.map((part) => ({ ...part, host: part.host === ADDRESS ? '192.168.49.2' : part.host, flags: part.flags.map((flag) => (flag.startsWith('etcd-servers=') ? 'etcd-servers=https://127.0.0.1:2379' : flag.replace(ADDRESS, '192.168.49.2'))) }))] : PARTS);

const mountName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.conf$/, '') + (path.endsWith('.conf') ? '-conf' : '');

const probe = ({ host, live, port }: Part, name: string, threshold: number): string => `    ${name}:
      failureThreshold: ${threshold}
      httpGet:
        host: ${host}
        path: ${live}
        port: ${port}
        scheme: HTTPS
      initialDelaySeconds: 10
      periodSeconds: 10
      timeoutSeconds: 15
`;

const manifest = (part: Part): string => `apiVersion: v1
kind: Pod
metadata:
  labels:
    component: ${part.name}
    tier: control-plane
  name: ${part.name}
  namespace: kube-system
spec:
  containers:
  - command:
    - ${part.name}
${part.flags.map((flag) => `    - --${flag}\n`).join('')}    image: registry.k8s.io/${part.name}:${part.name === 'etcd' ? '3.6.8-0' : VERSION}
    imagePullPolicy: IfNotPresent
${probe(part, 'livenessProbe', 8)}    name: ${part.name}
    resources:
      requests:
        cpu: ${part.cpu}
${probe(part, 'startupProbe', 24)}    volumeMounts:
${part.files.map((path) => `    - mountPath: ${path}\n      name: ${mountName(path)}\n      readOnly: true\n`).join('')}  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  volumes:
${part.files.map((path) => `  - hostPath:\n      path: ${path}\n      type: ${path.endsWith('.conf') ? 'FileOrCreate' : 'DirectoryOrCreate'}\n    name: ${mountName(path)}\n`).join('')}`;

export const CONTROL_IMAGES: Catalogue = Object.fromEntries([...PARTS, ETCD].map(({ name, port }) => [`registry.k8s.io/${name}`, { words: ['present', `port=${port}@1s`, `tls=${port}`, 'term=100ms:0'], ...(name === 'etcd' ? {} : { tags: [VERSION] }) }]));

export const controlPlaneControllers = (node: string): readonly AnyController[] => ['kube-controller-manager', 'kube-scheduler'].map((process) => leaderLease(process, node));

export const hostsOf = (node: string): Hosts => ({ shell: hostShell, controlPlane: node, ...(node === MINIKUBE ? { box: true as const } : {}) });

/** The cluster in which its control plane is seen. */
export const withControlPlane = (config: ClusterConfig, cluster: Cluster, node = config.hosts?.controlPlane ?? ''): Cluster => placeFiles(config, cluster, node, Object.fromEntries(partsOf(node).map((part) => [`${MANIFESTS_DIRECTORY}/${part.name}.yaml`, manifest(part)])));
