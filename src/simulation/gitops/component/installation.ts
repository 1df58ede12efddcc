/** Argo CD as it is installed: its namespace, rights, workloads and settings (manifests/install.yaml), and its definitions. Its pages, sign-in and notifications run, but nobody uses them here. */
import { DEFINITIONS } from './generated/definitions';

export const NAMESPACE = 'argocd';
/** Of the version whose decisions are modelled. */
export const VERSION = 'v3.5.7';
const IMAGE = `quay.io/argoproj/argocd:${VERSION}`;

const account = (name: string, rules: string): string => `apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: ${NAMESPACE} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name} }
rules:
${rules}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ${name} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${name} }
subjects: [{ kind: ServiceAccount, name: ${name}, namespace: ${NAMESPACE} }]
---
`;

const ALL = `- { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }
- { nonResourceURLs: ["*"], verbs: ["*"] }`;
const SETS = `- { apiGroups: [argoproj.io], resources: [applications, applicationsets, applicationsets/status, applicationsets/finalizers, appprojects], verbs: [create, delete, get, list, patch, update, watch] }
- { apiGroups: [""], resources: [events], verbs: [create, get, list, patch, watch] }
- { apiGroups: [""], resources: [configmaps, secrets], verbs: [get, list, watch] }`;

interface Part {
  readonly name: string;
  readonly ports: readonly number[];
  readonly probe?: number;
  readonly image?: string;
  readonly account?: string;
  readonly set?: boolean;
}

const PARTS: readonly Part[] = [
  { name: 'argocd-application-controller', ports: [8082], probe: 8082, account: 'argocd-application-controller', set: true },
  { name: 'argocd-applicationset-controller', ports: [7000, 8080], account: 'argocd-applicationset-controller' },
  { name: 'argocd-dex-server', ports: [5556], image: 'ghcr.io/dexidp/dex:v2.45.0' },
  { name: 'argocd-notifications-controller', ports: [9001] },
  { name: 'argocd-redis', ports: [6379], image: 'public.ecr.aws/docker/library/redis:8.2.3-alpine' },
  { name: 'argocd-repo-server', ports: [8081, 8084], probe: 8084 },
  { name: 'argocd-server', ports: [8080, 8083], probe: 8080, account: 'argocd-server' },
];

const workload = ({ name, ports, probe, image = IMAGE, account: who, set = false }: Part): string => `apiVersion: apps/v1
kind: ${set ? 'StatefulSet' : 'Deployment'}
metadata: { name: ${name}, namespace: ${NAMESPACE}, labels: { app.kubernetes.io/name: ${name}, app.kubernetes.io/part-of: argocd } }
spec:
  replicas: 1
${set ? `  serviceName: ${name}\n` : ''}  selector: { matchLabels: { app.kubernetes.io/name: ${name} } }
  template:
    metadata: { labels: { app.kubernetes.io/name: ${name} } }
    spec:
${who === undefined ? '' : `      serviceAccountName: ${who}\n`}      containers:
      - name: ${name.replace('argocd-dex-server', 'dex').replace('argocd-redis', 'redis')}
        image: ${image}
        ports: [${ports.map((port) => `{ containerPort: ${String(port)} }`).join(', ')}]
${probe === undefined ? '' : `        readinessProbe: { httpGet: { path: /healthz, port: ${String(probe)} }, initialDelaySeconds: 5, periodSeconds: 10 }\n`}---
`;

const service = (name: string, ports: readonly (readonly [name: string, port: number, target: number])[]): string => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${NAMESPACE} }
spec:
  selector: { app.kubernetes.io/name: ${name} }
  ports: [${ports.map(([port, number, target]) => `{ name: ${port}, port: ${String(number)}, targetPort: ${String(target)} }`).join(', ')}]
---
`;

const settings = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: ${NAMESPACE}, labels: { app.kubernetes.io/name: ${name}, app.kubernetes.io/part-of: argocd } }\n---\n`;

/** What is applied first: the definitions. */
export const DEFINITION_MANIFESTS = DEFINITIONS.join('\n---\n');

const SERVICES = [service('argocd-redis', [['tcp-redis', 6379, 6379]]), service('argocd-repo-server', [['server', 8081, 8081], ['metrics', 8084, 8084]]), service('argocd-server', [['http', 80, 8080], ['https', 443, 8080]])];

/** Manifests with these of its workloads. */
export const installationOf = (parts: readonly string[]): string => [
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${NAMESPACE} }\n---\n`, account('argocd-application-controller', ALL), account('argocd-server', ALL), account('argocd-applicationset-controller', SETS),
  ...['argocd-cm', 'argocd-cmd-params-cm', 'argocd-rbac-cm'].map(settings), ...PARTS.filter(({ name }) => parts.includes(name)).map(workload), ...SERVICES,
].join('').replace(/---\n$/, '');

export const INSTALLATION = installationOf(PARTS.map(({ name }) => name));

const WORDS = ['pull=2s', 'pull-again=200ms', 'term=1s:0'];
const image = (...ports: readonly number[]): { readonly words: readonly string[]; readonly size: number } => ({ words: [...WORDS, ...ports.map((port) => `port=${String(port)}@500ms`)], size: 180_000_000 });

export const ARGO_IMAGES = {
  'quay.io/argoproj/argocd': image(7000, 8080, 8081, 8082, 8083, 8084, 9001), 'ghcr.io/dexidp/dex': image(5556), 'public.ecr.aws/docker/library/redis': image(6379),
} as const;
