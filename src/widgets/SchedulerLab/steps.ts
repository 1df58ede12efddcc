import type { Happening } from '@site/src/simulation/scenarios/scheduling';

/**
 * One thing that can be looked at, in the order in which it happens. `happening` is an index into the run; `last`: it is over then. `node` null:
 * all nodes at once, where there are too many to look at one by one.
 */
export type Step = { readonly happening: number; readonly last: boolean } & (
  | { readonly kind: 'take' | 'preFilter' | 'postFilter' | 'end' }
  | { readonly kind: 'filter' | 'score'; readonly node: string | null }
  /** Something besides a Pod being tried. */
  | { readonly kind: 'event' }
);

function stepsOfAttempt(one: Extract<Happening, { kind: 'attempt' }>, happening: number): Step[] {
  const { decision } = one;
  const trace = decision.kind === 'scheduled' || decision.kind === 'unschedulable' ? decision.trace : undefined;
  const visited = trace === undefined ? [null] : trace.nodes.filter((node) => node.visited).map(({ node }) => node);
  const scored = decision.kind !== 'scheduled' || decision.score === null ? [] : trace === undefined ? [null] : trace.nodes.filter(({ feasible }) => feasible).map(({ node }) => node);
  const at = { happening, last: false };
  return [
    { ...at, kind: 'take' },
    { ...at, kind: 'preFilter' },
    ...visited.map((node): Step => ({ ...at, kind: 'filter', node })),
    ...(decision.kind === 'unschedulable' ? [{ ...at, kind: 'postFilter' } as const] : []),
    ...scored.map((node): Step => ({ ...at, kind: 'score', node })),
    { happening, last: true, kind: 'end' },
  ];
}

/** Where the scheduler takes its first Pod or somebody does something: what was made before that is there from the beginning. */
export function begunAt(happenings: readonly Happening[]): number {
  const begun = happenings.findIndex(({ kind }) => kind === 'attempt' || kind === 'acted');
  return begun < 0 ? happenings.length : begun;
}

/** The steps of a run. What is there before the scheduler starts, and nothing to decide about, is no step. */
export function stepsOf(happenings: readonly Happening[]): Step[] {
  const begun = begunAt(happenings);
  return happenings.flatMap((one, happening): Step[] => {
    if (one.kind === 'attempt') return stepsOfAttempt(one, happening);
    if (one.kind === 'aside') return [{ happening, last: true, kind: 'end' }];
    return one.kind === 'created' && happening < begun ? [] : [{ happening, last: true, kind: 'event' }];
  });
}

/** How many happenings are over after `cursor` steps. */
export function overBy(steps: readonly Step[], cursor: number): number {
  const step = steps[cursor - 1];
  if (step === undefined) return steps[0]?.happening ?? Infinity;
  return step.last ? (steps[cursor]?.happening ?? Infinity) : step.happening;
}

/** What can be seen of one happening after `cursor` steps. */
export interface Revealed {
  readonly filtered: { has(node: string): boolean };
  readonly scored: { has(node: string): boolean };
  readonly done: boolean;
}

const ALL = { has: () => true };

export function revealed(steps: readonly Step[], cursor: number, happening: number): Revealed {
  if (happening < overBy(steps, cursor)) return { filtered: ALL, scored: ALL, done: true };
  const filtered = new Set<string>();
  const scored = new Set<string>();
  let all = { filter: false, score: false };
  for (let i = cursor - 1; i >= 0 && steps[i]?.happening === happening; i -= 1) {
    const step = steps[i];
    if (step?.kind !== 'filter' && step?.kind !== 'score') continue;
    if (step.node === null) all = { ...all, [step.kind]: true };
    else (step.kind === 'filter' ? filtered : scored).add(step.node);
  }
  return { filtered: all.filter ? ALL : filtered, scored: all.score ? ALL : scored, done: false };
}

/** Where the happening after the current one ends. */
export function endOfPod(steps: readonly Step[], cursor: number): number {
  const next = steps.findIndex((step, i) => i >= cursor && step.last);
  return next < 0 ? steps.length : next + 1;
}

/**
 * Where a run is looked at first: in its middle, with the first Pod that finds no place (else the last one) just taken up and one node looked at,
 * so that the next step decides something. The first steps where there is nothing like that.
 */
export function startOf(steps: readonly Step[], happenings: readonly Happening[]): number {
  const tried = happenings.flatMap((one, i) => (one.kind === 'attempt' ? [{ i, kind: one.decision.kind }] : []));
  const happening = (tried.find(({ kind }) => kind === 'unschedulable') ?? tried.at(-1))?.i;
  const first = steps.findIndex((step) => step.kind === 'filter' && step.happening === happening);
  const taken = steps.findIndex((step) => step.kind === 'take' && step.happening === happening);
  return Math.max(0, first, taken) + (first >= 0 ? 1 : 0);
}
