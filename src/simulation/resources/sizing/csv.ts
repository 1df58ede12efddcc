/** Comma-separated values (RFC 4180), also with semicolons or tabs between them, as spreadsheets in some countries write them. */

export interface CsvRow {
  /** The line on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvResult {
  readonly rows: readonly CsvRow[];
  /** The line of a quotation mark that is never closed. */
  readonly openQuote: number | null;
}

function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r?\n|$/)).replace(/"[^"]*"/g, '').replace(/\{[^}]*\}/g, '');
  const counts = [',', ';', '\t'].map((one) => header.split(one).length);
  return [',', ';', '\t'][counts.indexOf(Math.max(...counts))];
}

export function readCsv(text: string): CsvResult {
  const delimiter = delimiterOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let openedAt = 0;
  let line = 1;
  let begin = 1;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begin, cells });
    cells = [];
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') {
      quoted = true;
      openedAt = line;
    } else if (char === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') {
      endRow();
      begin = line;
    } else if (char !== '\r') cell += char;
  }
  endRow();
  return { rows, openQuote: quoted ? openedAt : null };
}
