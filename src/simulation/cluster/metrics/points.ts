/** What a metrics server keeps: the last two points of each container and node (sigs.k8s.io/metrics-server pkg/storage). Times in µs since 1970. */

/** One measurement: thousandths of a CPU at that moment (upstream keeps the counter and divides), bytes of the working set. */
export interface Point {
  readonly startedAt: number;
  readonly at: number;
  readonly milli: number;
  readonly bytes: number;
}

export type Points = Readonly<Record<string, Point>>;

/** What one scrape of all kubelets brought: nodes by name, containers by `namespace/pod` and their names. */
export interface Batch {
  readonly nodes: Points;
  readonly pods: Readonly<Record<string, Points>>;
}

/** The last batch, and since when each of its points counts: only what has a point before it is answered with. */
export interface Kept {
  readonly last: Batch;
  readonly nodesSince: Readonly<Record<string, number>>;
  readonly podsSince: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const NOTHING_KEPT: Kept = { last: { nodes: {}, pods: {} }, nodesSince: {}, podsSince: {} };

/** --metric-resolution, µs. */
export const RESOLUTION = 15_000_000;
/** freshContainerMinMetricsResolution, µs. */
const FRESH = 10_000_000;

/** podStorage.Store of one container: its own start counts where it is 10 s to 15 s old; otherwise the point before, unless it has restarted since. */
function since(point: Point, before: Point | undefined): number | undefined {
  const age = point.at - point.startedAt;
  if (age >= FRESH && age < RESOLUTION) return point.startedAt;
  return before !== undefined && point.startedAt < before.at && point.at > before.at ? before.at : undefined;
}

const defined = <T>(entries: readonly (readonly [string, T | undefined])[]): Readonly<Record<string, T>> => Object.fromEntries(entries.filter((entry): entry is readonly [string, T] => entry[1] !== undefined));

/** storage.Store. */
export function keep({ last }: Kept, batch: Batch): Kept {
  const podsSince = Object.entries(batch.pods).map(([pod, points]) => [pod, defined(Object.entries(points).map(([name, point]) => [name, since(point, last.pods[pod]?.[name])]))] as const);
  return {
    last: batch,
    nodesSince: defined(Object.keys(batch.nodes).map((name) => [name, last.nodes[name]?.at])),
    podsSince: Object.fromEntries(podsSince.filter(([, all]) => Object.keys(all).length > 0)),
  };
}

/** storage.Ready. */
export const isReady = ({ nodesSince, podsSince }: Kept): boolean => Object.keys(nodesSince).length > 0 || Object.keys(podsSince).length > 0;

export interface Measured {
  readonly name: string;
  readonly milli: number;
  readonly bytes: number;
}

/** podStorage.GetMetrics of one Pod: nothing unless all of its containers have two points; `at` and `window` are those of the earliest. */
export function podPoints({ last, podsSince }: Kept, pod: string): { readonly at: number; readonly window: number; readonly containers: readonly Measured[] } | undefined {
  const [points, begun] = [Object.entries(last.pods[pod] ?? {}), podsSince[pod] ?? {}];
  if (points.length === 0 || points.some(([name]) => begun[name] === undefined)) return undefined;
  const [first, point] = points.reduce((one, other) => (other[1].at < one[1].at ? other : one));
  return { at: point.at, window: point.at - (begun[first] ?? point.at), containers: points.map(([name, { milli, bytes }]) => ({ name, milli, bytes })) };
}

/** nodeStorage.GetMetrics of one node. */
export function nodePoint({ last, nodesSince }: Kept, node: string): (Measured & { readonly at: number; readonly window: number }) | undefined {
  const [point, begun] = [last.nodes[node], nodesSince[node]];
  return point === undefined || begun === undefined ? undefined : { name: node, at: point.at, window: point.at - begun, milli: point.milli, bytes: point.bytes };
}
