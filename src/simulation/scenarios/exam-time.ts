/** What a timed set of tasks is worth in one order: the arithmetic of an exam that counts points and not effort. */

export interface TimedTask {
  readonly id: string;
  /** Percent of the whole exam; a set sums to 100. */
  readonly points: number;
  /** Whole minutes that this candidate needs to finish and to verify the task; more than 0. */
  readonly minutes: number;
}

export const EXAM_ORDERS = ['as-given', 'shortest-first', 'points-per-minute'] as const;
export type ExamOrder = (typeof EXAM_ORDERS)[number];

export interface ExamTime {
  /** Ids in the order in which they were finished. */
  readonly done: readonly string[];
  /** Ids of tasks that did not fit any more, in the order in which they were met. */
  readonly left: readonly string[];
  readonly points: number;
  readonly minutes: number;
  /** Minutes that are over: too few for any task that is left. */
  readonly spare: number;
}

/** Tasks in the order of work. Ties keep the order in which the exam gives them. */
export function orderTasks(tasks: readonly TimedTask[], order: ExamOrder): readonly TimedTask[] {
  if (order === 'as-given') return tasks;
  // Products instead of quotients: no rounding can change a tie.
  const before = order === 'shortest-first' ? (a: TimedTask, b: TimedTask) => a.minutes - b.minutes : (a: TimedTask, b: TimedTask) => b.points * a.minutes - a.points * b.minutes;
  return [...tasks].sort(before);
}

/**
 * Works through `tasks` in `order` with `minutes` on the clock. A task that no longer fits is passed over and the next one tried, as a candidate with flags does.
 * Unlike the exam, which is graded by state and may give part of a task's points, a task that is not finished gives nothing here.
 * @throws RangeError for a task without a positive number of minutes or with negative points, and for a negative clock.
 */
export function spendExam(tasks: readonly TimedTask[], order: ExamOrder, minutes: number): ExamTime {
  if (!(minutes >= 0)) throw new RangeError(`minutes: ${minutes} is not a time that a clock can have; give 0 or more`);
  for (const task of tasks) if (!(task.minutes > 0 && task.points >= 0)) throw new RangeError(`task "${task.id}": needs more than 0 minutes and 0 or more points`);
  const done: string[] = [];
  const left: string[] = [];
  let used = 0;
  let points = 0;
  for (const task of orderTasks(tasks, order)) {
    if (used + task.minutes > minutes) {
      left.push(task.id);
      continue;
    }
    done.push(task.id);
    used += task.minutes;
    points += task.points;
  }
  return { done, left, points, minutes: used, spare: minutes - used };
}
