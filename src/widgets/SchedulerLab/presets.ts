import type { LabAction } from '@site/src/simulation/scenarios/scheduling';
import { deployment, docs, pod, PRIORITY_CLASS, requests, workload } from './manifests';
import { defaultNodes, worker, type NodeDraft } from './nodes';

export interface Preset {
  readonly manifest: string;
  readonly nodes: NodeDraft[];
  readonly actions?: readonly LabAction[];
  readonly configuration?: string;
}

const withNode = (name: string, change: (node: NodeDraft) => NodeDraft): NodeDraft[] => defaultNodes().map((node) => (node.name === name ? change(node) : node));
/** The workers alone. */
const workers = (extra: Partial<NodeDraft> = {}): NodeDraft[] => defaultNodes().filter(({ name }) => name !== 'cp-1').map((node) => ({ ...node, ...extra }));

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

const APART = `      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - topologyKey: kubernetes.io/hostname
            labelSelector:
              matchLabels:
                app: web
`;

export const spreadBy = (key: string, app: string, extra = ''): string => `      topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: ${key}
        whenUnsatisfiable: DoNotSchedule
        labelSelector:
          matchLabels:
            app: ${app}
${extra}`;

const SIDECAR = `  initContainers:
  - name: proxy
    image: envoy:1
    restartPolicy: Always
    resources:
      requests:
        cpu: 200m
  - name: migrate
    image: busybox:1.37
    resources:
      requests:
        cpu: "2"
`;

const gpuSlice = (node: string, ...memory: readonly string[]): string => `apiVersion: resource.k8s.io/v1
kind: ResourceSlice
metadata:
  name: ${node}-gpu
spec:
  driver: gpu.example.com
  nodeName: ${node}
  pool:
    name: ${node}
    generation: 1
    resourceSliceCount: 1
  devices:
${memory.map((size, i) => `  - name: gpu-${i}
    attributes:
      model:
        string: ${size === '80Gi' ? 'large' : 'small'}
    capacity:
      memory:
        value: ${size}
`).join('')}`;

/** Two large GPUs on one node, a small one on another, and claims for one with 40 Gi or more. */
const DEVICES = docs(
  `apiVersion: resource.k8s.io/v1
kind: DeviceClass
metadata:
  name: gpu.example.com
spec:
  selectors:
  - cel:
      expression: device.driver == "gpu.example.com"
`,
  gpuSlice('node-b', '80Gi', '80Gi'),
  gpuSlice('node-c', '24Gi'),
  `apiVersion: resource.k8s.io/v1
kind: ResourceClaimTemplate
metadata:
  name: large-gpu
spec:
  spec:
    devices:
      requests:
      - name: gpu
        exactly:
          deviceClassName: gpu.example.com
          selectors:
          - cel:
              expression: device.capacity["gpu.example.com"].memory.compareTo(quantity("40Gi")) >= 0
`,
);

const on = (node: string): string => `  nodeName: ${node}\n`;
const small = requests('100m', '64Mi');

/**
 * Each shows one thing. The manifests are plain Kubernetes: they work in a real cluster with such nodes. A new one takes an entry here and its name
 * in `messages.ts`; a page asks for it with `preset`.
 */
