import { formatMicroTime } from '../time';

/** How klog begins a line: severity, date and time, and the thread, which is the process here (k8s.io/klog/v2 internal/buffer FormatHeader). */
export function klogPrefix(severity: 'I' | 'W' | 'E' | 'F', micros: number, process: number): string {
  const time = formatMicroTime(micros);
  return `${severity}${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 26)} ${String(process).padStart(7)}`;
}
