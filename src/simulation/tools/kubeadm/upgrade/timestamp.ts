import { formatTime } from '../../../base/time';

/** As CreateTimestampDir names its directories: 2026-07-01-12-00-00. */
export const timestamp = (micros: number): string => formatTime(micros).slice(0, 19).replace(/[T:]/g, '-');