export const PRESETS = {
  cpu: { nodes: defaultNodes(), manifest: deployment('api', 5, requests('2', '1Gi')) },
  spread: { nodes: defaultNodes(), manifest: deployment('web', 6, requests('500m', '512Mi')) },
  taint: {
    nodes: defaultNodes(),
    manifest: docs(pod('no-toleration', TOLERATE.split('  tolerations')[0] ?? ''), pod('tolerates', TOLERATE)),
  },
  selector: {
    nodes: withNode('node-b', (node) => ({ ...node, labels: `${node.labels}\ndisktype=ssd` })),
    manifest: docs(pod('wants-ssd', '  nodeSelector:\n    disktype: ssd\n'), pod('wants-nvme', '  nodeSelector:\n    disktype: nvme\n')),
  },
  affinity: {
    nodes: defaultNodes(),
    manifest: docs(pod('batch', '  nodeSelector:\n    kubernetes.io/hostname: node-c\n', 'busybox:1.37', '3', '5Gi'), pod('prefers-kr-b', PREFER_ZONE)),
  },
  ports: { nodes: defaultNodes(), manifest: deployment('edge', 4, `        ports:\n        - containerPort: 8080\n          hostPort: 8080\n${small}`) },
  image: {
    nodes: withNode('node-b', (node) => ({ ...node, images: 'example.com/model:1 2Gi' })),
    manifest: pod('inference', '', 'example.com/model:1', '500m', '1Gi'),
  },
  queue: {
    nodes: workers(),
    manifest: docs(PRIORITY_CLASS, pod('waits-for-quota', '  schedulingGates:\n  - name: example.com/quota\n'), deployment('web', 3, requests('2500m', '1Gi')), pod('late', '', 'nginx:1.30', '2', '1Gi'), pod('urgent', '  priorityClassName: high\n')),
    actions: [{ kind: 'ungate', pod: 'default/waits-for-quota' }, { kind: 'addNode', like: 'node-a' }],
  },
  room: {
    nodes: workers(),
    manifest: docs(
      pod('a-has', on('node-a'), 'nginx:1.30', '1500m', '2Gi'),
      pod('b-has', on('node-b'), 'nginx:1.30', '2', '1Gi'),
      pod('c-has', on('node-c'), 'nginx:1.30', '500m', '6656Mi'),
      pod('new', '', 'nginx:1.30', '2', '1Gi'),
    ),
  },
  sidecar: {
    nodes: workers({ cpu: '2' }),
    manifest: pod('app', SIDECAR, 'nginx:1.30', '500m', '256Mi'),
  },
  score: {
    nodes: workers(),
    manifest: docs(
      pod('a-has', on('node-a'), 'nginx:1.30', '1500m', '2Gi'),
      pod('b-has', on('node-b'), 'nginx:1.30', '2', '1Gi'),
      pod('c-has', on('node-c'), 'nginx:1.30', '500m', '6656Mi'),
      pod('new', '', 'nginx:1.30', '500m', '512Mi'),
    ),
  },
  apart: { nodes: workers(), manifest: deployment('web', 4, small, 'nginx:1.30', { spec: APART }) },
  skew: { nodes: defaultNodes(), manifest: deployment('web', 7, small, 'nginx:1.30', { spec: spreadBy('kubernetes.io/hostname', 'web') }) },
  zones: { nodes: workers(), manifest: deployment('web', 6, small, 'nginx:1.30', { spec: spreadBy('topology.kubernetes.io/zone', 'web') }) },
  preemption: {
    nodes: workers().filter(({ name }) => name !== 'node-b'),
    manifest: docs(PRIORITY_CLASS, deployment('web', 2, requests('1', '1Gi')), pod('batch', '  priorityClassName: high\n  nodeSelector:\n    kubernetes.io/hostname: node-a\n', 'busybox:1.37', '3500m', '1Gi'), pod('urgent', '  priorityClassName: high\n  schedulingGates:\n  - name: example.com/later\n', 'nginx:1.30', '3', '1Gi')),
    actions: [{ kind: 'ungate', pod: 'default/urgent' }],
  },
  comeback: {
    nodes: workers(),
    manifest: deployment('web', 4, requests('500m', '512Mi')),
    actions: [{ kind: 'zoneDown', zone: 'kr-b' }, { kind: 'wait', seconds: 310 }, { kind: 'zoneUp', zone: 'kr-b' }, { kind: 'restart', deployment: 'default/web' }],
  },
  rollout: {
    nodes: workers(),
    manifest: deployment('edge', 3, `        ports:\n        - containerPort: 8080\n          hostPort: 8080\n${small}`),
    actions: [{ kind: 'restart', deployment: 'default/edge' }],
  },
  message: {
    nodes: [
      ...defaultNodes(),
      worker('old', 'kr-b', { cordoned: true, taints: 'node.kubernetes.io/unschedulable:NoSchedule' }),
      worker('small', 'kr-b', { cpu: '900m', memory: '900Mi' }),
    ],
    manifest: docs(pod('ssd', '  nodeSelector:\n    kubernetes.io/hostname: node-b\n', 'nginx:1.30', '3', '1Gi'), pod('app', '', 'nginx:1.30', '3900m', '2Gi')),
  },
  sets: {
    nodes: defaultNodes(),
    manifest: docs(
      workload('apps/v1', 'StatefulSet', 'db', { replicas: 3, container: requests('2500m', '2Gi') }),
      workload('apps/v1', 'DaemonSet', 'log-agent', { container: small }),
      workload('batch/v1', 'Job', 'report', { fields: '  completions: 6\n  parallelism: 2\n', container: small, spec: '      restartPolicy: Never\n' }),
    ),
  },
  gpu: {
    nodes: [...workers(), worker('gpu-1', 'kr-b', { cpu: '15500m', memory: '60Gi', extra: 'nvidia.com/gpu 4', taints: 'nvidia.com/gpu=present:NoSchedule' })],
    manifest: deployment('train', 3, '        resources:\n          limits:\n            nvidia.com/gpu: 2\n            cpu: 2\n            memory: 8Gi\n', 'example.com/train:1', { spec: '      tolerations:\n      - key: nvidia.com/gpu\n        operator: Exists\n        effect: NoSchedule\n' }),
  },
  dra: {
    nodes: workers(),
    manifest: docs(DEVICES, deployment('train', 3, '        resources:\n          claims:\n          - name: gpu\n          requests:\n            cpu: 500m\n            memory: 1Gi\n', 'example.com/train:1', { spec: '      resourceClaims:\n      - name: gpu\n        resourceClaimTemplateName: large-gpu\n' })),
  },
  fleet: {
    nodes: [worker('a', 'kr-a', { copies: 166 }), worker('b', 'kr-b', { copies: 166 }), worker('c', 'kr-c', { copies: 168 })],
    manifest: deployment('web', 600, requests('500m', '1Gi')),
  },
} satisfies Readonly<Record<string, Preset>>;

export type PresetId = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as PresetId[];

export const isPreset = (name: string | undefined): name is PresetId => name !== undefined && Object.hasOwn(PRESETS, name);
