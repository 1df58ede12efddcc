import type { Decision } from '@site/src/simulation/scheduler';

/** One thing that happens, in the order in which it happens. `decision` is an index into the run's decisions. */
export type Step =
  | { readonly kind: 'take'; readonly decision: number }
  | { readonly kind: 'filter'; readonly decision: number; readonly node: string }
  | { readonly kind: 'score'; readonly decision: number; readonly node: string }
  | { readonly kind: 'end'; readonly decision: number };

export function stepsOf(decisions: readonly Decision[]): Step[] {
  return decisions.flatMap((d, decision): Step[] => {
    if (d.kind !== 'scheduled' && d.kind !== 'unschedulable') return [{ kind: 'end', decision }];
    const visited = d.trace?.nodes.filter((node) => node.visited) ?? [];
    const scored = d.trace?.scored === true ? visited.filter((node) => node.feasible) : [];
    return [
      { kind: 'take', decision },
      ...visited.map((node): Step => ({ kind: 'filter', decision, node: node.node })),
      ...scored.map((node): Step => ({ kind: 'score', decision, node: node.node })),
      { kind: 'end', decision },
    ];
  });
}

/** What can be seen of one decision after `cursor` steps. */
export interface Revealed {
  readonly filtered: ReadonlySet<string>;
  readonly scored: ReadonlySet<string>;
  readonly done: boolean;
}

export function revealed(steps: readonly Step[], cursor: number, decision: number): Revealed {
  const filtered = new Set<string>();
  const scored = new Set<string>();
  let done = false;
  for (const step of steps.slice(0, cursor)) {
    if (step.decision !== decision) continue;
    if (step.kind === 'filter') filtered.add(step.node);
    else if (step.kind === 'score') scored.add(step.node);
    else if (step.kind === 'end') done = true;
  }
  return { filtered, scored, done };
}

/** How many decisions are over after `cursor` steps. */
export const decidedBy = (steps: readonly Step[], cursor: number): number => steps.slice(0, cursor).filter((step) => step.kind === 'end').length;

/** Where the decision after the current one ends. */
export function endOfPod(steps: readonly Step[], cursor: number): number {
  const next = steps.findIndex((step, i) => i >= cursor && step.kind === 'end');
  return next < 0 ? steps.length : next + 1;
}

/**
 * Where a run is looked at first: in its middle, with the first Pod that finds no place (else the last one) just taken up and one node looked at,
 * so that the next step decides something. The first steps where there is nothing like that.
 */
export function startOf(steps: readonly Step[], decisions: readonly Decision[]): number {
  const failing = decisions.findIndex((decision) => decision.kind === 'unschedulable');
  const decision = failing < 0 ? decisions.findLastIndex((one) => one.kind === 'scheduled') : failing;
  const taken = steps.findIndex((step) => step.kind === 'take' && step.decision === decision);
  return taken < 0 ? 0 : taken + 2;
}
