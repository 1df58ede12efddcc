/** Schedules of CronJobs: what they say and when they come next. */
export { nextTime } from './next';
export { parseSchedule, zoneError } from './parse';
export type { CalendarSchedule, IntervalSchedule, Schedule, ScheduleResult } from './parse';
