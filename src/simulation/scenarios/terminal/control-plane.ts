/**
 * The control plane of the course's cluster as kubeadm sets it up with an external etcd (cmd/kubeadm/app/phases/controlplane/manifests.go): static Pods on its node, and the
 * Leases by which one of each leads. The API server's readiness probe of every second is left out.
 */
import { etcdAddress } from '../../shell/host/etcdctl';
import { hostShell } from '../../shell/host/shell';
import { leaderLease } from '../../cluster/controllers/leader-lease/leader-lease';
import { byText } from '../../base/ordered-map';
import { NEW_MACHINE } from '../../cluster/node/machine/machine';
import { hostDue, placeFiles } from '../../cluster/node/host/host';
import { servicesSince } from '../../cluster/node/host/systemd';
import { BEGINS } from '../living/admin';
import { withServed } from '../../cluster/node/host/api-server-place';
import { withIdentity } from '../../cluster/node/host/client-certificates';
import { controlPlaneFiles, nodeFiles, pkiOf, SET_UP_BEFORE, YEAR } from './machine-files';
import { MANIFESTS_DIRECTORY } from '../../cluster/node/host/types';
import type { Hosts } from '../../cluster/node/host/types';
import type { AnyController } from '../../cluster/control/controller';
import type { Catalogue } from '../../cluster/images/catalogue';
import type { Cluster, ClusterConfig } from '../../cluster/state';

/** Where a minikube has everything on one node, etcd too. */
const MINIKUBE = 'minikube';
const ADDRESS = '192.168.0.10';
const VERSION = 'v1.36.3';
/** What its packages may bring next. */
const NEXT_VERSION = 'v1.37.0';
const addressOf = (node: string): string => (node === MINIKUBE ? '192.168.49.2' : ADDRESS);

interface Part {
  readonly name: string;
  readonly cpu: string;
  readonly port: number;
  readonly live: string;
  readonly host: string;
  readonly flags: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly volumes: readonly Volume[];
}

interface Volume {
  readonly name: string;
  readonly path: string;
  readonly type: 'DirectoryOrCreate' | 'FileOrCreate';
  readonly writes?: true;
}

const PKI = '/etc/kubernetes/pki';
/** etcd's endpoints as an API server is given them. */
const members = (node: string): string => (node === MINIKUBE ? 'https://127.0.0.1:2379' : [0, 1, 2].map((at) => `https://${etcdAddress(at)}:2379`).join(','));

const directory = (name: string, path: string): Volume => ({ name, path, type: 'DirectoryOrCreate' });
/** Where distributions keep the certificates of the world. */
const WORLD = [directory('ca-certs', '/etc/ssl/certs'), directory('etc-ca-certificates', '/etc/ca-certificates'), directory('usr-local-share-ca-certificates', '/usr/local/share/ca-certificates'), directory('usr-share-ca-certificates', '/usr/share/ca-certificates')];
const kubeconfigAt = (path: string): Volume => ({ name: 'kubeconfig', path, type: 'FileOrCreate' });
const byName = (volumes: readonly Volume[]): readonly Volume[] => [...volumes].sort((a, b) => (a.name < b.name ? -1 : 1));

/** getAPIServerCommand, getControllerManagerCommand, getSchedulerCommand. */
const parts = (node: string, address: string): readonly Part[] => [
  {
    name: 'kube-apiserver', cpu: '250m', port: 6443, live: '/livez', host: address, volumes: [...WORLD, directory('k8s-certs', PKI)],
    annotations: { 'kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint': `${address}:6443` },
    flags: [
      `advertise-address=${address}`, 'allow-privileged=true', 'authorization-mode=Node,RBAC', `client-ca-file=${PKI}/ca.crt`, 'enable-admission-plugins=NodeRestriction', 'enable-bootstrap-token-auth=true', `etcd-cafile=${PKI}/etcd/ca.crt`,
      `etcd-certfile=${PKI}/apiserver-etcd-client.crt`, `etcd-keyfile=${PKI}/apiserver-etcd-client.key`, `etcd-servers=${members(node)}`, `kubelet-client-certificate=${PKI}/apiserver-kubelet-client.crt`, `kubelet-client-key=${PKI}/apiserver-kubelet-client.key`,
      'kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname', `proxy-client-cert-file=${PKI}/front-proxy-client.crt`, `proxy-client-key-file=${PKI}/front-proxy-client.key`, 'requestheader-allowed-names=front-proxy-client', `requestheader-client-ca-file=${PKI}/front-proxy-ca.crt`,
      'requestheader-extra-headers-prefix=X-Remote-Extra-', 'requestheader-group-headers=X-Remote-Group', 'requestheader-username-headers=X-Remote-User', 'secure-port=6443', 'service-account-issuer=https://kubernetes.default.svc.cluster.local', `service-account-key-file=${PKI}/sa.pub`,
      `service-account-signing-key-file=${PKI}/sa.key`, 'service-cluster-ip-range=10.96.0.0/12', `tls-cert-file=${PKI}/apiserver.crt`, `tls-private-key-file=${PKI}/apiserver.key`,
    ],
  },
  {
    name: 'kube-controller-manager', cpu: '200m', port: 10257, live: '/healthz', host: '127.0.0.1',
    volumes: byName([...WORLD, directory('k8s-certs', PKI), kubeconfigAt('/etc/kubernetes/controller-manager.conf'), { ...directory('flexvolume-dir', '/usr/libexec/kubernetes/kubelet-plugins/volume/exec'), writes: true }]),
    flags: [
      'allocate-node-cidrs=true', 'authentication-kubeconfig=/etc/kubernetes/controller-manager.conf', 'authorization-kubeconfig=/etc/kubernetes/controller-manager.conf', 'bind-address=127.0.0.1', `client-ca-file=${PKI}/ca.crt`, 'cluster-cidr=10.244.0.0/16', 'cluster-name=kubernetes', `cluster-signing-cert-file=${PKI}/ca.crt`,
      `cluster-signing-key-file=${PKI}/ca.key`, 'controllers=*,bootstrapsigner,tokencleaner', 'kubeconfig=/etc/kubernetes/controller-manager.conf', 'leader-elect=true', `requestheader-client-ca-file=${PKI}/front-proxy-ca.crt`, `root-ca-file=${PKI}/ca.crt`, `service-account-private-key-file=${PKI}/sa.key`,
      'service-cluster-ip-range=10.96.0.0/12', 'use-service-account-credentials=true',
    ],
  },
  {
    name: 'kube-scheduler', cpu: '100m', port: 10259, live: '/livez', host: '127.0.0.1', volumes: [kubeconfigAt('/etc/kubernetes/scheduler.conf')],
    flags: ['authentication-kubeconfig=/etc/kubernetes/scheduler.conf', 'authorization-kubeconfig=/etc/kubernetes/scheduler.conf', 'bind-address=127.0.0.1', 'kubeconfig=/etc/kubernetes/scheduler.conf', 'leader-elect=true'],
  },
];

