export const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Two decimals at most: enough for a screen, and half the bytes. */
export const num = (value: number): string => String(Math.round(value * 100) / 100);

export interface TextOptions {
  readonly size: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: number;
  readonly fill?: string;
  readonly className?: string;
}

/** Lines of text whose block is centred vertically on `y`. */
export function textBlock(lines: readonly string[], x: number, y: number, options: TextOptions): string {
  const { size, anchor = 'middle', weight, fill = 'var(--_text)', className } = options;
  const step = size * 1.35;
  const first = y - ((lines.length - 1) * step) / 2 + size * 0.35;
  const spans = lines.map(
    (line, i) => `<tspan x="${num(x)}" y="${num(first + i * step)}">${escapeXml(line)}</tspan>`,
  );
  const extra = `${weight === undefined ? '' : ` font-weight="${weight}"`}${className === undefined ? '' : ` class="${className}"`}`;
  return `<text text-anchor="${anchor}" font-size="${size}" fill="${fill}"${extra}>${spans.join('')}</text>`;
}
