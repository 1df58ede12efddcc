/** What someone does to the cluster after the manifest is applied. Names are those of the API; seconds are of the lab's clock. */
export type LabAction =
  | { readonly kind: 'wait'; readonly seconds: number }
  /** `kubectl delete pod`; `pod` is `namespace/name`. */
  | { readonly kind: 'deletePod'; readonly pod: string }
  | { readonly kind: 'cordon' | 'uncordon'; readonly node: string }
  /** All nodes of a zone stop answering, or answer again. */
  | { readonly kind: 'zoneDown' | 'zoneUp'; readonly zone: string }
  /** Another node like this one joins. */
  | { readonly kind: 'addNode'; readonly like: string }
  /** The last gate of a Pod's `schedulingGates` is taken away. */
  | { readonly kind: 'ungate'; readonly pod: string }
  /** `kubectl rollout restart`; `deployment` is `namespace/name`. */
  | { readonly kind: 'restart'; readonly deployment: string };

const FIELDS = {
  wait: 'seconds',
  deletePod: 'pod',
  cordon: 'node',
  uncordon: 'node',
  zoneDown: 'zone',
  zoneUp: 'zone',
  addNode: 'like',
  ungate: 'pod',
  restart: 'deployment',
} as const satisfies Record<LabAction['kind'], string>;

const isKind = (kind: unknown): kind is LabAction['kind'] => typeof kind === 'string' && Object.hasOwn(FIELDS, kind);

/** A stored action; undefined for anything else. */
export function parseAction(raw: unknown): LabAction | undefined {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw) || !isKind(raw.kind)) return undefined;
  const { kind } = raw;
  const value = (raw as Readonly<Record<string, unknown>>)[FIELDS[kind]];
  if (kind === 'wait') return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 3600 ? { kind, seconds: value } : undefined;
  if (typeof value !== 'string' || value === '' || value.length > 600) return undefined;
  // Which field holds the text was looked up by the kind.
  return { kind, [FIELDS[kind]]: value } as LabAction;
}
