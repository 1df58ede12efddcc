import { formatTime } from '../../base/time';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_A_YEAR = 15_778_476_000_000;

/** `Jan  5 09:00`; the year where it is long ago (ls -l). µs since 1970, in UTC. */
export function listingTime(micros: number, now: number): string {
  const text = formatTime(micros);
  const recent = micros <= now && now - micros < HALF_A_YEAR;
  return `${MONTHS[Number(text.slice(5, 7)) - 1]} ${String(Number(text.slice(8, 10))).padStart(2)} ${recent ? text.slice(11, 16) : ` ${text.slice(0, 4)}`}`;
}

/** Names in as many columns as the terminal has room for, filled from above (ls -C). */
export function alignedColumns(names: readonly string[], width: number): string {
  if (names.length === 0) return '';
  for (let rows = 1; ; rows += 1) {
    const columns: string[][] = [];
    for (let at = 0; at < names.length; at += rows) columns.push(names.slice(at, at + rows));
    const widths = columns.map((column) => Math.max(...column.map((name) => name.length)));
    if (rows < names.length && widths.reduce((sum, one) => sum + one + 2, -2) > width) continue;
    let text = '';
    for (let row = 0; row < rows; row += 1) {
      const line = columns.flatMap((column, at) => (column[row] === undefined ? [] : [at === columns.length - 1 || columns[at + 1]![row] === undefined ? column[row] : column[row].padEnd(widths[at]! + 2)])).join('');
      text += `${line}\n`;
    }
    return text;
  }
}
