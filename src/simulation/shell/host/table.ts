/** A table as github.com/olekukonko/tablewriter v0.0.5 draws it: headers in capitals and in the middle, cells to the right. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headers.map((header, at) => Math.max(header.length, ...rows.map((row) => (row[at] ?? '').length)));
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const middle = (text: string, width: number): string => `${' '.repeat(Math.floor((width - text.length) / 2))}${text}`.padEnd(width);
  const line = (cells: readonly string[]): string => `|${cells.map((cell) => ` ${cell} `).join('|')}|\n`;
  const body = rows.map((row) => line(widths.map((width, at) => (row[at] ?? '').padStart(width))));
  return `${rule}${line(headers.map((header, at) => middle(header.toUpperCase(), widths[at]!)))}${rule}${body.join('')}${rows.length > 0 ? rule : ''}`;
}
