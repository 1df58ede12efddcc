import type { DeskAsk, DeskReport, Mode } from '@site/src/simulation/scenarios/terminal/desk-protocol';
import { completedLine, keysOf, newLine, press } from '@site/src/simulation/shell/line/line';
import type { Line } from '@site/src/simulation/shell/line/line';
import type { Completed } from '@site/src/simulation/shell/complete/complete';
import { drawLine, placeAfter } from './draw';
import { matchList } from './matches';

export interface ConsoleOptions {
  write(text: string): void;
  columns(): number;
  ask(asked: DeskAsk): void;
}

/** readline's completion-query-items. */
const MOST_LISTED = 100;
/** Characters of output that are kept for the next visit. */
const KEPT = 20_000;

/** A prompt on a screen: edits the line, sends it, and takes what is typed while a command runs for later. */
/** The row in which a text ends, without what moves or clears. */
const unended = (text: string): string => text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1).replace(/\x1b\[[\d;?]*[A-Za-ln-z]/g, '');

export class Console {
  private line: Line = newLine([]);
  private mode: Mode = 'ready';
  private prompt = '';
  private row = 0;
  private history: readonly string[] = [];
  /** Keys that wait until the shell listens again. */
  private keys: string[] = [];
  /** Questions of its own that are not answered yet: what the shell says meanwhile was said before it had heard them. */
  private asked = 0;
  private shown = false;
  /** Output that ended in the middle of a row: the prompt stands behind it. */
  private tail = '';
  private tabs = 0;
  /** A list that is so long that Tab asks first. */
  private offered: readonly string[] | null = null;
  /** What stands on the screen, for the next visit. */
  kept = '';

  constructor(private readonly to: ConsoleOptions) {}

  private write(text: string): void {
    if (text === '') return;
    this.to.write(text);
    // A screen that was cleared begins anew.
    const cleared = text.lastIndexOf('\x1b[2J');
    this.kept = ((cleared >= 0 ? '' : this.kept) + text.slice(cleared >= 0 ? cleared + 4 : 0)).slice(-KEPT);
  }

  /** Puts back what stood there at the last visit. */
  restore(text: string): void {
    this.to.write('\x1b[H\x1b[2J\x1b[3J');
    this.kept = '';
    this.write(text);
    this.shown = false;
    this.row = 0;
    this.line = newLine(this.history);
    this.keys = [];
    this.asked = 0;
    this.offered = null;
  }

  /** Whether nothing is typed: then Tab is the page's. */
  get empty(): boolean {
    return this.line.text === '' && this.mode !== 'reading';
  }

  private get here(): string {
    return this.line.search === null ? this.prompt : `(reverse-i-search)\`${this.line.search.text}': `;
  }

  /** What is added at the end is written and nothing else: a screen reader hears it alone. */
  private added(before: Line): boolean {
    const { text, cursor, search } = this.line;
    if (!this.shown || search !== null || before.search !== null || before.cursor !== before.text.length || cursor !== text.length || !text.startsWith(before.text) || text.length === before.text.length) return false;
    const columns = this.to.columns();
    const [from, to] = [placeAfter(`${this.tail}${this.here}${before.text}`, columns), placeAfter(`${this.tail}${this.here}${text}`, columns)];
    if (from.row !== to.row) return false;
    this.to.write(text.slice(before.text.length));
    return true;
  }

  private draw(): void {
    const { text, row } = drawLine(this.row, `${this.tail}${this.here}`, this.line.text, this.line.cursor, this.to.columns());
    this.row = row;
    this.to.write(text);
  }

  /** Leaves the line as it stands; what comes next stands below it. */
  private leave(end: string): void {
    const { text } = drawLine(this.row, `${this.tail}${this.here}`, this.line.text, this.line.text.length, this.to.columns());
    this.to.write(`${text}${end}\r\n`);
    this.kept = `${this.kept}${this.here}${this.line.text}${end}\r\n`.slice(-KEPT);
    this.row = 0;
    this.tail = '';
    this.shown = false;
  }

  /** `own`: it answers a question of this console. */
  take(report: DeskReport, own: boolean): void {
    const { out, mode, prompt, shell, completed } = report;
    if (out !== '') {
      if (this.shown && this.mode !== 'reading') this.leave('');
      this.write(out);
      this.shown = false;
      this.row = 0;
    }
    if (own) this.asked = Math.max(0, this.asked - 1);
    if (this.asked > 0) return;
    const listens = mode === 'ready' || mode === 'more' || mode === 'reading';
    if (this.mode !== mode) this.shown = false;
    this.mode = mode;
    this.prompt = prompt;
    if (this.history !== shell.history) {
      this.history = shell.history;
      if (!this.shown) this.line = newLine(this.history);
    }
    if (completed !== undefined) this.complete(completed);
    if (!listens) return;
    if (!this.shown && this.offered === null) {
      this.shown = true;
      this.tail = unended(this.kept);
      this.row = placeAfter(this.tail, this.to.columns()).row;
      if (mode === 'reading') this.line = { ...newLine([]), text: this.line.text === '' ? '' : this.line.text };
      this.draw();
    }
    this.work();
  }

  private complete({ from, words, shown, space }: Completed): void {
    const { line, does } = completedLine(this.line, from, words, space);
    if (does === 'edit') {
      this.line = line;
      this.tabs = 0;
      this.draw();
      return;
    }
    this.tabs += 1;
    if (words.length < 2 || this.tabs < 2) return;
    if (words.length > MOST_LISTED) {
      this.offered = shown;
      this.leave('');
      this.write(`Display all ${words.length} possibilities? (y or n)`);
    } else {
      this.leave('');
      this.list(shown);
    }
  }

  private list(words: readonly string[]): void {
    this.offered = null;
    this.write(matchList(words, this.to.columns()).map((row) => `${row}\r\n`).join(''));
    this.shown = true;
    this.draw();
  }

  /** What is pressed where a long list is asked about (readline's get_y_or_n): other keys than these are not heard. */
  private decide(words: readonly string[], key: string): void {
    const [yes, no] = [['y', 'Y', ' '].includes(key), ['n', 'N', '\x7f', '\x07', '\x03'].includes(key)];
    if (!yes && !no) return;
    this.write('\r\n');
    this.list(yes ? words : []);
  }

  type(data: string): void {
    for (const key of keysOf(data)) {
      if (key === '\x03' && (this.mode === 'running' || this.mode === 'editing')) {
        this.keys = [];
        this.write('^C\r\n');
        this.send({ kind: 'interrupt' });
      } else this.keys.push(key);
    }
    this.work();
  }

  private work(): void {
    let drawn = true;
    let before = this.line;
    while (this.offered !== null && this.keys.length > 0) this.decide(this.offered, this.keys.shift()!);
    while (this.offered === null && this.asked === 0 && this.keys.length > 0 && (this.mode === 'ready' || this.mode === 'more' || this.mode === 'reading')) {
      const { line, does } = press(this.line, this.keys.shift()!);
      this.line = line;
      if (does !== 'complete' && does !== 'nothing') this.tabs = 0;
      drawn = does === 'edit' ? false : drawn;
      if (does !== 'edit' && does !== 'nothing') {
        if (!drawn && !this.added(before)) this.draw();
        this.act(does);
        drawn = true;
        before = this.line;
      }
    }
    if (!drawn && !this.added(before)) this.draw();
  }

  private send(asked: DeskAsk): void {
    this.asked += 1;
    this.to.ask(asked);
  }

  private act(does: 'submit' | 'interrupt' | 'eof' | 'complete' | 'clear'): void {
    const { text, cursor } = this.line;
    const reading = this.mode === 'reading';
    switch (does) {
      case 'submit':
        this.leave('');
        this.line = newLine(this.history);
        this.send(reading ? { kind: 'typed', text: `${text}\n` } : { kind: 'line', text });
        return;
      case 'interrupt':
        this.leave('^C');
        this.line = newLine(this.history);
        this.keys = [];
        this.send({ kind: 'interrupt' });
        return;
      case 'eof':
        if (reading) {
          this.leave('');
          this.send({ kind: 'typed', text: null });
        } else if (this.mode === 'more') this.act('interrupt');
        return;
      case 'complete':
        if (!reading) this.send({ kind: 'complete', text, cursor });
        return;
      case 'clear':
        this.to.write('\x1b[H\x1b[2J\x1b[3J');
        this.kept = '';
        this.tail = '';
        this.row = 0;
        this.draw();
    }
  }

  /** A command as if it had been typed. */
  run(text: string): void {
    if (this.mode === 'ready' && this.asked === 0) {
      this.line = newLine(this.history);
      this.draw();
    }
    this.type(`${text}\r`);
  }
}
