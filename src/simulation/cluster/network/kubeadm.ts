/** What `kubeadm init` puts into a new cluster besides the control plane: CoreDNS and kube-proxy (cmd/kubeadm/app/phases/addons, Kubernetes 1.36.3). */
import type { ApiObject } from '../../api';
import { COREDNS_VERSION, KUBEADM_COREFILE, startCoreDns } from '../../network/dns/coredns';
import type { Catalogue } from '../images/catalogue';
import { DNS_ADDRESS } from '../node/resolv-conf';

export const POD_NETWORK = '10.244.0.0/16';

const VERSION = 'v1.36.3';
const COREDNS = 'registry.k8s.io/coredns/coredns';
const KUBE_PROXY = 'registry.k8s.io/kube-proxy';
const kubeSystem = (name: string, more: object = {}) => ({ name, namespace: 'kube-system', ...more });
const DNS_LABELS = { 'k8s-app': 'kube-dns' };
const PROXY_LABELS = { 'k8s-app': 'kube-proxy' };

const CONFIG_CONF = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
clusterCIDR: ${POD_NETWORK}
kind: KubeProxyConfiguration
mode: ""
`;

const COREDNS_PORTS = [['dns', 53, 'UDP'], ['dns-tcp', 53, 'TCP'], ['metrics', 9153, 'TCP'], ['liveness-probe', 8080, 'TCP'], ['readiness-probe', 8181, 'TCP']] as const;

const dnsPod = {
  priorityClassName: 'system-cluster-critical', serviceAccountName: 'coredns', dnsPolicy: 'Default', nodeSelector: { 'kubernetes.io/os': 'linux' },
  affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { labelSelector: { matchExpressions: [{ key: 'k8s-app', operator: 'In', values: ['kube-dns'] }] }, topologyKey: 'kubernetes.io/hostname' } }] } },
  tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }, { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
  containers: [{
    name: 'coredns', image: `${COREDNS}:v${COREDNS_VERSION}`, imagePullPolicy: 'IfNotPresent', args: ['-conf', '/etc/coredns/Corefile'],
    resources: { limits: { memory: '170Mi' }, requests: { cpu: '100m', memory: '70Mi' } },
    volumeMounts: [{ name: 'config-volume', mountPath: '/etc/coredns', readOnly: true }],
    ports: COREDNS_PORTS.map(([name, containerPort, protocol]) => ({ name, containerPort, protocol })),
    livenessProbe: { httpGet: { path: '/health', port: 'liveness-probe', scheme: 'HTTP' }, initialDelaySeconds: 60, timeoutSeconds: 5, successThreshold: 1, failureThreshold: 5 },
    readinessProbe: { httpGet: { path: '/ready', port: 'readiness-probe', scheme: 'HTTP' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] }, readOnlyRootFilesystem: true },
  }],
  volumes: [{ name: 'config-volume', configMap: { name: 'coredns', items: [{ key: 'Corefile', path: 'Corefile' }] } }],
};

const proxyPod = {
  priorityClassName: 'system-node-critical', hostNetwork: true, serviceAccountName: 'kube-proxy', nodeSelector: { 'kubernetes.io/os': 'linux' }, tolerations: [{ operator: 'Exists' }],
  containers: [{
    name: 'kube-proxy', image: `${KUBE_PROXY}:${VERSION}`, imagePullPolicy: 'IfNotPresent', command: ['/usr/local/bin/kube-proxy', '--config=/var/lib/kube-proxy/config.conf', '--hostname-override=$(NODE_NAME)'],
    securityContext: { privileged: true }, env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
    volumeMounts: [{ mountPath: '/var/lib/kube-proxy', name: 'kube-proxy' }, { mountPath: '/run/xtables.lock', name: 'xtables-lock', readOnly: false }, { mountPath: '/lib/modules', name: 'lib-modules', readOnly: true }],
  }],
  volumes: [{ name: 'kube-proxy', configMap: { name: 'kube-proxy' } }, { name: 'xtables-lock', hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' } }, { name: 'lib-modules', hostPath: { path: '/lib/modules' } }],
};

const clusterRole = (name: string, rules: readonly (readonly [groups: string, resources: readonly string[]])[]) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules: rules.map(([group, resources]) => ({ apiGroups: [group], resources, verbs: ['list', 'watch'] })),
});
const binding = (name: string, role: string, account: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'kube-system' }],
});

/** CoreDNS: its Service, Deployment, configuration and rights. */
export const COREDNS_OBJECTS = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: kubeSystem('coredns'), data: { Corefile: KUBEADM_COREFILE } },
  clusterRole('system:coredns', [['', ['endpoints', 'services', 'pods', 'namespaces']], ['discovery.k8s.io', ['endpointslices']]]),
  binding('system:coredns', 'system:coredns', 'coredns'),
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: kubeSystem('coredns') },
  {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: kubeSystem('coredns', { labels: DNS_LABELS }),
    spec: { replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } }, selector: { matchLabels: DNS_LABELS }, template: { metadata: { labels: DNS_LABELS }, spec: dnsPod } },
  },
  {
    apiVersion: 'v1', kind: 'Service',
    metadata: kubeSystem('kube-dns', { labels: { ...DNS_LABELS, 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' }, annotations: { 'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true' } }),
    spec: { clusterIP: DNS_ADDRESS, selector: DNS_LABELS, ports: COREDNS_PORTS.slice(0, 3).map(([name, port, protocol]) => ({ name, port, protocol, targetPort: port })) },
  },
] as unknown as readonly ApiObject[];

/** kube-proxy: its DaemonSet, configuration and rights. */
export const KUBE_PROXY_OBJECTS = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: kubeSystem('kube-proxy', { labels: { app: 'kube-proxy' } }), data: { 'config.conf': CONFIG_CONF } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: kubeSystem('kube-proxy') },
  binding('kubeadm:node-proxier', 'system:node-proxier', 'kube-proxy'),
  { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: kubeSystem('kube-proxy', { labels: PROXY_LABELS }), spec: { selector: { matchLabels: PROXY_LABELS }, updateStrategy: { type: 'RollingUpdate' }, template: { metadata: { labels: PROXY_LABELS }, spec: proxyPod } } },
] as unknown as readonly ApiObject[];

/** What the API server keeps for Service `kubernetes`, which has no selector: its own address (kubernetes pkg/controlplane/reconcilers endpointsadapter.go). */
export const apiServerEndpoints = (address: string): readonly ApiObject[] => [
  {
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4', endpoints: [{ addresses: [address], conditions: { ready: true } }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  },
  {
    apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'kubernetes', namespace: 'default', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets: [{ addresses: [{ ip: address }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] }],
  },
] as unknown as readonly ApiObject[];

/** What the processes of these images do. They lie on every node before it joins. */
export function kubeadmImages(): Catalogue {
  const { stdout } = startCoreDns({ corefile: KUBEADM_COREFILE, files: { '/etc/resolv.conf': 'nameserver 192.0.2.1\n' }, inCluster: true, apiServer: 'up', ownAddresses: [] });
  return {
    [COREDNS]: { words: ['present', 'serves=coredns', 'udp=53', 'port=53', 'port=8080', 'port=8181', 'port=9153', ...stdout.map((line) => `log=${line}@100ms`), 'term=5s:0'], size: 26_000_000 },
    [KUBE_PROXY]: { words: ['present', 'serves=kube-proxy', 'port=10249', 'port=10256', 'term=0s:0'], size: 29_000_000 },
  };
}
