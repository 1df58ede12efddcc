/** NodeLocal DNSCache as its add-on installs it (cluster/addons/dns/nodelocaldns): a cache on each node, and a Service by which it reaches CoreDNS. */
import type { Addon } from './addon';
import { anyController } from '../../../cluster/control/controller';

const NAME = 'node-local-dns';
const LOCAL = '169.254.20.10 10.96.0.10';
const zone = (name: string, cache: string, upstream: string, more = ''): string => `    ${name}:53 {
        errors
        cache ${cache}
        reload
        loop
        bind ${LOCAL}
        forward . ${upstream}${more}
        prometheus :9253
    }
`;
const FORCED = ' {\n            force_tcp\n        }';
const CACHE = '{\n            success 9984 30\n            denial 9984 5\n        }';

const MANIFEST = `apiVersion: v1
kind: ServiceAccount
metadata: { name: ${NAME}, namespace: kube-system }
---
apiVersion: v1
kind: Service
metadata: { name: kube-dns-upstream, namespace: kube-system, labels: { k8s-app: kube-dns } }
spec:
  selector: { k8s-app: kube-dns }
  ports: [{ name: dns, port: 53, protocol: UDP, targetPort: 53 }, { name: dns-tcp, port: 53, protocol: TCP, targetPort: 53 }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${NAME}, namespace: kube-system }
data:
  Corefile: |
${zone('cluster.local', CACHE, '__PILLAR__CLUSTER__DNS__', FORCED)}${zone('in-addr.arpa', '30', '__PILLAR__CLUSTER__DNS__', FORCED)}${zone('ip6.arpa', '30', '__PILLAR__CLUSTER__DNS__', FORCED)}${zone('.', '30', '__PILLAR__UPSTREAM__SERVERS__')}---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${NAME}, namespace: kube-system, labels: { k8s-app: ${NAME} } }
spec:
  selector: { matchLabels: { k8s-app: ${NAME} } }
  updateStrategy: { rollingUpdate: { maxUnavailable: 10% } }
  template:
    metadata: { labels: { k8s-app: ${NAME} } }
    spec:
      priorityClassName: system-node-critical
      serviceAccountName: ${NAME}
      hostNetwork: true
      dnsPolicy: Default
      tolerations: [{ key: CriticalAddonsOnly, operator: Exists }, { effect: NoExecute, operator: Exists }, { effect: NoSchedule, operator: Exists }]
      containers:
      - name: node-cache
        image: registry.k8s.io/dns/k8s-dns-node-cache:1.26.4
        args: [-localip, "169.254.20.10,10.96.0.10", -conf, /etc/coredns/Corefile, -upstreamsvc, kube-dns-upstream]
        resources: { requests: { cpu: 25m, memory: 5Mi } }
        securityContext: { capabilities: { add: [NET_ADMIN] } }
        ports: [{ containerPort: 53, name: dns, protocol: UDP }, { containerPort: 53, name: dns-tcp, protocol: TCP }, { containerPort: 9253, name: metrics, protocol: TCP }]
        volumeMounts: [{ name: config-volume, mountPath: /etc/coredns }]
      volumes: [{ name: config-volume, configMap: { name: ${NAME} } }]
`;

export const NODE_LOCAL_DNS_ADDON: Addon = {
  // Nothing of it acts through the API.
  controller: () => anyController({ name: NAME, user: { username: `system:serviceaccount:kube-system:${NAME}`, groups: [] }, process: NAME, memory: null, handlers: {}, reads: [], reconcile: () => undefined }),
  images: { 'registry.k8s.io/dns/k8s-dns-node-cache': { words: ['pull=2s', 'pull-again=200ms', 'serves=node-cache', 'udp=53', 'port=53@200ms', 'port=9253@200ms', 'term=1s:0'], tags: ['1.26.4'], size: 35_000_000 } },
  manifests: '', files: { 'nodelocaldns.yaml': MANIFEST }, network: {},
};
