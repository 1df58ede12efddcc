import { plainText, widthOf } from './width';

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where each end of a text falls in a terminal of so many columns, from its first row on. */
export function placeAfter(text: string, columns: number): Place {
  let [row, column] = [0, 0];
  for (const char of plainText(text)) {
    if (char === '\n') [row, column] = [row + 1, 0];
    else {
      const width = widthOf(char);
      if (column + width > columns) [row, column] = [row + 1, 0];
      column += width;
    }
  }
  return column >= columns ? { row: row + 1, column: 0 } : { row, column };
}

export interface Drawn {
  /** What the terminal is sent. */
  readonly text: string;
  /** The cursor's row below the first row of the prompt. */
  readonly row: number;
}

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : '');
const right = (columns: number): string => (columns > 0 ? `\x1b[${columns}C` : '');

/** Draws a prompt and a line anew in the place of what was drawn before, with the cursor `cursor` characters into the line. `row`: where the cursor stands now. */
export function drawLine(row: number, prompt: string, text: string, cursor: number, columns: number): Drawn {
  const whole = `${prompt}${text}`;
  const end = placeAfter(whole, columns);
  const at = placeAfter(`${prompt}${text.slice(0, cursor)}`, columns);
  // A row that is full to its end wraps only with the next character.
  const wrap = end.column === 0 && end.row > 0 && !whole.endsWith('\n') ? ' \r' : '';
  return { text: `\r${up(row)}\x1b[J${whole.replaceAll('\n', '\r\n')}${wrap}${up(end.row - at.row)}\r${right(at.column)}`, row: at.row };
}
