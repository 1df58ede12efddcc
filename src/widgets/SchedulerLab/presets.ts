import { defaultNodes, type NodeDraft } from './nodes';

export interface Preset {
  readonly manifest: string;
  readonly nodes: NodeDraft[];
}

const deployment = (name: string, replicas: number, container: string, image = 'nginx:1.29'): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
      - name: ${name}
        image: ${image}
${container}`;

const requests = (cpu: string, memory: string): string => `        resources:
          requests:
            cpu: ${cpu}
            memory: ${memory}
`;

const pod = (name: string, spec: string, image = 'nginx:1.29', cpu = '250m', memory = '256Mi'): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
${spec}  containers:
  - name: ${name}
    image: ${image}
    resources:
      requests:
        cpu: ${cpu}
        memory: ${memory}
`;

const withNode = (name: string, change: (node: NodeDraft) => NodeDraft): NodeDraft[] => defaultNodes().map((node) => (node.name === name ? change(node) : node));

const TOLERATE = `  nodeSelector:
    node-role.kubernetes.io/control-plane: ""
  tolerations:
  - key: node-role.kubernetes.io/control-plane
    operator: Exists
    effect: NoSchedule
`;

const PREFER_ZONE = `  affinity:
    nodeAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 50
        preference:
          matchExpressions:
          - key: topology.kubernetes.io/zone
            operator: In
            values: [kr-b]
`;

/**
 * Each shows one thing. The manifests are plain Kubernetes: they work in a real cluster with such nodes. A new one takes an entry here and its name
 * in `messages.ts`; a page asks for it with `preset`.
 */
export const PRESETS = {
  cpu: { nodes: defaultNodes(), manifest: deployment('api', 5, requests('2', '1Gi')) },
  spread: { nodes: defaultNodes(), manifest: deployment('web', 6, requests('500m', '512Mi')) },
  taint: {
    nodes: defaultNodes(),
    manifest: `${pod('no-toleration', TOLERATE.split('  tolerations')[0] ?? '')}---\n${pod('tolerates', TOLERATE)}`,
  },
  selector: {
    nodes: withNode('node-b', (node) => ({ ...node, labels: `${node.labels}\ndisktype=ssd` })),
    manifest: `${pod('wants-ssd', '  nodeSelector:\n    disktype: ssd\n')}---\n${pod('wants-nvme', '  nodeSelector:\n    disktype: nvme\n')}`,
  },
  affinity: {
    nodes: defaultNodes(),
    manifest: `${pod('batch', '  nodeSelector:\n    kubernetes.io/hostname: node-c\n', 'busybox:1.37', '3', '5Gi')}---\n${pod('prefers-kr-b', PREFER_ZONE)}`,
  },
  ports: { nodes: defaultNodes(), manifest: deployment('edge', 4, `        ports:\n        - containerPort: 8080\n          hostPort: 8080\n${requests('100m', '64Mi')}`) },
  image: {
    nodes: withNode('node-b', (node) => ({ ...node, images: 'example.com/model:1 2Gi' })),
    manifest: pod('inference', '', 'example.com/model:1', '500m', '1Gi'),
  },
} satisfies Readonly<Record<string, Preset>>;

export type PresetId = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as PresetId[];

export const isPreset = (name: string | undefined): name is PresetId => name !== undefined && Object.hasOwn(PRESETS, name);
