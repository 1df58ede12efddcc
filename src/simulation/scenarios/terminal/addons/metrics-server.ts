/** metrics-server: what it is installed by, as its project's components.yaml has it (sigs.k8s.io/metrics-server manifests/base), without the flag that a kubeadm cluster needs. */
import { anyController } from '../../../cluster/control/controller';
import { metricsServer, PROGRAM } from '../../../cluster/metrics/metrics-server';
import type { Addon } from './addon';

const IMAGE = 'registry.k8s.io/metrics-server/metrics-server';
const LABELS = 'labels: { k8s-app: metrics-server }';

const COMPONENTS = `apiVersion: v1
kind: ServiceAccount
metadata: { name: metrics-server, namespace: kube-system, ${LABELS} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: system:aggregated-metrics-reader
  labels:
    k8s-app: metrics-server
    rbac.authorization.k8s.io/aggregate-to-admin: "true"
    rbac.authorization.k8s.io/aggregate-to-edit: "true"
    rbac.authorization.k8s.io/aggregate-to-view: "true"
rules:
- apiGroups: [metrics.k8s.io]
  resources: [pods, nodes]
  verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: "system:metrics-server", ${LABELS} }
rules:
- apiGroups: [""]
  resources: [nodes/metrics]
  verbs: [get]
- apiGroups: [""]
  resources: [pods, nodes]
  verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: metrics-server-auth-reader, namespace: kube-system, ${LABELS} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: extension-apiserver-authentication-reader }
subjects:
- { kind: ServiceAccount, name: metrics-server, namespace: kube-system }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: "metrics-server:system:auth-delegator", ${LABELS} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:auth-delegator" }
subjects:
- { kind: ServiceAccount, name: metrics-server, namespace: kube-system }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: "system:metrics-server", ${LABELS} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:metrics-server" }
subjects:
- { kind: ServiceAccount, name: metrics-server, namespace: kube-system }
---
apiVersion: v1
kind: Service
metadata: { name: metrics-server, namespace: kube-system, ${LABELS} }
spec:
  selector: { k8s-app: metrics-server }
  ports:
  - { name: https, port: 443, protocol: TCP, targetPort: https, appProtocol: https }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: metrics-server, namespace: kube-system, ${LABELS} }
spec:
  selector:
    matchLabels: { k8s-app: metrics-server }
  strategy:
    rollingUpdate: { maxUnavailable: 0 }
  template:
    metadata: { ${LABELS} }
    spec:
      serviceAccountName: metrics-server
      priorityClassName: system-cluster-critical
      nodeSelector: { kubernetes.io/os: linux }
      containers:
      - name: metrics-server
        image: ${IMAGE}:v0.8.0
        imagePullPolicy: IfNotPresent
        args:
        - --cert-dir=/tmp
        - --secure-port=10250
        - --kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname
        - --kubelet-use-node-status-port
        - --metric-resolution=15s
        ports:
        - { name: https, containerPort: 10250, protocol: TCP }
        resources:
          requests: { cpu: 100m, memory: 200Mi }
        readinessProbe:
          httpGet: { path: /readyz, port: https, scheme: HTTPS }
          initialDelaySeconds: 20
          periodSeconds: 10
          failureThreshold: 3
        livenessProbe:
          httpGet: { path: /livez, port: https, scheme: HTTPS }
          periodSeconds: 10
          failureThreshold: 3
        securityContext:
          allowPrivilegeEscalation: false
          capabilities: { drop: [ALL] }
          readOnlyRootFilesystem: true
          runAsNonRoot: true
          runAsUser: 1000
          seccompProfile: { type: RuntimeDefault }
        volumeMounts:
        - { name: tmp-dir, mountPath: /tmp }
      volumes:
      - name: tmp-dir
        emptyDir: {}
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: { name: v1beta1.metrics.k8s.io, ${LABELS} }
spec:
  group: metrics.k8s.io
  version: v1beta1
  groupPriorityMinimum: 100
  versionPriority: 100
  insecureSkipTLSVerify: true
  service: { name: metrics-server, namespace: kube-system }
`;

export const METRICS_SERVER_ADDON: Addon = {
  controller: () => anyController(metricsServer),
  images: { [IMAGE]: { words: ['pull=2s', 'pull-again=200ms', `serves=${PROGRAM}`, 'port=10250@500ms', 'tls=10250', 'rss=19Mi', 'term=100ms:0'], size: 22_000_000, user: '65534' } },
  manifests: '',
  files: { 'components.yaml': COMPONENTS },
  // Installed in a lab: kubeadm's kubelets have certificates that nobody can verify.
  applied: COMPONENTS.replace('        - --metric-resolution=15s\n', (line) => `${line}        - --kubelet-insecure-tls\n`),
  network: {},
};
