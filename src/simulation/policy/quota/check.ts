/** Whether a request may be charged to the ResourceQuotas of its namespace (apiserver pkg/admission/plugin/resourcequota: CheckRequest). */
import type { ScopedResourceSelectorRequirement } from '../../api/generated/types/core.v1';
import { addQuantity, compareQuantity, formatQuantity, subtractQuantity, ZERO_QUANTITY } from '../../api/quantity';
import { parseResourceList, type Requests } from '../../api/resource-list';
import type { ResourceList } from '../../api/types';

/** A quota as its controller has counted it last: `status.hard` and `status.used`; it means the objects of all its scopes. */
export interface QuotaState {
  readonly name: string;
  readonly hard: ResourceList;
  readonly used: ResourceList;
  readonly scopes?: readonly ScopedResourceSelectorRequirement[];
}

/** How objects of a kind are measured (quota.Evaluator). */
export interface Measure<T> {
  /** Which of a quota's resources objects of the kind are measured by. */
  matching(names: readonly string[]): readonly string[];
  inScope(scope: ScopedResourceSelectorRequirement, object: T): boolean;
  /** What the object would have to state because a quota names it. */
  missing(object: T, names: readonly string[]): string | undefined;
  usage(object: T): Requests;
}

/** Quotas with what is used after the request, or why it is refused. */
export type QuotaCheck = { readonly quotas: readonly QuotaState[] } | { readonly forbidden: string };

type Amounts = Requests | ReadonlyMap<string, Parameters<typeof formatQuantity>[0]>;

/** prettyPrint of the amounts of some resources. */
const print = (amounts: Amounts, names: readonly string[]): string => [...names].sort().map((name) => `${name}=${formatQuantity(amounts.get(name) ?? ZERO_QUANTITY)}`).join(',');

export const textsOf = (amounts: Requests): ResourceList => Object.fromEntries([...amounts].map(([name, amount]) => [name, formatQuantity(amount)]));

/** quota.SubtractWithNonNegativeResult. */
function increase(now: Requests, before: Requests): Requests {
  return new Map([...now].map(([name, amount]) => {
    const old = before.get(name);
    if (old === undefined) return [name, amount];
    return [name, compareQuantity(amount, old) > 0 ? subtractQuantity(amount, old) : { ...ZERO_QUANTITY, format: amount.format }];
  }));
}

const withoutZeros = (amounts: Requests): Requests => new Map([...amounts].filter(([, { nano }]) => nano !== 0n));

/** What one quota counts after the request. */
function charge(quota: QuotaState, delta: Requests): QuotaState | { readonly forbidden: string } {
  const [hard, used] = [parseResourceList(quota.hard), parseResourceList(quota.used)];
  const requested = new Map([...delta].filter(([name]) => hard.has(name)));
  const next: Requests = new Map(used);
  for (const [name, amount] of requested) next.set(name, addQuantity(used.get(name) ?? ZERO_QUANTITY, amount));
  const exceeded = [...requested.keys()].filter((name) => compareQuantity(next.get(name)!, hard.get(name)!) > 0);
  if (exceeded.length > 0) return { forbidden: `exceeded quota: ${quota.name}, requested: ${print(requested, exceeded)}, used: ${print(used, exceeded)}, limited: ${print(hard, exceeded)}` };
  return { ...quota, used: textsOf(next) };
}

/**
 * Charges a new object, or what a changed one takes more than before, to every quota that means it. Every resource that would go over its
 * limit is named; one that the object does not need may be over it already. The first quota that refuses ends the request.
 */
export function checkQuotas<T>(quotas: readonly QuotaState[], evaluator: Measure<T>, object: T, old?: T): QuotaCheck {
  const means = ({ hard, scopes = [] }: QuotaState, one: T): boolean => evaluator.matching(Object.keys(hard)).length > 0 && scopes.every((scope) => evaluator.inScope(scope, one));
  const meant = quotas.filter((quota) => means(quota, object));
  for (const { name, hard, used } of meant) {
    const restricted = evaluator.matching(Object.keys(hard));
    const missing = evaluator.missing(object, restricted);
    if (missing !== undefined) return { forbidden: `failed quota: ${name}: ${missing}` };
    if (restricted.some((resource) => !Object.hasOwn(used, resource))) return { forbidden: `status unknown for quota: ${name}, resources: ${[...restricted].sort().join(',')}` };
  }
  const usage = evaluator.usage(object);
  const negative = [...usage].filter(([, { nano }]) => nano < 0n).map(([name]) => name);
  if (negative.length > 0) return { forbidden: `quota usage is negative for resource(s): ${negative.sort().join(',')}` };
  const after: QuotaState[] = [];
  for (const quota of quotas) {
    const delta = meant.includes(quota) ? withoutZeros(old !== undefined && means(quota, old) ? increase(usage, evaluator.usage(old)) : usage) : new Map<string, never>();
    const charged = delta.size === 0 ? quota : charge(quota, delta);
    if ('forbidden' in charged) return charged;
    after.push(charged);
  }
  return { quotas: after };
}
