import { alignColumns, KUBECTL_COLUMNS } from '../../base/go/tabwriter';

/** A table that is written row by row and remembers how wide its columns have been (tabwriter.RememberWidths of liggitt/tabwriter). */
export class GrowingTable {
  private widths: number[] = [];

  /** Lines of cells with a tab between them, aligned. */
  write(text: string): string {
    if (text === '') return '';
    for (const line of text.split('\n')) {
      const cells = line.split('\t');
      cells.slice(0, -1).forEach((cell, at) => (this.widths[at] = Math.max(this.widths[at] ?? 0, Array.from(cell).length)));
    }
    const widest = `${this.widths.map((width) => 'x'.repeat(width)).join('\t')}\t\n`;
    const aligned = alignColumns(widest + text, KUBECTL_COLUMNS);
    return aligned.slice(aligned.indexOf('\n') + 1);
  }
}
