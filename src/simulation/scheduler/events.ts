import type { Cache } from './cache/cache';
import type { PodInfo } from './cache/pod-info';
import type { OtherKind, OtherKinds, WatchedObject } from './objects';
import type { Node, Pod } from '../api';

/**
 * What happens in the cluster, as far as it may make a Pod schedulable (kube-scheduler framework ClusterEvent, ActionType). Actions are
 * bits: a plugin registers a set, an event carries one or, for an update of nothing in particular, all updates.
 */
export const Action = {
  Add: 1,
  Delete: 2,
  UpdateNodeAllocatable: 4,
  UpdateNodeLabel: 8,
  UpdateNodeTaint: 16,
  UpdateNodeCondition: 32,
  UpdateNodeAnnotation: 64,
  UpdateNodeDeclaredFeature: 128,
  UpdatePodLabel: 256,
  UpdatePodScaleDown: 512,
  UpdatePodToleration: 1024,
  UpdatePodSchedulingGatesEliminated: 2048,
  UpdatePodGeneratedResourceClaim: 8192,
  Update: 4 + 8 + 16 + 32 + 64 + 128 + 256 + 512 + 1024 + 2048 + 4096 + 8192,
} as const;

export type EventResource = 'Node' | 'Pod' | OtherKind;

/** `*`: everything moves, as when a Pod has waited too long. */
export interface ClusterEvent {
  readonly resource: EventResource | '*';
  readonly action: number;
}

/** Whether the change may help this Pod. Objects are of the registered resource; an absent one was added or deleted. */
export type Hint<T> = (pod: PodInfo, before: T | undefined, after: T | undefined, cache: Cache) => boolean;

export interface EventInterest {
  readonly resource: EventResource;
  readonly actions: number;
  readonly hint: Hint<WatchedObject>;
}

type ObjectOf<R extends EventResource> = R extends 'Node' ? Node : R extends 'Pod' ? Pod : R extends OtherKind ? OtherKinds[R] : never;

/** An interest in one resource, with a hint that sees its type. Without a hint any such event helps. */
export function interest<R extends EventResource>(resource: R, actions: number, hint?: Hint<ObjectOf<R>>): EventInterest {
  // The queue hands a hint objects of its own resource only, so the narrower type holds.
  return { resource, actions, hint: hint === undefined ? () => true : (hint as Hint<WatchedObject>) };
}

/** MatchClusterEvents. */
export const matches = (one: EventInterest, event: ClusterEvent): boolean =>
  one.resource === event.resource && (one.actions & event.action) !== 0 && event.action <= one.actions;

/**
 * What a plugin waits for, with what the scheduler adds (scheduler.go buildQueueingHintMap): one that registers for new nodes is also told of
 * changed taints, and a cordon taken off counts as one, so that no Pod misses a node that came unready. No hint is asked then.
 */
export function interestsOf({ events = [] }: { readonly events?: readonly EventInterest[] }): readonly EventInterest[] {
  const node = (action: number): boolean => events.some(({ resource, actions }) => resource === 'Node' && (actions & action) !== 0);
  return node(Action.Add) && !node(Action.UpdateNodeTaint) ? [...events, interest('Node', Action.UpdateNodeTaint)] : events;
}
