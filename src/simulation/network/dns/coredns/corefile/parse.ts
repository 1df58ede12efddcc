/** Server blocks of a Corefile. After caddyfile.Parse (github.com/coredns/caddy). */
import { Dispenser } from './dispenser';
import { lexCorefile } from './lexer';
import type { Token } from './lexer';

export interface ServerBlock {
  readonly keys: readonly string[];
  /** The tokens of each directive, in the order in which it appears. */
  readonly directives: ReadonlyMap<string, readonly Token[]>;
}

export interface ParseOptions {
  readonly filename: string;
  /** Directives that exist; undefined: any. */
  readonly directives?: readonly string[] | undefined;
  /** Files that `import` can find, by path. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  readonly warn?: ((line: string) => void) | undefined;
}

const MOST_SNIPPETS = 10_000;

function replaceReferences(text: string, start: string, end: string): string {
  let result = text;
  let at = result.indexOf(start);
  while (at >= 0) {
    const close = result.indexOf(end, at);
    if (close < 0 || close <= at + start.length) break;
    result = result.split(result.slice(at, close + end.length)).join('');
    at = result.indexOf(start);
  }
  return result;
}

/** replaceEnvVars: no variable is set here, so a reference leaves nothing. */
const withoutEnvironment = (text: string): string => replaceReferences(replaceReferences(text, '{%', '%}'), '{$', '}');

/** filepath.Match with `*` and `?` inside one folder. */
function globMatches(pattern: string, path: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]');
  return new RegExp(`^${source}$`).test(path);
}

class Parser extends Dispenser {
  private keys: string[] = [];
  private directives = new Map<string, Token[]>();
  private ended = false;
  private readonly snippets = new Map<string, readonly Token[]>();
  private expansions = 0;

  constructor(
    tokens: readonly Token[],
    private readonly options: ParseOptions,
  ) {
    super(options.filename, tokens);
  }

  parse(): ServerBlock[] {
    const blocks: ServerBlock[] = [];
    while (this.next()) {
      this.keys = [];
      this.directives = new Map();
      this.block();
      if (this.keys.length > 0) blocks.push({ keys: this.keys, directives: this.directives });
    }
    return blocks;
  }

  private block(): void {
    this.addresses();
    if (this.ended) return;
    const [key] = this.keys;
    if (this.keys.length === 1 && key!.startsWith('(') && key!.endsWith(')')) {
      this.snippet(key!.slice(1, -1));
      return;
    }
    const braced = this.value() === '{';
    if (!braced) this.cursor -= 1;
    this.allDirectives();
    if (braced && this.value() !== '}') throw this.syntaxError('}');
  }

  private addresses(): void {
    let expectingAnother = false;
    for (;;) {
      let text = withoutEnvironment(this.value());
      if (text === 'import' && this.isNewLine()) {
        this.import();
        continue;
      }
      if (text === '{') {
        if (expectingAnother) throw this.error(`Expected another address but had '${text}' - check for extra comma`);
        return;
      }
      if (text !== '') {
        expectingAnother = text.endsWith(',');
        if (expectingAnother) text = text.slice(0, -1);
        this.keys.push(text);
      }
      const hasNext = this.next();
      if (expectingAnother && !hasNext) throw this.error('Unexpected EOF');
      if (!hasNext) {
        this.ended = true;
        return;
      }
      if (!expectingAnother && this.isNewLine()) return;
    }
  }

  private snippet(name: string): void {
    if (this.snippets.has(name)) throw this.error(`redeclaration of previously declared snippet ${name}`);
    if (this.value() !== '{') throw this.syntaxError('{');
    const tokens: Token[] = [];
    let depth = 1;
    while (this.next()) {
      if (this.value() === '}') {
        depth -= 1;
        if (depth === 0) break;
      }
      if (this.value() === '{') depth += 1;
      tokens.push(this.tokens[this.cursor]!);
    }
    if (depth !== 0) throw this.syntaxError('}');
    for (const [at, { text, file, line }] of tokens.entries()) {
      const before = tokens[at - 1];
      const atStart = before === undefined || before.file !== file || before.line !== line;
      if (text === 'import' && atStart && tokens[at + 1] !== undefined && withoutEnvironment(tokens[at + 1]!.text) === name) throw this.tooDeep();
    }
    this.snippets.set(name, tokens);
    this.keys = [];
  }

