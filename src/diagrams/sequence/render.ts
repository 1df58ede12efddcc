import type { SequenceFacts } from '../facts';
import { textWidth, widest } from '../measure';
import { num, textBlock } from '../svg-text';
import type { Grid, Measure, MessageEvent, NoteEvent } from './layout';
import { blockTabWidth, layoutColumns, seq } from './layout';

interface Frame {
  readonly top: number;
  readonly word: string;
  readonly text: string;
  readonly dividers: { readonly y: number; readonly text: string }[];
  minX: number;
  maxX: number;
}

const line = (x1: number, y1: number, x2: number, y2: number, extra: string): string =>
  `<line x1="${num(x1)}" y1="${num(y1)}" x2="${num(x2)}" y2="${num(y2)}" ${extra}/>`;

const box = (x: number, y: number, w: number, h: number, rx: number, extra: string): string =>
  `<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(h)}" rx="${rx}" ${extra}/>`;

const stroke = 'stroke="var(--_line)" stroke-width="1.25"';

function markers(): string {
  const head = (id: string, inner: string): string =>
    `<marker id="${id}" markerWidth="10" markerHeight="8" refX="9" refY="4" orient="auto-start-reverse" markerUnits="userSpaceOnUse">${inner}</marker>`;
  return `<defs>${head('arrow', '<path d="M0 0 10 4 0 8z" fill="var(--_arrow)"/>')}${head(
    'open', '<path d="M1 0.5 9 4 1 7.5" fill="none" stroke="var(--_arrow)" stroke-width="1.5"/>')}<marker id="cross" markerWidth="12" markerHeight="12" refX="10" refY="6" orient="auto" markerUnits="userSpaceOnUse"><path d="M2 2 10 10M10 2 2 10" stroke="var(--_bad)" stroke-width="2"/></marker></defs>`;
}

/** Draws a sequence diagram top to bottom, keeping back layers (lifelines, frames, activations) apart from the front. */
class Drawing {
  private readonly back: string[] = [];
  private readonly bars: string[] = [];
  private readonly front: string[] = [];
  private readonly frames: Frame[] = [];
  private readonly active = new Map<string, number[]>();
  private y: number;
  private maxX = 0;

  constructor(private readonly grid: Grid) {
    this.y = seq.pad + grid.actorHeight + 14;
  }

  private x(actor: string): number {
    return this.grid.columns[this.grid.indexOf(actor)]?.x ?? 0;
  }

  /** Everything drawn widens the frames that are open around it. */
  private cover(minX: number, maxX: number): void {
    for (const frame of this.frames) {
      frame.minX = Math.min(frame.minX, minX);
      frame.maxX = Math.max(frame.maxX, maxX);
    }
    this.maxX = Math.max(this.maxX, maxX);
  }

  message(event: MessageEvent): void {
    const lines = this.grid.linesOf(event);
    const height = lines.length * seq.line;
    const [x1, x2] = [this.x(event.from), this.x(event.to)];
    const dash = event.dotted ? ' stroke-dasharray="5 4"' : '';
    const end = event.head === 'none' ? '' : ` marker-end="url(#${event.head === 'both' ? 'arrow' : event.head})"`;
    const start = event.head === 'both' ? ' marker-start="url(#arrow)"' : '';
    if (x1 === x2) {
      const from = x1 + this.barOffset(event.from);
      const rise = Math.max(22, height);
      const right = x1 + seq.loopWidth;
      this.front.push(
        `<path d="M${num(from)} ${num(this.y)}H${num(right)}v${num(rise)}H${num(from + 1)}" fill="none" ${stroke}${dash}${end}/>`,
        textBlock(lines, right + 8, this.y + rise / 2, { size: seq.textSize, anchor: 'start' }),
      );
      this.cover(x1 - 12, right + 12 + widest(lines, seq.textSize));
      this.y += rise + 16;
      return;
    }
    const arrowY = this.y + height + 4;
    const way = Math.sign(x2 - x1);
    this.front.push(
      textBlock(lines, (x1 + x2) / 2, this.y + height / 2, { size: seq.textSize, className: 'halo' }),
      line(x1 + way * this.barOffset(event.from), arrowY, x2 - way * this.barOffset(event.to), arrowY, `${stroke}${dash}${end}${start}`),
    );
    const half = widest(lines, seq.textSize) / 2;
    this.cover(Math.min(x1, x2, (x1 + x2) / 2 - half), Math.max(x1, x2, (x1 + x2) / 2 + half));
    this.y = arrowY + 16;
  }

  private barOffset(actor: string): number {
    return (this.active.get(actor)?.length ?? 0) > 0 ? seq.bar / 2 : 0;
  }

  note(event: NoteEvent): void {
    const lines = this.grid.linesOf(event);
    const [a, b] = [this.x(event.first), this.x(event.last)];
    const textW = widest(lines, seq.textSize) + 20;
    const height = lines.length * seq.line + 12;
    const spanning = Math.max(textW, Math.abs(b - a) + 40);
    const width = event.side === 'over' && a !== b ? spanning : textW;
    const left = event.side === 'right' ? a + 12 : event.side === 'left' ? a - 12 - width : (a + b) / 2 - width / 2;
    this.front.push(
      box(left, this.y, width, height, 4, 'class="note" fill="var(--_note)" stroke="var(--_note-stroke)"'),
      textBlock(lines, left + width / 2, this.y + height / 2, { size: seq.textSize }),
    );
    this.cover(left, left + width);
    this.y += height + 14;
  }

