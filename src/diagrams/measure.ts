/** Widths in em of common faces (system-ui, Segoe UI, Noto Sans): classes are enough to keep text inside its box. */
const narrow = new Set("iljtfI1!|.,:;'`()[]{}/\\-\"r ");
const wide = new Set('mwMW@%');

function charWidth(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x1100 && (code <= 0x11ff || (code >= 0x2e80 && code <= 0xd7af) || (code >= 0xf900 && code <= 0xffef) || code > 0xffff)) {
    return 0.98;
  }
  if (narrow.has(char)) return 0.36;
  if (wide.has(char)) return 0.9;
  if (char >= 'A' && char <= 'Z') return 0.68;
  return 0.58;
}

/** Width in px of one line of text at `size` px, a little generous. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const char of text) em += charWidth(char);
  return Math.ceil(em * size * 1.02);
}

function fill(paragraph: string, size: number, max: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > max) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/**
 * Breaks at spaces so that no line is wider than `max` px where a space allows it; `\n` always breaks. Lines of a paragraph
 * come out about equally long, so that no single word is left alone.
 */
export function wrap(text: string, size: number, max: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const greedy = fill(paragraph, size, max);
    const fair = textWidth(paragraph, size) / greedy.length;
    for (let width = fair; width < max; width += size) {
      const lines = fill(paragraph, size, width);
      if (lines.length <= greedy.length) return lines;
    }
    return greedy;
  });
}

export const widest = (lines: readonly string[], size: number): number =>
  Math.max(0, ...lines.map((line) => textWidth(line, size)));
