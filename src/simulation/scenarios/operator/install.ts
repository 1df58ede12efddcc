/** By what the operator is installed: its namespace, its rights, its program, and the Deployment that runs it. */
import type { Catalogue } from '../../cluster/images/catalogue';

export const OPERATOR = { namespace: 'database-system', name: 'database-operator', program: 'database-operator', file: 'operator.js' } as const;

export const OPERATOR_IMAGES: Catalogue = {
  'registry.k8s.example/database-operator': { words: ['rss=30Mi', 'pull=1s', 'pull-again=200ms', `serves=${OPERATOR.program}`, 'port=8081@300ms', 'term=200ms:0'], tags: ['1.0'], size: 12_000_000 },
  'registry.k8s.example/database-backup': { words: ['pull=1s', 'pull-again=200ms', 'log=dump written to the bucket@2s', 'exit=0@3s'], tags: ['1.0'], size: 9_000_000 },
};

const indented = (text: string, by: string): string => text.split('\n').map((line) => (line === '' ? '' : by + line)).join('\n').trimEnd();

/** `script`: what its program does. */
export const operatorManifest = (script: string): string => `apiVersion: v1
kind: Namespace
metadata: { name: ${OPERATOR.namespace} }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${OPERATOR.name}, namespace: ${OPERATOR.namespace} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${OPERATOR.name} }
rules:
- apiGroups: [example.com]
  resources: [databases]
  verbs: [get, list, watch, update, patch]
- apiGroups: [example.com]
  resources: [databases/status, databases/finalizers]
  verbs: [update, patch]
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [apps]
  resources: [statefulsets]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create]
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ${OPERATOR.name} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${OPERATOR.name} }
subjects:
- { kind: ServiceAccount, name: ${OPERATOR.name}, namespace: ${OPERATOR.namespace} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${OPERATOR.name}, namespace: ${OPERATOR.namespace} }
data:
  ${OPERATOR.file}: |
${indented(script, '    ')}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${OPERATOR.name}, namespace: ${OPERATOR.namespace} }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${OPERATOR.name} } }
  template:
    metadata: { labels: { app: ${OPERATOR.name} } }
    spec:
      serviceAccountName: ${OPERATOR.name}
      terminationGracePeriodSeconds: 5
      containers:
      - name: manager
        image: registry.k8s.example/database-operator:1.0
        args: [--script=/etc/operator/${OPERATOR.file}]
        volumeMounts: [{ name: program, mountPath: /etc/operator }]
      volumes:
      - { name: program, configMap: { name: ${OPERATOR.name} } }
`;