  activate(actor: string): void {
    this.active.set(actor, [...(this.active.get(actor) ?? []), this.y - 16]);
  }

  deactivate(actor: string): void {
    const starts = this.active.get(actor) ?? [];
    const top = starts.at(-1);
    if (top === undefined) return;
    this.active.set(actor, starts.slice(0, -1));
    const x = this.x(actor) - seq.bar / 2 + (starts.length - 1) * 3;
    this.bars.push(box(x, top, seq.bar, Math.max(12, this.y - 16 - top), 2, 'fill="var(--_node-fill)" stroke="var(--_node-stroke)"'));
  }

  open(word: string, text: string): void {
    this.frames.push({ top: this.y, word, text, dividers: [], minX: Infinity, maxX: -Infinity });
    this.y += word === 'rect' ? 12 : 32;
  }

  divide(text: string): void {
    this.frames.at(-1)?.dividers.push({ y: this.y, text });
    this.y += 30;
  }

  close(): void {
    const frame = this.frames.pop();
    if (!frame) return;
    const x = Math.min(frame.minX, frame.maxX) - 10;
    const tab = blockTabWidth(frame.word);
    const words = Math.max(textWidth(frame.text, seq.textSize) + tab + 24, ...frame.dividers.map((d) => textWidth(d.text, seq.textSize) + 24));
    const width = Math.max(frame.maxX + 10 - x, words);
    const height = this.y - frame.top - 4;
    const plain = frame.word === 'rect';
    this.back.push(box(x, frame.top, width, height, 6, `fill="${plain ? 'var(--_group-hdr)' : 'none'}" stroke="var(--_group-stroke)"`));
    if (!plain) {
      this.front.push(
        box(x, frame.top, tab, 20, 4, 'fill="var(--_group-hdr)" stroke="var(--_group-stroke)"'),
        textBlock([frame.word], x + tab / 2, frame.top + 10, { size: 12, weight: 700, fill: 'var(--_text-sec)' }),
        frame.text === '' ? '' : textBlock([frame.text], x + tab + 8, frame.top + 10, { size: seq.textSize, anchor: 'start', weight: 600, className: 'halo' }),
      );
    }
    for (const divider of frame.dividers) {
      this.back.push(line(x, divider.y - 4, x + width, divider.y - 4, 'stroke="var(--_group-stroke)" stroke-dasharray="5 4"'));
      if (divider.text !== '') {
        this.front.push(textBlock([divider.text], x + 10, divider.y + 9, { size: seq.textSize, anchor: 'start', weight: 600, className: 'halo' }));
      }
    }
    this.cover(x, x + width);
    this.y += 12;
  }

  private heads(top: number): string {
    const height = this.grid.actorHeight;
    return this.grid.columns
      .map(({ x, width, lines, actor }) =>
        `<g class="actor">${box(x - width / 2, top, width, height, actor.person ? height / 2 : 6, 'fill="var(--_node-fill)" stroke="var(--_node-stroke)"')}${textBlock(
          lines, x, top + height / 2, { size: seq.actorSize, weight: 600 })}</g>`)
      .join('');
  }

  finish(): string {
    for (const actor of [...this.active.keys()]) while ((this.active.get(actor)?.length ?? 0) > 0) this.deactivate(actor);
    const { columns, actorHeight, right } = this.grid;
    // A long diagram repeats its heads, so that the reader never scrolls back to see whose line it is.
    const long = this.y > 620;
    const bottom = this.y;
    const height = bottom + (long ? actorHeight : 0) + seq.pad;
    const width = Math.max((columns.at(-1)?.x ?? 0) + right, this.maxX) + seq.pad;
    const lifelines = columns.map(({ x }) =>
      line(x, seq.pad + actorHeight, x, bottom, 'class="life" stroke="var(--_lifeline)" stroke-dasharray="3 4"'));
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${num(width)} ${num(height)}" width="${num(width)}" height="${num(height)}">`,
      markers(), this.back.join(''), lifelines.join(''), this.bars.join(''), this.front.join(''),
      this.heads(seq.pad), long ? this.heads(bottom) : '', '</svg>',
    ].join('');
  }
}

/** SVG of a sequence diagram; sizes in px. */
export function renderSequence(facts: SequenceFacts, measure: Measure): string {
  const drawing = new Drawing(layoutColumns(facts, measure));
  for (const event of facts.events) {
    if (event.kind === 'message') drawing.message(event);
    else if (event.kind === 'note') drawing.note(event);
    else if (event.kind === 'open') drawing.open(event.word, event.text);
    else if (event.kind === 'divide') drawing.divide(event.text);
    else if (event.kind === 'close') drawing.close();
    else if (event.kind === 'activate') drawing.activate(event.actor);
    else if (event.kind === 'deactivate') drawing.deactivate(event.actor);
  }
  return drawing.finish();
}
