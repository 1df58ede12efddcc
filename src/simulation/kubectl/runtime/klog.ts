import { formatMicroTime } from '../../base/time';

/** The process that kubectl would be. */
const PROCESS = 4242;

function klogPrefix(severity: 'W' | 'E', micros: number): string {
  const time = formatMicroTime(micros);
  return `${severity}${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 26)} ${String(PROCESS).padStart(7)}`;
}

/** How klog begins a line of a warning: `W0601 12:00:00.000000    4242`. */
export const klogWarning = (micros: number): string => klogPrefix('W', micros);

/** The same of an error. */
export const klogError = (micros: number): string => klogPrefix('E', micros);
