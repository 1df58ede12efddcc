import { klogPrefix } from '../../base/go/klog';

/** The process that kubectl would be. */
const PROCESS = 4242;

/** How klog begins a line of a warning: `W0601 12:00:00.000000    4242`. */
export const klogWarning = (micros: number): string => klogPrefix('W', micros, PROCESS);

/** The same of an error. */
export const klogError = (micros: number): string => klogPrefix('E', micros, PROCESS);

/** The same of what kubectl ends with. */
export const klogFatal = (micros: number): string => klogPrefix('F', micros, PROCESS);
