/** github.com/gosuri/uitable as helm uses it: cells padded, a tab between them; a cell with several lines is as wide as its longest and is cut to that. */
const width = (text: string): number => [...text].length;

function resized(text: string, length: number): string {
  const long = width(text);
  if (long <= length) return text + ' '.repeat(length - long);
  let [kept, counted] = ['', 0];
  for (const char of text) {
    kept += char;
    if (counted + 1 >= length - 3) break;
    counted += 1;
  }
  return `${kept}...`;
}

/** The table with a line break behind it. */
export function uiTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => Math.max(...(row[column] ?? '').split('\n').map(width)))));
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) => resized(cell, widths[column]!).split('\n'));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) => cells.map((cell, column) => resized(cell[line] ?? '', widths[column]!)).join('\t')).join('\n');
  });
  return `${lines.join('\n')}\n`;
}
