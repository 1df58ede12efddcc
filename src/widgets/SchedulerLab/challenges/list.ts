import type { LabAction } from '@site/src/simulation/scenarios/scheduling';
import { deployment, docs, pod, PRIORITY_CLASS, requests } from '../manifests';
import { defaultNodes, worker, type NodeDraft } from '../nodes';
import { outcomeOf } from '../outcome';
import type { LabRun } from '../run';
import type { LabState } from '../lab-state';
import type { ChallengeId } from './ids';

/** What a challenge asks for, checked on the run of what the reader has written. */
export interface Goal {
  /** Its words are in `messages.ts`. */
  readonly id: string;
  readonly reached: boolean;
}

export interface Challenge {
  readonly manifest: string;
  readonly nodes: NodeDraft[];
  readonly actions?: readonly LabAction[];
  readonly goals: (state: LabState, run: LabRun) => readonly Goal[];
  /** One way to reach it. */
  readonly solution: Partial<LabState>;
}

const workers = (): NodeDraft[] => defaultNodes().filter(({ name }) => name !== 'cp-1');
const small = requests('100m', '64Mi');
const ZONE = 'topology.kubernetes.io/zone';
const spread = (key: string, extra = ''): string => `      topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: ${key}
        whenUnsatisfiable: DoNotSchedule
        labelSelector:
          matchLabels:
            app: web
${extra}`;

const goal = (id: string, reached: boolean): Goal => ({ id, reached });
const isOf = (app: string) => ({ pod }: { readonly pod: { readonly pod: LabRun['pods'][number]['pod'] } }): boolean => pod.pod.metadata.labels?.['app'] === app;
const sameNodes = (state: LabState, nodes: readonly NodeDraft[], run: LabRun): boolean => !run.ownNodes && JSON.stringify(state.nodes) === JSON.stringify(nodes);
const cpuOf = ({ pod: { pod } }: { readonly pod: LabRun['pods'][number] }): string => pod.spec.containers[0]?.resources?.requests?.['cpu'] ?? '';

const WEB = deployment('web', 6, requests('500m', '512Mi'));
const SKEWED = deployment('web', 7, small, 'nginx:1.30', { spec: spread('kubernetes.io/hostname') });
const TRAIN = deployment('train', 2, requests('1', '1Gi'), 'example.com/train:1');
const SITE = deployment('web', 4, requests('500m', '512Mi'));
const GPU = [...workers(), worker('gpu-1', 'kr-b', { cpu: '7800m', memory: '30Gi', labels: `${ZONE}=kr-b\naccelerator=gpu` })];
const HOST_PORT = `        ports:\n        - containerPort: 8080\n          hostPort: 8080\n${small}`;
const EDGE = deployment('edge', 3, HOST_PORT);
const FULL = [worker('node-a', 'kr-a'), worker('node-c', 'kr-b')];
const urgent = (cpu: string): string => docs(PRIORITY_CLASS, deployment('web', 6, requests('1', '1Gi')), pod('urgent', '  priorityClassName: high\n  schedulingGates:\n  - name: example.com/later\n', 'nginx:1.30', cpu, '512Mi'));
const BATCH = docs(...['one', 'two', 'three', 'four'].map((name) => pod(name, '', 'busybox:1.37', '500m', '512Mi')));

