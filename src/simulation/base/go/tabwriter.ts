/** Columns of text (Go's text/tabwriter, left-aligned and padded with spaces, as kubectl uses it). */

export interface Columns {
  readonly minWidth: number;
  /** Spaces added to the widest cell of a column. */
  readonly padding: number;
}

/** printers.GetNewTabWriter of kubectl. */
export const KUBECTL_COLUMNS: Columns = { minWidth: 6, padding: 3 };

const isPlain = /^[\0-\u{d7ff}]*$/u;
const runes = (text: string): number => (isPlain.test(text) ? text.length : Array.from(text).length);

/**
 * Aligns cells that end in a tab. A column is a run of lines that have a cell there; what follows the last tab of a line
 * belongs to none and is written as it is.
 */
export function alignColumns(text: string, { minWidth, padding }: Columns): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const written: string[] = [];
  const widths: number[] = [];
  const write = (from: number, to: number): void => {
    for (const cells of lines.slice(from, to)) {
      written.push(cells.map((cell, column) => (column < widths.length && column < cells.length - 1 ? cell.padEnd(cell.length + Math.max(0, widths[column]! - runes(cell))) : cell)).join(''));
    }
  };
  const format = (from: number, to: number): void => {
    const column = widths.length;
    let start = from;
    for (let line = from; line < to; line += 1) {
      if (column >= lines[line]!.length - 1) continue;
      write(start, line);
      start = line;
      let width = minWidth;
      for (; line < to && column < lines[line]!.length - 1; line += 1) width = Math.max(width, runes(lines[line]![column]!) + padding);
      widths.push(width);
      format(start, line);
      widths.pop();
      start = line;
    }
    write(start, to);
  };
  format(0, lines.length);
  return written.join('\n');
}