  private tooDeep(): Error {
    return this.error(`maximum snippet import depth (${MOST_SNIPPETS}) exceeded`);
  }

  private allDirectives(): void {
    while (this.next()) {
      if (this.value() === '}') return;
      if (this.value() === 'import') {
        this.import();
        this.cursor -= 1;
        continue;
      }
      this.directive();
    }
  }

  private directive(): void {
    const name = withoutEnvironment(this.value());
    if (this.options.directives !== undefined && !this.options.directives.includes(name)) throw this.error(`Unknown directive '${name}'`);
    const kept = this.directives.get(name) ?? [];
    this.directives.set(name, kept);
    kept.push(this.tokens[this.cursor]!);
    let nesting = 0;
    while (this.next()) {
      const text = this.value();
      if (text === '{') nesting += 1;
      else if (this.isNewLine() && nesting === 0) {
        this.cursor -= 1;
        break;
      } else if (text === '}' && nesting > 0) nesting -= 1;
      else if (text === '}') throw this.error("Unexpected '}' because no matching opening brace");
      else if (text === 'import' && this.isNewLine()) {
        this.import();
        this.cursor -= 1;
        continue;
      }
      kept.push({ ...this.tokens[this.cursor]!, text: withoutEnvironment(text) });
    }
    if (nesting > 0) throw this.error('Unexpected EOF');
  }

  private import(): void {
    if (!this.nextArg()) throw this.argError();
    const pattern = withoutEnvironment(this.value());
    if (pattern === '') throw this.error('Import requires a non-empty filepath');
    if (this.nextArg()) throw this.error('Import takes only one argument (glob pattern or file)');
    this.expansions += 1;
    if (this.expansions > MOST_SNIPPETS) throw this.tooDeep();
    const imported = this.snippets.get(pattern) ?? this.importedFiles(pattern);
    this.tokens = [...this.tokens.slice(0, this.cursor - 1), ...imported, ...this.tokens.slice(this.cursor + 1)];
    this.cursor -= 1;
  }

  private importedFiles(pattern: string): readonly Token[] {
    const folder = this.filename.slice(0, this.filename.lastIndexOf('/') + 1);
    const absolute = pattern.startsWith('/') ? pattern : `${folder}${pattern}`;
    const count = (char: string): number => absolute.split(char).length - 1;
    if (count('*') > 1 || count('?') > 1 || (absolute.includes('[') && absolute.includes(']'))) throw this.error(`Glob pattern may only contain one wildcard (*), but has others: ${absolute}`);
    const files = this.options.files ?? {};
    const matches = Object.keys(files).filter((path) => globMatches(absolute, path)).sort();
    if (matches.length === 0) {
      if (!/[*?[\]]/.test(absolute)) throw this.error(`File to import not found: ${pattern}`);
      this.options.warn?.(`[WARNING] No files matching import glob pattern: ${pattern}`);
    }
    return matches.flatMap((path) => lexCorefile(files[path]!, path));
  }
}

/** @throws CorefileError in the words of the real parser. */
export const parseCorefile = (text: string, options: ParseOptions): ServerBlock[] => new Parser(lexCorefile(text), options).parse();

const escapeHtml = (json: string): string => json.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What plugin/reload hashes: json.Marshal of the blocks, directives sorted. */
export function marshalBlocks(blocks: readonly ServerBlock[]): string {
  const tokens = (list: readonly Token[]): unknown => list.map(({ file, line, text }) => ({ File: file, Line: line, Text: text }));
  const data = blocks.map(({ keys, directives }) => ({ Keys: keys, Tokens: Object.fromEntries([...directives].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, list]) => [name, tokens(list)])) }));
  return blocks.length === 0 ? 'null' : escapeHtml(JSON.stringify(data));
}
