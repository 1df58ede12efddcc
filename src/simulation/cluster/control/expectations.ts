import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';

/** What a controller has done and has not yet seen in its caches (pkg/controller ControllerExpectations, UIDTrackingControllerExpectations). */
export interface Expected {
  readonly adds: number;
  /** Deletions that are only counted. */
  readonly deletions: number;
  /** Deletions that are known by their Pods. */
  readonly keys: readonly string[];
  /** µs. */
  readonly since: number;
}

export type Expectations = OrderedMap<string, Expected>;

/** ExpectationsTimeout: after that a controller trusts its cache again. */
const TIMEOUT = 300_000_000;

const NONE: Expected = { adds: 0, deletions: 0, keys: [], since: 0 };

/** SatisfiedExpectations. */
export function satisfied(expectations: Expectations, key: string, now: number): boolean {
  const expected = byText.get(expectations, key);
  return expected === undefined || (expected.adds <= 0 && expected.deletions <= 0 && expected.keys.length === 0) || now - expected.since > TIMEOUT;
}

export const expect = (expectations: Expectations, key: string, wanted: Partial<Expected>, now: number): Expectations => byText.set(expectations, key, { ...NONE, ...wanted, since: now });

const change = (expectations: Expectations, key: string, how: (expected: Expected) => Expected): Expectations => {
  const expected = byText.get(expectations, key);
  return expected === undefined ? expectations : byText.set(expectations, key, how(expected));
};

export const creationObserved = (expectations: Expectations, key: string, count = 1): Expectations => change(expectations, key, (one) => ({ ...one, adds: one.adds - count }));

/** One deletion was seen, or the one of the Pod `pod`. */
export const deletionObserved = (expectations: Expectations, key: string, pod?: string): Expectations =>
  change(expectations, key, (one) => (pod === undefined ? { ...one, deletions: one.deletions - 1 } : { ...one, keys: one.keys.filter((each) => each !== pod) }));

export const dropExpectations = (expectations: Expectations, key: string): Expectations => byText.delete(expectations, key);