/** Placements to reach. The manifest, the nodes or the scheduler's configuration are the reader's to change, as each allows. */
export const CHALLENGES: Readonly<Record<ChallengeId, Challenge>> = {
  zones: {
    manifest: WEB,
    nodes: workers(),
    goals: (state, run) => {
      const { placed, waiting } = outcomeOf(run);
      const inB = placed.filter(isOf('web')).filter(({ node }) => node === 'node-c').length;
      return [goal('sixRun', placed.filter(isOf('web')).length === 6 && waiting.length === 0), goal('threeEach', inB === 3 && placed.length === 6), goal('nodesKept', sameNodes(state, workers(), run))];
    },
    solution: { manifest: deployment('web', 6, requests('500m', '512Mi'), 'nginx:1.30', { spec: spread(ZONE) }) },
  },
  seven: {
    manifest: SKEWED,
    nodes: defaultNodes(),
    goals: (state, run) => {
      const web = outcomeOf(run).placed.filter(isOf('web'));
      const hard = run.pods.length > 0 && run.pods.every(({ pod }) => pod.spec.topologySpreadConstraints?.some((one) => one.maxSkew === 1 && one.whenUnsatisfiable === 'DoNotSchedule' && one.topologyKey === 'kubernetes.io/hostname') === true);
      return [goal('sevenRun', web.length === 7), goal('notOnControlPlane', web.length > 0 && web.every(({ node }) => node !== 'cp-1')), goal('skewKept', hard), goal('nodesKept', sameNodes(state, defaultNodes(), run))];
    },
    solution: { manifest: deployment('web', 7, small, 'nginx:1.30', { spec: spread('kubernetes.io/hostname', '        nodeTaintsPolicy: Honor\n') }) },
  },
  dedicated: {
    manifest: docs(SITE, TRAIN),
    nodes: GPU,
    goals: (_state, run) => {
      const { placed } = outcomeOf(run);
      const web = placed.filter(isOf('web'));
      const plain = run.pods.filter(({ pod }) => pod.metadata.labels?.['app'] === 'web').every(({ pod }) => pod.spec.affinity === undefined && pod.spec.nodeSelector === undefined && pod.spec.nodeName === undefined);
      return [goal('trainThere', placed.filter(isOf('train')).filter(({ node }) => node === 'gpu-1').length === 2), goal('webElsewhere', web.length === 4 && web.every(({ node }) => node !== 'gpu-1')), goal('webAsItWas', plain)];
    },
    solution: {
      nodes: GPU.map((node) => (node.name === 'gpu-1' ? { ...node, taints: 'dedicated=train:NoSchedule' } : node)),
      manifest: docs(SITE, deployment('train', 2, requests('1', '1Gi'), 'example.com/train:1', { spec: '      nodeSelector:\n        accelerator: gpu\n      tolerations:\n      - key: dedicated\n        value: train\n        effect: NoSchedule\n' })),
    },
  },
  noVictims: {
    manifest: urgent('2'),
    nodes: FULL,
    actions: [{ kind: 'ungate', pod: 'default/urgent' }],
    goals: (state, run) => {
      const { placed } = outcomeOf(run);
      const web = placed.filter(isOf('web'));
      return [
        goal('urgentRuns', placed.some(({ pod }) => pod.pod.metadata.name === 'urgent' && (pod.pod.spec.priority ?? 0) >= 100_000)),
        goal('nobodyEvicted', web.length === 6 && !run.happenings.some((one) => one.kind === 'leaving' && one.why === 'preempted')),
        goal('webRequestsKept', web.length > 0 && web.every((one) => cpuOf(one) === '1')),
        goal('nodesKept', sameNodes(state, FULL, run)),
      ];
    },
    solution: { manifest: urgent('800m') },
  },
  rollout: {
    manifest: EDGE,
    nodes: workers(),
    actions: [{ kind: 'restart', deployment: 'default/edge' }],
    goals: (state, run) => {
      const running = outcomeOf(run).placed.filter(isOf('edge'));
      const renewed = running.filter(({ pod: { pod } }) => pod.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'] !== undefined);
      return [goal('allNew', renewed.length === 3 && running.length === 3), goal('portKept', running.length > 0 && running.every(({ pod: { pod } }) => pod.spec.containers[0]?.ports?.[0]?.hostPort === 8080)), goal('nodesKept', sameNodes(state, workers(), run))];
    },
    solution: { manifest: deployment('edge', 3, HOST_PORT, 'nginx:1.30', { fields: '  strategy:\n    rollingUpdate:\n      maxSurge: 0\n      maxUnavailable: 1\n' }) },
  },
  pack: {
    manifest: BATCH,
    nodes: workers(),
    goals: (state, run) => {
      const { placed } = outcomeOf(run);
      return [goal('oneNode', placed.length === 4 && new Set(placed.map(({ node }) => node)).size === 1), goal('manifestKept', state.manifest === BATCH), goal('nodesKept', sameNodes(state, workers(), run))];
    },
    solution: {
      configuration: `apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
profiles:
- schedulerName: default-scheduler
  pluginConfig:
  - name: NodeResourcesFit
    args:
      scoringStrategy:
        type: MostAllocated
        resources:
        - name: cpu
          weight: 1
        - name: memory
          weight: 1
`,
    },
  },
};
