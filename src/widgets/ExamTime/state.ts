import { EXAM_ORDERS, spendExam, type ExamOrder, type ExamTime, type TimedTask } from '@site/src/simulation/scenarios/exam-time';

export type Domain = 'troubleshooting' | 'architecture' | 'network' | 'workloads' | 'storage';

export interface ExamTask extends TimedTask {
  readonly domain: Domain;
}

const task = <Id extends string>(id: Id, domain: Domain, points: number, minutes: number) => ({ id, domain, points, minutes }) as const;

/** An invented set of 17 tasks whose points follow the curriculum (30, 25, 20, 15, 10), and the minutes of a candidate who needs 165 for all of it. */
export const TASKS = [
  task('control-plane', 'troubleshooting', 8, 24),
  task('rbac', 'architecture', 5, 6),
  task('upgrade', 'architecture', 9, 20),
  task('netpol', 'network', 7, 10),
  task('cni', 'architecture', 6, 16),
  task('sidecar', 'workloads', 6, 11),
  task('kubelet', 'troubleshooting', 8, 12),
  task('storage-class', 'storage', 6, 12),
  task('helm', 'architecture', 5, 8),
  task('gateway', 'network', 8, 12),
  task('hpa', 'workloads', 5, 6),
  task('endpoints', 'troubleshooting', 6, 6),
  task('pvc', 'storage', 4, 6),
  task('expose', 'network', 5, 4),
  task('rollout', 'workloads', 4, 4),
  task('top', 'troubleshooting', 4, 3),
  task('logs', 'troubleshooting', 4, 5),
] as const satisfies readonly ExamTask[];

export type TaskId = (typeof TASKS)[number]['id'];

export const EXAM_MINUTES = 120;
export const PASS = 66;
export const LOST = ['0', '15', '30'] as const;
export type Lost = (typeof LOST)[number];

export interface ExamTimeState {
  order: ExamOrder;
  /** Minutes of the clock that went by without work, as when the connection breaks. */
  lost: Lost;
}

export const initialState: ExamTimeState = { order: 'as-given', lost: '0' };

export function parseState(raw: unknown): ExamTimeState | undefined {
  const { order, lost } = (typeof raw === 'object' && raw !== null ? raw : {}) as { order?: unknown; lost?: unknown };
  const known = { order: EXAM_ORDERS.find((one) => one === order), lost: LOST.find((one) => one === lost) };
  return known.order === undefined || known.lost === undefined ? undefined : { order: known.order, lost: known.lost };
}

export const resultOf = ({ order, lost }: ExamTimeState): ExamTime => spendExam(TASKS, order, EXAM_MINUTES - Number(lost));

const isTask = (id: string) => TASKS.find((one) => one.id === id);

/** Tasks of a result, in its order. */
export const tasksOf = (ids: readonly string[]) => ids.map(isTask).filter((one) => one !== undefined);
