/** What is wrong with a line, in bash's words. */
export class SyntaxFault extends Error {}

/** The line goes on: a quote, a here-document or a `do` is open. */
export class Unfinished extends Error {}

/** Characters that end a word (bash(1), DEFINITIONS: metacharacter). */
const META = new Set([' ', '\t', '\n', '|', '&', ';', '(', ')', '<', '>', '']);
export const isMeta = (char: string): boolean => META.has(char);

/** A place in a text that is read from the left. */
export class Cursor {
  at = 0;
  /** Here-documents whose text begins after this line. */
  readonly documents: { readonly end: string; readonly quoted: boolean; readonly tabs: boolean; take(text: string): void }[] = [];

  constructor(readonly text: string) {}

  get char(): string {
    return this.text[this.at] ?? '';
  }

  starts(what: string): boolean {
    return this.text.startsWith(what, this.at);
  }

  skip(what: string): boolean {
    if (!this.starts(what)) return false;
    this.at += what.length;
    return true;
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found[0];
  }

  /** Blanks, comments and continued lines. */
  blanks(): void {
    for (;;) {
      const before = this.at;
      this.match(/[ \t]+/y);
      this.skip('\\\n');
      if (this.char === '#' && (this.at === 0 || isMeta(this.text[this.at - 1] ?? ''))) this.match(/#[^\n]*/y);
      if (this.at === before) return;
    }
  }

  /** The end of a line: here-documents that it began are read. */
  newline(): boolean {
    if (!this.skip('\n')) return false;
    for (const { end, tabs, take } of this.documents.splice(0)) {
      const lines: string[] = [];
      for (;;) {
        if (this.at >= this.text.length) throw new Unfinished();
        const raw = this.match(/[^\n]*/y) ?? '';
        const more = this.skip('\n');
        const line = tabs ? raw.replace(/^\t+/, '') : raw;
        if (line === end) break;
        if (!more) throw new Unfinished();
        lines.push(`${line}\n`);
      }
      take(lines.join(''));
    }
    return true;
  }
}
