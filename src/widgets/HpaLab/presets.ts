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
  /** Pods that the nodes have room for. */
  readonly room: number;
  /** The look that is shown: the n-th, every 15 s one. */
  readonly at: number;
}

export const MINUTES = 30;

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

const POD = { request: 250, limit: 500, startup: 30, startupCpu: 100, probe: true, queue: false, toZero: false, room: 60 } as const;

export const PRESETS = {
  spike: { ...POD, load: steps([0, 25], [5, 200], [12, 25]), yaml: hpa({}), at: 20 },
  flap: {
    ...POD, load: steps([0, 30], [3, 160], [5, 30], [8, 160], [10, 30], [13, 160], [15, 30], [18, 160], [20, 30], [23, 160], [25, 30]), at: 28,
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
