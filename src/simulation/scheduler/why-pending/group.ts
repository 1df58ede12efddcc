import type { WhyPending } from './explain';

/** Pods that wait for the very same reasons, as replicas do. */
export interface PendingGroup extends WhyPending {
  /** All of them, `pod` first. */
  readonly pods: readonly string[];
}

/** Puts Pods with the same answer together, the largest group first. */
export function groupAlike(results: readonly WhyPending[]): PendingGroup[] {
  const groups = new Map<string, { first: WhyPending; pods: string[] }>();
  for (const one of results) {
    const key = one.decision.kind === 'unschedulable' ? `${one.decision.failure.message} ${one.remedies.map(({ kind }) => kind).join(' ')}` : one.pod;
    const found = groups.get(key);
    if (found === undefined) groups.set(key, { first: one, pods: [one.pod] });
    else found.pods.push(one.pod);
  }
  return [...groups.values()].sort((a, b) => b.pods.length - a.pods.length).map(({ first, pods }) => ({ ...first, pods }));
}
