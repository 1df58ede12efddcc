/** Lines of the journal (systemd's own; klog v2: header, serialize.KVListFormat). */
import { formatMicroTime } from '../../../../base/time';
import { quote } from '../../../../base/go/quote';
import { UNIT_WORDS } from './types';
import type { JournalLine, Services, UnitName } from './types';

const MOST_LINES = 2000;
const SYSTEMD = 1;

export const withLines = (services: Services, lines: readonly JournalLine[]): Services => (lines.length === 0 ? services : { ...services, journal: [...services.journal, ...lines].slice(-MOST_LINES) });

const bySystemd = (unit: UnitName, at: number, text: string): JournalLine => ({ at, unit, by: 'systemd', pid: SYSTEMD, text });
const described = (unit: UnitName): string => `${unit}.service - ${UNIT_WORDS[unit]}`;

export const started = (unit: UnitName, at: number): JournalLine => bySystemd(unit, at, `Started ${described(unit)}.`);
export const stopped = (unit: UnitName, at: number): readonly JournalLine[] => [
  bySystemd(unit, at, `Stopping ${described(unit)}...`),
  bySystemd(unit, at, `${unit}.service: Deactivated successfully.`),
  bySystemd(unit, at, `Stopped ${described(unit)}.`),
];
export const exited = (unit: UnitName, at: number, status: number): readonly JournalLine[] => [
  bySystemd(unit, at, `${unit}.service: Main process exited, code=exited, status=${status}/${status === 1 ? 'FAILURE' : 'n/a'}`),
  bySystemd(unit, at, `${unit}.service: Failed with result 'exit-code'.`),
];
export const restarts = (unit: UnitName, at: number, count: number): JournalLine => bySystemd(unit, at, `${unit}.service: Scheduled restart job, restart counter is at ${count}.`);

export type Severity = 'I' | 'W' | 'E' | 'F';

/** `I1129 09:00:00.000000    1234 server.go:1] ` */
export function klogHeader(severity: Severity, at: number, pid: number, place: string): string {
  const time = formatMicroTime(at);
  return `${severity}${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 26)} ${String(pid).padStart(7)} ${place}] `;
}

/** A value after its key; texts are quoted, what is no text is given as it is printed. */
export type Value = string | { readonly as: string };

/** klog's InfoS and ErrorS. */
export const structured = (message: string, values: Readonly<Record<string, Value>> = {}): string =>
  [quote(message), ...Object.entries(values).map(([key, value]) => `${key}=${typeof value === 'string' ? quote(value) : value.as}`)].join(' ');

/** A line of the kubelet. */
export const kubeletLine = (at: number, pid: number, severity: Severity, place: string, message: string, values: Readonly<Record<string, Value>> = {}): JournalLine =>
  ({ at, unit: 'kubelet', by: 'kubelet', pid, text: `${klogHeader(severity, at, pid, place)}${structured(message, values)}` });
