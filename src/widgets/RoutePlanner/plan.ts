import { HEAD_START_IDS, HEAD_STARTS, PREREQUISITE_IDS, PREREQUISITES, trackOf, type Goal, type Prerequisite, type Quarters, type Ratings } from './course';

export interface PlanInput {
  goal: Goal;
  /** Whole hours a week, at least 1. */
  hours: number;
  ratings: Ratings;
  /** Numbers of the parts that can be read; the whole track where nothing is said. */
  ready?: readonly number[];
}

/** The parts to plan: those of the track that can be read. */
const partsOf = ({ goal, ready }: PlanInput) => trackOf(goal).filter(({ number }) => ready?.includes(number) ?? true);

export type Task =
  | { kind: 'prepare'; prerequisite: Prerequisite; quarters: Quarters }
  | { kind: 'read' | 'practise'; part: number; quarters: Quarters };

/** The share of a task that falls into one week. */
export interface Slice {
  task: Task;
  quarters: Quarters;
  /** Begun in an earlier week. */
  continued: boolean;
  /** The task is finished with this slice. */
  last: boolean;
}

export interface Week {
  /** Counted from 1; rest weeks count too. */
  index: number;
  rest: boolean;
  slices: readonly Slice[];
}

export interface Plan {
  weeks: readonly Week[];
  parts: readonly number[];
  quarters: Quarters;
  restWeeks: number;
}

/** After this many weeks of work comes a week without anything new. */
export const WEEKS_BETWEEN_RESTS = 4;

/** Hours for a weak prerequisite: all of them, or half when the memory only needs refreshing. */
export function preparation(prerequisite: Prerequisite, ratings: Ratings): Quarters {
  const whole = PREREQUISITES[prerequisite].hours * 4;
  if (ratings[prerequisite] === 'yes') return 0;
  return ratings[prerequisite] === 'no' ? whole : Math.ceil(whole / 2);
}

/** Everything to do, in order: a weak prerequisite stands in front of the first part that uses it. */
export function tasksOf(input: PlanInput): readonly Task[] {
  const { ratings } = input;
  const known = new Set<number>(HEAD_START_IDS.filter((id) => ratings[id] === 'yes').flatMap((id) => HEAD_STARTS[id]));
  const tasks: Task[] = [];
  const waiting = new Set(PREREQUISITE_IDS.filter((id) => preparation(id, ratings) > 0));
  for (const { number: part, read, practise } of partsOf(input)) {
    for (const prerequisite of waiting) {
      if (PREREQUISITES[prerequisite].before > part) continue;
      tasks.push({ kind: 'prepare', prerequisite, quarters: preparation(prerequisite, ratings) });
      waiting.delete(prerequisite);
    }
    const share = known.has(part) ? 2 : 1;
    tasks.push({ kind: 'read', part, quarters: Math.ceil(read / share) }, { kind: 'practise', part, quarters: Math.ceil(practise / share) });
  }
  return tasks;
}

/** Lays the tasks into weeks, one after another and without gaps, so that more work never ends sooner; every fifth week is free. */
export function planOf(input: PlanInput): Plan {
  const tasks = tasksOf(input);
  const capacity = Math.max(1, Math.round(input.hours)) * 4;
  const weeks: Week[] = [];
  let slices: Slice[] = [];
  let free = capacity;
  let worked = 0;

  const close = () => {
    if (slices.length === 0) return;
    if (worked > 0 && worked % WEEKS_BETWEEN_RESTS === 0) weeks.push({ index: weeks.length + 1, rest: true, slices: [] });
    weeks.push({ index: weeks.length + 1, rest: false, slices });
    worked += 1;
    slices = [];
    free = capacity;
  };

  for (const task of tasks) {
    let left = task.quarters;
    while (left > 0) {
      if (free === 0) close();
      const quarters = Math.min(left, free);
      slices.push({ task, quarters, continued: left < task.quarters, last: quarters === left });
      left -= quarters;
      free -= quarters;
    }
  }
  close();
  return {
    weeks,
    parts: partsOf(input).map(({ number }) => number),
    quarters: tasks.reduce((sum, { quarters }) => sum + quarters, 0),
    restWeeks: weeks.filter(({ rest }) => rest).length,
  };
}

/** Part → the week in which its practice ends. */
export function finishWeeks(plan: Plan): ReadonlyMap<number, number> {
  const weeks = new Map<number, number>();
  for (const { index, slices } of plan.weeks) for (const { task, last } of slices) if (task.kind === 'practise' && last) weeks.set(task.part, index);
  return weeks;
}

/** The same goal and hours for someone who has every prerequisite. */
export function withoutGaps(input: PlanInput): Plan {
  return planOf({ ...input, ratings: { ...input.ratings, ...(Object.fromEntries(PREREQUISITE_IDS.map((id) => [id, 'yes'])) as Record<Prerequisite, 'yes'>) } });
}

/** What one weak prerequisite does to this plan. */
export interface Gap {
  prerequisite: Prerequisite;
  quarters: Quarters;
  /** The part in front of which it stands. */
  before: number;
  /** How many weeks earlier the plan would end without it; 0 when it fits into slack. */
  weeks: number;
  /** How many parts would be finished in an earlier week without it. */
  moved: number;
}

/** Every weak prerequisite with its price, dearest first. */
export function gapsOf(input: PlanInput): readonly Gap[] {
  const plan = planOf(input);
  const now = finishWeeks(plan);
  return PREREQUISITE_IDS.filter((id) => preparation(id, input.ratings) > 0 && plan.parts.some((part) => part >= PREREQUISITES[id].before))
    .map((prerequisite): Gap => {
      const without = planOf({ ...input, ratings: { ...input.ratings, [prerequisite]: 'yes' } });
      const then = finishWeeks(without);
      return {
        prerequisite,
        quarters: preparation(prerequisite, input.ratings),
        before: plan.parts.find((part) => part >= PREREQUISITES[prerequisite].before) ?? PREREQUISITES[prerequisite].before,
        weeks: plan.weeks.length - without.weeks.length,
        moved: plan.parts.filter((part) => (then.get(part) ?? 0) < (now.get(part) ?? 0)).length,
      };
    })
    .sort((a, b) => b.moved - a.moved || b.quarters - a.quarters);
}
