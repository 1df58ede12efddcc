/** Where the lab can start: a load, an autoscaler, the Pods. A new one takes an entry here and its words in `messages.ts`. */

export interface Start {
  /** Requests a second, one value a minute. */
  readonly load: readonly number[];
  readonly yaml: string;
  /** CPU of each Pod in thousandths; a request of 0 is none at all. */
  readonly request: number;
  readonly limit: number;
  /** Seconds until a new Pod can serve, and the CPU that it burns meanwhile, thousandths. */
  readonly startup: number;
  readonly startupCpu: number;
  readonly probe: boolean;
  readonly queue: boolean;
  /** The feature gate HPAScaleToZero. */
  readonly toZero: boolean;
  /** Nodes at the start (never fewer), how many there may be, and how long a new one takes to come, seconds. */
  readonly nodes: number;
  readonly nodeMost: number;
  readonly nodeStart: number;
  /** The look that is shown: the n-th, every 15 s one. */
  readonly at: number;
}

export const MINUTES = 60;

/** What the load of `goal` can do with: a way is known that meets all goals within it (the test has it). */
export const PAR_NODE_HOURS = 1.8;

/** A load of steps: from each minute named on, so much. */
function steps(...from: readonly (readonly [minute: number, load: number])[]): readonly number[] {
  return Array.from({ length: MINUTES + 1 }, (_, minute) => from.findLast(([start]) => start <= minute)?.[1] ?? 0);
}

interface Shape {
  readonly min?: number;
  readonly max?: number;
  readonly metrics?: string;
  readonly behavior?: string;
}

const CPU_50 = `  - type: Resource
    resource:
      name: cpu
      target:
        type: Utilization
        averageUtilization: 50
`;

const hpa = ({ min = 2, max = 20, metrics = CPU_50, behavior = '' }: Shape): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: ${min}
  maxReplicas: ${max}
  metrics:
${metrics}${behavior}`;

const POD = { request: 250, limit: 500, startup: 30, startupCpu: 100, probe: true, queue: false, toZero: false, nodes: 4, nodeMost: 4, nodeStart: 120 } as const;

/** A load that goes straight from each point to the next. */
const ramps = (...points: readonly (readonly [minute: number, load: number])[]): readonly number[] => Array.from({ length: MINUTES + 1 }, (_, minute) => {
  const next = points.findIndex(([at]) => at >= minute);
  const [from, to] = [points[Math.max(0, next - 1)] ?? [0, 0], points[next] ?? points.at(-1) ?? [0, 0]];
  const share = to[0] === from[0] ? 1 : (minute - from[0]) / (to[0] - from[0]);
  return Math.round((from[1] + (to[1] - from[1]) * Math.min(1, share)) / 5) * 5;
});

export const PRESETS = {
  goal: {
    ...POD, load: ramps([0, 20], [8, 20], [16, 180], [26, 180], [32, 20], [40, 20], [45, 120], [50, 120], [54, 20], [60, 20]), nodes: 1, nodeMost: 4, at: 60,
    yaml: hpa({ behavior: `  behavior:
    scaleDown:
      stabilizationWindowSeconds: 0
` }).replace('averageUtilization: 50', 'averageUtilization: 80'),
  },
  spike: { ...POD, load: steps([0, 25], [5, 200], [12, 25]), yaml: hpa({}), at: 20 },
  flap: {
    ...POD, load: Array.from({ length: MINUTES + 1 }, (_, minute) => (minute >= 3 && (minute - 3) % 5 < 2 ? 160 : 30)), at: 28,
    yaml: hpa({ behavior: `  behavior:
    scaleDown:
      stabilizationWindowSeconds: 0
` }),
  },
  ceiling: {
    ...POD, limit: 250, load: steps([0, 40], [4, 120]), at: 60,
    yaml: hpa({ metrics: CPU_50.replace('50\n', '95\n') }),
  },
  warmup: { ...POD, limit: 1000, startup: 90, startupCpu: 1000, probe: false, load: steps([0, 25], [5, 40]), yaml: hpa({}), at: 29 },
  slow: {
    ...POD, load: steps([0, 25], [5, 200], [20, 25]), at: 40,
    yaml: hpa({ behavior: `  behavior:
    scaleUp:
      policies:
        - type: Pods
          value: 1
          periodSeconds: 60
    scaleDown:
      policies:
        - type: Percent
          value: 50
          periodSeconds: 60
` }),
  },
  queue: {
    ...POD, load: steps([0, 0], [4, 90], [8, 0], [20, 60], [22, 0]), queue: true, toZero: true, at: 18,
    yaml: hpa({
      min: 0, max: 10, behavior: `  behavior:
    scaleDown:
      stabilizationWindowSeconds: 120
`,
      metrics: `  - type: External
    external:
      metric:
        name: jobs_waiting
      target:
        type: AverageValue
        averageValue: "200"
`,
    }),
  },
} satisfies Readonly<Record<string, Start>>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];
