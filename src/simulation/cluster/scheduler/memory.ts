import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import type { SchedulerState } from '../../scheduler';
import type { Work } from '../control/controller';

/** A Pod that has a node, but whose volumes are not bound yet. */
export interface Binding {
  readonly node: string;
  /** When its volumes were asked for, µs. */
  readonly since: number;
  /** Claims that a volume is being made for. */
  readonly provisioned: readonly string[];
  /** Volumes that were given to claims: the claim of each. */
  readonly given: readonly { readonly volume: string; readonly claim: string }[];
}

export interface SchedulerMemory {
  /** When it started, µs: its clock counts from there. */
  readonly start: number;
  readonly scheduler: SchedulerState;
  /** By Pod. */
  readonly binding: OrderedMap<string, Binding>;
}

export type SchedulerWork = Work<SchedulerMemory>;

export const setBinding = (work: SchedulerWork, pod: string, binding: Binding | undefined): void => {
  const all = work.memory.binding;
  work.memory = { ...work.memory, binding: binding === undefined ? byText.delete(all, pod) : byText.set(all, pod, binding) };
};
