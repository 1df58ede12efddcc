/** `2026-11-29 08:30:00`, as wget writes the time. */
import { formatTime } from '../../base/time';

export const digits = (now: number): string => formatTime(Math.floor(now) * 1000).replace('T', ' ').replace('Z', '');
