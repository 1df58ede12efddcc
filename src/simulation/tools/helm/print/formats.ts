/** Formats of output (helm pkg/cli/output). */
import { printYaml } from '../../../api/yaml';
import type { Printable } from '../../../api/yaml';
import { goJson } from '../../../base/go/json';
import { daysFromDate, parseTime } from '../../../base/time';

/** EncodeJSON. */
export const encodeJson = (value: unknown): string => `${goJson(value)}\n`;

/** EncodeYAML of what is plain JSON. */
export const encodeYaml = (value: unknown): string => printYaml(value as Printable);

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** time.ANSIC of an RFC 3339 time: `Mon Jun  1 12:00:00 2026`. */
export function ansiTime(text: string): string {
  const [, year = '1', month = '1', day = '1', clock = ''] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(text) ?? [];
  const weekday = DAYS[((daysFromDate(Number(year), Number(month), Number(day)) % 7) + 7) % 7]!;
  return `${weekday} ${MONTHS[Number(month) - 1]!} ${String(Number(day)).padStart(2)} ${clock} ${year}`;
}

/** time.Time's String, in UTC. */
export const goTime = (text: string): string => (parseTime(text) === undefined ? text : `${text.replace('T', ' ').replace('Z', '')} +0000 UTC`);
