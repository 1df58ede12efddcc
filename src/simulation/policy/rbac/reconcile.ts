import { equalValues } from '../../api/equal';
import type { LabelSelector } from '../../api/types';
import { uncoveredRules } from './covers';
import type { PolicyRule, RoleRef, Subject } from './types';

/** How roles and bindings come to hold what a file says (component-helpers auth/rbac/reconciliation). */

export type Operation = 'none' | 'create' | 'update' | 'recreate';

type Texts = Readonly<Record<string, string>>;

export interface Reconcilable {
  readonly metadata: { readonly labels?: Texts; readonly annotations?: Texts };
  readonly rules?: readonly PolicyRule[] | null;
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] } | null;
  readonly subjects?: readonly Subject[] | null;
  readonly roleRef?: RoleRef;
}

export interface Reconciled<T> {
  readonly object: T;
  readonly operation: Operation;
  /** The object asks to be left as it is. */
  readonly isProtected: boolean;
  readonly missingRules: readonly PolicyRule[];
  readonly extraRules: readonly PolicyRule[];
  readonly missingSubjects: readonly Subject[];
  readonly extraSubjects: readonly Subject[];
}

const NOTHING = { missingRules: [], extraRules: [], missingSubjects: [], extraSubjects: [] } as const;
const AUTO_UPDATE = 'rbac.authorization.kubernetes.io/autoupdate';

const protects = ({ metadata }: Reconcilable): boolean => metadata.annotations?.[AUTO_UPDATE] === 'false';

/** merge: what stands on the object already wins. */
const merged = (expected: Texts | undefined, existing: Texts | undefined): Texts | undefined => (expected === undefined && existing === undefined ? undefined : { ...expected, ...existing });

function withMetadata<T extends Reconcilable>(existing: T, expected: Reconcilable): { readonly object: T; readonly changed: boolean } {
  const labels = merged(expected.metadata.labels, existing.metadata.labels);
  const annotations = merged(expected.metadata.annotations, existing.metadata.annotations);
  const changed = !equalValues(labels ?? null, existing.metadata.labels ?? null) || !equalValues(annotations ?? null, existing.metadata.annotations ?? null);
  return { object: { ...existing, metadata: { ...existing.metadata, ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) } }, changed };
}

const uncoveredSelectors = (owner: readonly LabelSelector[], servant: readonly LabelSelector[]): readonly LabelSelector[] => servant.filter((one) => !owner.some((other) => equalValues(one, other)));

/** computeReconciledRole. `removes`: what the file does not grant is taken away. */
export function reconcileRole<T extends Reconcilable>(existing: T | undefined, expected: T, removes: boolean): Reconciled<T> {
  if (existing === undefined) return { ...NOTHING, object: expected, operation: 'create', isProtected: false, missingRules: expected.rules ?? [] };
  const [own, wanted] = [existing.rules ?? [], expected.rules ?? []];
  const started = withMetadata(existing, expected);
  const missingRules = uncoveredRules(own, wanted);
  const bothAggregate = isThere(expected.aggregationRule) && isThere(existing.aggregationRule);
  const extraRules = bothAggregate ? [] : uncoveredRules(wanted, own);
  const changesRules = removes ? missingRules.length + extraRules.length > 0 : missingRules.length > 0;
  const rules = changesRules ? (removes ? wanted : [...own, ...missingRules]) : existing.rules;
  const withRules = changesRules ? { ...started.object, rules } : started.object;
  const [ownSelectors, wantedSelectors] = [existing.aggregationRule?.clusterRoleSelectors ?? [], expected.aggregationRule?.clusterRoleSelectors ?? []];
  const missing = uncoveredSelectors(ownSelectors, wantedSelectors);
  const extra = uncoveredSelectors(wantedSelectors, ownSelectors);
  const dropsAggregation = !isThere(expected.aggregationRule) && isThere(existing.aggregationRule);
  const changesAggregation = dropsAggregation || missing.length > 0 || (removes && extra.length > 0);
  const aggregation = dropsAggregation ? undefined : removes ? expected.aggregationRule : { clusterRoleSelectors: [...ownSelectors, ...missing] };
  const { aggregationRule: _, ...bare } = withRules;
  const object = changesAggregation ? ({ ...bare, ...(aggregation === undefined ? {} : { aggregationRule: aggregation }) } as T) : withRules;
  return { ...NOTHING, object, operation: started.changed || changesRules || changesAggregation ? 'update' : 'none', isProtected: protects(existing), missingRules, extraRules };
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

const has = (list: readonly Subject[], one: Subject): boolean => list.some((other) => other.kind === one.kind && (other.apiGroup ?? '') === (one.apiGroup ?? '') && other.name === one.name && (other.namespace ?? '') === (one.namespace ?? ''));
const only = (list: readonly Subject[], others: readonly Subject[]): readonly Subject[] => list.filter((one, at) => !has(others, one) && !has(list.slice(0, at), one));

/** computeReconciledRoleBinding. */
export function reconcileBinding<T extends Reconcilable>(existing: T | undefined, expected: T, removes: boolean): Reconciled<T> {
  const wanted = expected.subjects ?? [];
  if (existing === undefined) return { ...NOTHING, object: expected, operation: 'create', isProtected: false, missingSubjects: wanted };
  if (!equalValues(expected.roleRef ?? null, existing.roleRef ?? null)) return { ...NOTHING, object: expected, operation: 'recreate', isProtected: protects(existing) };
  const own = existing.subjects ?? [];
  const started = withMetadata(existing, expected);
  const [missingSubjects, extraSubjects] = [only(wanted, own), only(own, wanted)];
  const changes = removes ? missingSubjects.length + extraSubjects.length > 0 : missingSubjects.length > 0;
  const object = changes ? { ...started.object, subjects: removes ? wanted : [...own, ...missingSubjects] } : started.object;
  return { ...NOTHING, object, operation: started.changed || changes ? 'update' : 'none', isProtected: protects(existing), missingSubjects, extraSubjects };
}
