import type { Source } from '../source';
import type { Element, RuleName } from './grammar';
import { RECURSIVE } from './grammar';
import { lex } from './lex';
import { END, expectedTokens, nextTokens, recoverySet, type Frame } from './look';
import { machine, type Places, type State } from './network';
import { predict, tellingLookahead } from './predict';
import { EOF, tokenName, type Token } from './tokens';

/** The parser that ANTLR generates from CEL.g4, with its way out of errors (DefaultErrorStrategy) and cel-go's limits on it. */

export interface Node {
  readonly rule: RuleName;
  /** Which way of the rule's choice or loop it took, from 0; undefined where an error came first. */
  way?: number;
  start: Token;
  readonly children: Child[];
}

/** A token is `stray` where recovery skipped it or made it up. */
export type Child = Node | { readonly token: Token; readonly stray: boolean };

export interface SyntaxIssue {
  readonly at: number;
  readonly message: string;
}

const RECOVERIES = 30;
const SKIPPED_TOKENS = 256;
const DEPTH = 250;
const REPORTS = 100;
const TOO_DEEP = `expression recursion limit exceeded: ${DEPTH}`;

/** A rule that cannot go on; its report is made where the rule ends. */
class Mismatch extends Error {
  constructor(
    readonly token: Token,
    readonly text: string,
  ) {
    super(text);
  }
}

/** Parsing ends at once. `message`: one more issue without a place. */
class Stop extends Error {}

const escapeSpace = (text: string): string => text.replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
const display = (token: Token): string => `'${escapeSpace(token.text)}'`;
const RESERVED = /no viable alternative at input '.(true|false|null)'/;

function list(types: ReadonlySet<number>): string {
  const names = [...types].sort((a, b) => a - b).map(tokenName);
  return names.length > 1 ? `{${names.join(', ')}}` : names.join('');
}

class Parser {
  private at = 0;
  private state: State = machine().start.start;
  private frame: Frame = {};
  private node: Node | undefined;
  private recovering = false;
  private lastErrorAt = -1;
  private lastErrorStates = new Set<number>();
  private recoveries = 0;
  private skipped = 0;
  private reports = 0;
  private precedence = 0;
  private readonly depth = new Map<RuleName, number>();
  readonly issues: SyntaxIssue[] = [];

  constructor(private readonly tokens: readonly Token[]) {}

  get token(): Token {
    return this.tokens[this.at]!;
  }

  report(at: number, message: string): void {
    this.reports += 1;
    if (this.reports > REPORTS) {
      this.issues.push({ at, message: `Syntax error: More than ${REPORTS} syntax errors` });
      throw new Stop('');
    }
    this.issues.push({ at, message: `Syntax error: ${message.replace(RESERVED, "mismatched input '$1' expecting IDENTIFIER")}` });
  }

  private consume(skipping: boolean): void {
    const { token } = this;
    if (skipping) {
      if (this.skipped >= SKIPPED_TOKENS) throw new Stop(`error recovery token lookahead limit exceeded: ${SKIPPED_TOKENS}`);
      this.skipped += 1;
    }
    if (token.type !== EOF) this.at += 1;
    this.node?.children.push({ token, stray: this.recovering });
  }

  private matched(): void {
    this.recovering = false;
    this.lastErrorStates = new Set();
    this.lastErrorAt = -1;
  }

  private countRecovery(): void {
    this.skipped = 0;
    if (this.recoveries === RECOVERIES) {
      this.report(this.token.at, `error recovery attempt limit exceeded: ${RECOVERIES}`);
      throw new Stop('');
    }
    this.recoveries += 1;
  }

  private get expected(): ReadonlySet<number> {
    return expectedTokens(this.state, this.frame);
  }

  private mismatch(): Mismatch {
    return new Mismatch(this.token, `mismatched input ${display(this.token)} expecting ${list(this.expected)}`);
  }

  private reportUnwanted(): void {
    if (this.recovering) return;
    this.recovering = true;
    this.report(this.token.at, `extraneous input ${display(this.token)} expecting ${list(this.expected)}`);
  }

  /** Skips the token in the way when the next one is right. */
  private deleteToken(skipping: boolean): boolean {
    const next = this.tokens[Math.min(this.at + 1, this.tokens.length - 1)]!;
    if (!this.expected.has(next.type)) return false;
    this.reportUnwanted();
    this.consume(skipping);
    this.matched();
    return true;
  }

  private skipUntil(types: ReadonlySet<number>, skipping: boolean): void {
    while (this.token.type !== EOF && !types.has(this.token.type)) this.consume(skipping);
  }

  /** DefaultErrorStrategy.Sync: before a decision, what cannot stand here is dealt with. */
  private sync(state: State): void {
    this.state = state;
    if (this.recovering) return;
    const next = nextTokens(state);
    if (next.has(END) || next.has(this.token.type)) return;
    if (state.kind === 'block' || state.kind === 'loopEntry') {
      if (!this.deleteToken(false)) throw this.mismatch();
    } else if (state.kind === 'loopBack') {
      this.reportUnwanted();
      this.skipUntil(new Set([...this.expected, ...recoverySet(this.frame)]), false);
    }
  }

