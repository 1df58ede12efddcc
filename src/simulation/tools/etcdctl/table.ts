/** Tables of github.com/olekukonko/tablewriter v0.0.5 as etcd's tools set it: headings in the middle, cells to the right, long texts in several lines. */
const WIDEST = 30;

/** tw.Title. */
const heading = (name: string): string => name.replace(/(?<=.)_(?=.)/g, ' ').toUpperCase().trim();

/** WrapString: words fill lines; a word that is longer makes the column wider. */
function wrapped(text: string): readonly string[] {
  const words = text.trim().split(/\s+/);
  const limit = Math.max(WIDEST, ...words.map((word) => word.length));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const centred = (text: string, width: number): string => {
  const gap = width - text.length;
  return gap <= 0 ? text : `${' '.repeat(Math.floor(gap / 2))}${text}${' '.repeat(gap - Math.floor(gap / 2))}`;
};

export function tableText(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = names.map(heading);
  const cells = rows.map((row) => row.map(wrapped));
  const widths = titles.map((title, column) => Math.max(title.length, ...cells.flatMap((row) => row[column]!.map((line) => line.length))));
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const line = (texts: readonly string[]): string => `|${texts.map((text) => ` ${text} `).join('|')}|\n`;
  const body = cells.map((row) => {
    const height = Math.max(...row.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) => line(row.map((lines, column) => (lines[at] ?? '').padStart(widths[column]!)))).join('');
  });
  return `${rule}${line(titles.map((title, column) => centred(title, widths[column]!)))}${rule}${body.join('')}${rule}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** humanize.Bytes: `2.1 GB`. */
export function humanBytes(bytes: number): string {
  if (bytes < 10) return `${bytes} B`;
  const power = Math.floor(Math.log(bytes) / Math.log(1000));
  const value = Math.floor((bytes / 1000 ** power) * 10 + 0.5) / 10;
  // Of two that are as near Go's %.0f takes the even one.
  const whole = value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);
  return `${value < 10 ? value.toFixed(1) : whole} ${UNITS[power]}`;
}