const ETCD: Part = {
  name: 'etcd', cpu: '100m', port: 2381, live: '/readyz', host: '127.0.0.1', volumes: [directory('etcd-certs', `${PKI}/etcd`), { ...directory('etcd-data', '/var/lib/etcd'), writes: true }],
  flags: ['data-dir=/var/lib/etcd', 'listen-client-urls=https://127.0.0.1:2379,https://192.168.49.2:2379', 'name=minikube'],
};

const partsOf = (node: string): readonly Part[] => (node === MINIKUBE ? [ETCD, ...parts(node, addressOf(node))] : parts(node, ADDRESS));

const probe = ({ host, live }: Part, name: string, threshold: number): string => `    ${name}:
      failureThreshold: ${threshold}
      httpGet:
        host: ${host}
        path: ${live}
        port: probe-port
        scheme: HTTPS
      initialDelaySeconds: 10
      periodSeconds: 10
      timeoutSeconds: 15
`;

const manifest = (part: Part): string => `apiVersion: v1
kind: Pod
metadata:
${part.annotations === undefined ? '' : `  annotations:\n${Object.entries(part.annotations).map(([key, value]) => `    ${key}: ${value}\n`).join('')}`}  labels:
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
    ports:
    - containerPort: ${part.port}
      name: probe-port
      protocol: TCP
    resources:
      requests:
        cpu: ${part.cpu}
${probe(part, 'startupProbe', 24)}    volumeMounts:
${part.volumes.map(({ path, name, writes }) => `    - mountPath: ${path}\n      name: ${name}\n${writes === true ? '' : '      readOnly: true\n'}`).join('')}  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  volumes:
${part.volumes.map(({ path, name, type }) => `  - hostPath:\n      path: ${path}\n      type: ${type}\n    name: ${name}\n`).join('')}`;

export const CONTROL_IMAGES: Catalogue = Object.fromEntries([...parts('', ADDRESS), ETCD].map(({ name, port }) => [`registry.k8s.io/${name}`, { words: ['present', `port=${port}@1s`, `tls=${port}`, 'term=100ms:0'], ...(name === 'etcd' ? {} : { tags: [VERSION, NEXT_VERSION] }) }]));

export const controlPlaneControllers = (node: string): readonly AnyController[] => (['kube-controller-manager', 'kube-scheduler'] as const).map((process) => leaderLease({ process, host: node, server: `https://${addressOf(node)}:6443` }));

export const hostsOf = (node: string, catalogue: Catalogue): Hosts<ClusterConfig> => ({ shell: hostShell(catalogue), due: hostDue, controlPlane: node, address: addressOf(node), ...(node === MINIKUBE ? { box: true as const } : {}) });

/** The cluster whose machines hold what kubeadm left there, and whose control plane is seen. */
export function withControlPlane(config: ClusterConfig, cluster: Cluster, nodes: readonly string[], lasts?: number): Cluster {
  const node = config.hosts?.controlPlane ?? '';
  const recently = cluster.clock.now - SET_UP_BEFORE;
  // The kubelets have renewed theirs by themselves.
  const setUp = lasts === undefined ? recently : cluster.clock.now - YEAR + lasts * 1_000_000;
  const pki = pkiOf(node, addressOf(node), setUp);
  const server = `https://${addressOf(node)}:6443`;
  const placed = nodes.reduce((now, name) => servicesSince(placeFiles(config, now, name, { ...nodeFiles(pki, name, server, recently), ...(name === node ? controlPlaneFiles(pki, server, setUp) : {}) }), name, BEGINS), cluster);
  // A minikube's control plane begins with its kubelet.
  const begins = node === MINIKUBE ? { ...placed, machines: byText.set(placed.machines, node, { ...(byText.get(placed.machines, node) ?? NEW_MACHINE), daemons: { 'kube-controller-manager': '', 'kube-scheduler': '' } }) } : placed;
  const set = withServed(placeFiles(config, begins, node, Object.fromEntries(partsOf(node).map((part) => [`${MANIFESTS_DIRECTORY}/${part.name}.yaml`, manifest(part)]))), node);
  return ['kube-controller-manager', 'kube-scheduler'].reduce((now, part) => withIdentity(now, node, part), set);
}
