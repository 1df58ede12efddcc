/**
 * What the planner knows of the course. The hours are the course's own estimates for someone who meets the subject for the first time,
 * not measurements; the page says so. All durations are quarters of an hour, so that no plan ever adds up fractions.
 */

/** Quarters of an hour. */
export type Quarters = number;

export interface PartWork {
  number: number;
  read: Quarters;
  practise: Quarters;
  /** Parts that have to come before; every one has a smaller number, so the course's own order is always a possible one. */
  needs: readonly number[];
}

const work = (number: number, readHours: number, practiseHours: number, ...needs: number[]): PartWork => ({
  number,
  read: readHours * 4,
  practise: practiseHours * 4,
  needs,
});

export const PARTS: readonly PartWork[] = [
  work(1, 0.75, 1),
  work(2, 1.5, 1.5, 1),
  work(3, 1.5, 1.5, 2),
  work(4, 1.5, 3, 2),
  work(5, 1.75, 3, 3, 4),
  work(6, 1, 1, 5),
  work(7, 1, 1.5, 5),
  work(8, 1.5, 2.5, 5, 6),
  work(9, 1.5, 2.5, 8),
  work(10, 1.75, 3, 5, 6),
  work(11, 1.5, 2.5, 10),
  work(12, 1.25, 2.5, 6, 7, 10),
  work(13, 1.25, 2, 5),
  work(14, 1.5, 2.5, 5),
  work(15, 1.75, 2, 5, 6),
  work(16, 1.5, 2.5, 1, 5),
  work(17, 1.5, 2.5, 4, 7),
  work(18, 1.25, 2, 5, 7),
  work(19, 1.25, 2, 17),
  work(20, 1.5, 4, 2, 8),
  work(21, 1.5, 2.5, 8, 16),
  work(22, 1.5, 5, 8, 10, 13, 14, 16),
  work(23, 1.5, 2.5, 8, 13),
  work(24, 1.25, 2.5, 23),
  work(25, 1.5, 3, 3, 17),
  work(26, 1.5, 12, 9, 11, 12, 15, 20, 21, 22, 23, 25),
];

export const GOALS = ['developer', 'operator', 'exam'] as const;
export type Goal = (typeof GOALS)[number];

/** Parts that a goal leaves out; whatever stays is closed under `needs`. */
const LEFT_OUT: Record<Goal, readonly number[]> = {
  developer: [12, 15, 17, 19, 20, 25, 26],
  operator: [26],
  exam: [18, 19, 24],
};

export const trackOf = (goal: Goal): readonly PartWork[] => PARTS.filter(({ number }) => !LEFT_OUT[goal].includes(number));

/** What has to be known from outside the course, and the first part that uses it. */
export const PREREQUISITES = {
  processes: { hours: 4, before: 1 },
  files: { hours: 2, before: 1 },
  yaml: { hours: 2, before: 4 },
  dns: { hours: 2, before: 10 },
  tcp: { hours: 4, before: 10 },
  tls: { hours: 4, before: 11 },
  git: { hours: 3, before: 23 },
} as const;
export type Prerequisite = keyof typeof PREREQUISITES;
export const PREREQUISITE_IDS = Object.keys(PREREQUISITES) as readonly Prerequisite[];

/** What the course itself teaches: who can do it already needs half the time for these parts. */
export const HEAD_STARTS = {
  containers: [1],
  deploy: [5, 8],
  service: [10],
} as const satisfies Record<string, readonly number[]>;
export type HeadStart = keyof typeof HEAD_STARTS;
export const HEAD_START_IDS = Object.keys(HEAD_STARTS) as readonly HeadStart[];

export type Question = Prerequisite | HeadStart;
export const QUESTION_IDS: readonly Question[] = [...PREREQUISITE_IDS, ...HEAD_START_IDS];

export const RATINGS = ['no', 'shaky', 'yes'] as const;
/** How a reader rates a thing to do: can't, with help, without looking it up. */
export type Rating = (typeof RATINGS)[number];
export type Ratings = Readonly<Record<Question, Rating>>;

/** Parts that need this one, however many steps away. */
export function dependentsOf(number: number): readonly number[] {
  const found = new Set<number>();
  for (const part of PARTS) if (part.needs.some((need) => need === number || found.has(need))) found.add(part.number);
  return [...found];
}