  /** DefaultErrorStrategy.RecoverInline, for a token that is not the one to match. */
  private recoverInline(types: readonly number[]): void {
    this.countRecovery();
    if (this.deleteToken(true)) {
      this.consume(true);
      return;
    }
    const after = this.state.edges[0]!.to;
    if (!expectedTokens(after, this.frame).has(this.token.type)) throw this.mismatch();
    if (!this.recovering) {
      this.recovering = true;
      this.report(this.token.at, `missing ${list(this.expected)} at ${display(this.token)}`);
    }
    const type = Math.min(...this.expected);
    const { at } = this.token.type === EOF && this.at > 0 ? this.tokens[this.at - 1]! : this.token;
    if (types.length === 1) this.node?.children.push({ token: { type, text: `<missing ${tokenName(type)}>`, at }, stray: true });
  }

  private match(types: readonly number[], state: State): void {
    this.state = state;
    if (!types.includes(this.token.type)) {
      this.recoverInline(types);
      return;
    }
    this.matched();
    this.consume(false);
  }

  /** The way to take; with a single way and the rest behind it, the last number means "none". */
  private decide(decision: State, precedence?: number): number {
    const telling = tellingLookahead(decision);
    if (telling !== undefined) {
      const way = telling.findIndex((set) => set.has(this.token.type));
      return way < 0 ? decision.edges.length : way;
    }
    const prediction = predict(decision, this.tokens, this.at, precedence);
    if ('way' in prediction) return prediction.way;
    const { stuckAt } = prediction;
    const input = this.token.type === EOF ? '<EOF>' : this.tokens.slice(this.at, stuckAt.index! + 1).map(({ type, text }) => (type === EOF ? '' : text)).join('');
    throw new Mismatch(stuckAt, `no viable alternative at input '${escapeSpace(input)}'`);
  }

  private run(element: Element): void {
    if (element.kind === 'sequence') {
      for (const child of element.elements) {
        // Calls of rules are made from here to keep the stack low.
        if (child.kind !== 'rule') this.run(child);
        else {
          const { entry } = machine().places.get(child)!;
          this.state = entry;
          this.call(child.name, entry.edges[0]!.to, child.precedence);
        }
      }
      return;
    }
    const places = machine().places.get(element)!;
    switch (element.kind) {
      case 'token':
        this.match(element.types, places.entry);
        return;
      case 'precedence':
        this.state = places.entry;
        return;
      case 'rule':
        this.state = places.entry;
        this.call(element.name, places.entry.edges[0]!.to, element.precedence);
        return;
      case 'choice': {
        this.sync(places.entry);
        const way = this.decide(places.entry);
        if (way < element.ways.length) {
          if (!element.optional) this.node!.way ??= way;
          this.run(element.ways[way]!);
        } else if (!element.optional) throw new Mismatch(this.token, `no viable alternative at input ${display(this.token)}`);
        return;
      }
      case 'star':
        this.loop(element, places);
        return;
      case 'plus':
        this.sync(places.entry);
        do {
          this.run(element.element);
          this.sync(places.back!);
        } while (this.decide(places.back!) === 0);
    }
  }

  private loop(element: Extract<Element, { kind: 'star' }>, { entry, back, block }: Places): void {
    this.sync(entry);
    while (this.decide(entry, element.recursive ? this.precedence : undefined) === 0) {
      let way = 0;
      if (element.ways.length > 1) {
        this.sync(block!);
        way = this.decide(block!);
      }
      if (element.recursive) this.takeIn(way);
      this.run(element.ways[way]!);
      this.sync(back!);
    }
  }

  /** What a left-recursive rule has read becomes the first child of a new node. */
  private takeIn(way: number): void {
    const before = this.node!;
    this.node = { rule: before.rule, way, start: before.start, children: [before] };
  }

  private recover(): void {
    this.countRecovery();
    if (this.lastErrorAt === this.at && this.lastErrorStates.has(this.state.id)) this.consume(true);
    this.lastErrorAt = this.at;
    this.lastErrorStates.add(this.state.id);
    this.skipUntil(recoverySet(this.frame), true);
  }

  private call(name: RuleName, after: State | undefined, precedence: number): void {
    const [outerNode, outerFrame, outerPrecedence] = [this.node, this.frame, this.precedence];
    const depth = (this.depth.get(name) ?? 0) + 1;
    if (depth > DEPTH) throw new Stop(TOO_DEEP);
    this.depth.set(name, depth);
    this.frame = { after, parent: outerFrame };
    this.node = { rule: name, start: this.token, children: [] };
    if (RECURSIVE.has(name)) this.precedence = precedence;
    try {
      this.run(machine().rules[name]);
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      if (!this.recovering) {
        this.recovering = true;
        this.report(error.token.at, error.text);
      }
      this.recover();
    }
    const node = this.node;
    this.depth.set(name, depth - 1);
    this.node = outerNode;
    this.frame = outerFrame;
    this.precedence = outerPrecedence;
    if (outerNode === undefined) this.node = node;
    else outerNode.children.push(node);
  }

  parse(): Node | undefined {
    try {
      this.call('start', undefined, 0);
      return this.node;
    } catch (error) {
      // Where the engine that runs this has a smaller stack than Go, nesting ends a little earlier, in the same words.
      if (!(error instanceof Stop) && !(error instanceof RangeError)) throw error;
      const message = error instanceof Stop ? error.message : TOO_DEEP;
      if (message !== '') this.issues.push({ at: -1, message });
      return undefined;
    }
  }
}

/** The parse tree with what is wrong in the text; no tree where the parser gave up. */
export function parseTree(source: Source): { readonly tree: Node | undefined; readonly issues: readonly SyntaxIssue[] } {
  const { tokens, errors } = lex(source);
  const parser = new Parser(tokens);
  try {
    for (const { at, message } of errors) parser.report(at, message);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { tree: undefined, issues: parser.issues };
  }
  const tree = parser.parse();
  return { tree, issues: parser.issues };
}
