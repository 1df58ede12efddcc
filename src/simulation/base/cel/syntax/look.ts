import type { RuleName } from './grammar';
import { machine, type Edge, type State } from './network';
import { EOF } from './tokens';

/** Which tokens may come next (ANTLR LL1Analyzer, ATN.getExpectedTokens). */

/** Stands for "the rule may end here". */
export const END = -2;

/** A call of a rule that the parser is in: where it was called, and within what. */
export interface Frame {
  /** The state behind the call; undefined for the first rule. */
  readonly after?: State;
  readonly parent?: Frame;
}

const within = new Map<number, ReadonlySet<number>>();

/** ATN.nextTokens without a context: the tokens that may follow in the rule, END if it may end. */
export function nextTokens(state: State): ReadonlySet<number> {
  const known = within.get(state.id);
  if (known !== undefined) return known;
  const found = new Set<number>();
  const called = new Set<RuleName>();
  const seen = new Set<string>();
  const walk = (at: State, stack: readonly State[]): void => {
    const key = `${at.id}/${stack.map(({ id }) => id).join('.')}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (at.kind === 'stop') {
      const [top, ...rest] = stack;
      if (top === undefined) found.add(END);
      else {
        const removed = called.delete(at.rule);
        walk(top, rest);
        if (removed) called.add(at.rule);
      }
      return;
    }
    for (const edge of at.edges) {
      if (edge.kind === 'token') for (const type of edge.types) found.add(type);
      else if (edge.kind !== 'rule') walk(edge.to, stack);
      else if (!called.has(edge.name)) {
        called.add(edge.name);
        walk(machine().start[edge.name], [edge.to, ...stack]);
        called.delete(edge.name);
      }
    }
  };
  walk(state, []);
  within.set(state.id, found);
  return found;
}

/** ATN.getExpectedTokens: with what may follow in the rules around, EOF if all may end. */
export function expectedTokens(state: State, frame: Frame): ReadonlySet<number> {
  let following = nextTokens(state);
  const expected = new Set(following);
  for (let at: Frame | undefined = frame; at?.after !== undefined && following.has(END); at = at.parent) {
    expected.delete(END);
    following = nextTokens(at.after);
    for (const type of following) expected.add(type);
  }
  expected.delete(END);
  if (following.has(END)) expected.add(EOF);
  return expected;
}

/** DefaultErrorStrategy.GetErrorRecoverySet: what may follow any of the rules around. */
export function recoverySet(frame: Frame): Set<number> {
  const found = new Set<number>();
  for (let at: Frame | undefined = frame; at?.after !== undefined; at = at.parent) for (const type of nextTokens(at.after)) found.add(type);
  found.delete(END);
  return found;
}

/** The first tokens of each way out of a decision, those after the rule's end included wherever it is called; undefined for a way that asks for a precedence (LL1Analyzer.getDecisionLookahead). */
export function decisionLookahead(decision: State): readonly (ReadonlySet<number> | undefined)[] {
  return decision.edges.map(({ to }) => {
    const found = new Set<number>();
    const seen = new Set<string>();
    let asksPrecedence = false;
    const walk = (at: State, stack: readonly State[]): void => {
      const key = `${at.id}/${stack.map(({ id }) => id).join('.')}`;
      if (seen.has(key)) return;
      seen.add(key);
      if (at.kind === 'stop') {
        const [top, ...rest] = stack;
        if (top !== undefined) walk(top, rest);
        else for (const follower of machine().followers[at.rule]) walk(follower, []);
        return;
      }
      for (const edge of at.edges) {
        if (edge.kind === 'token') for (const type of edge.types) found.add(type);
        else if (edge.kind === 'precedence') asksPrecedence = true;
        else if (edge.kind === 'empty') walk(edge.to, stack);
        else walk(machine().start[edge.name], [edge.to, ...stack]);
      }
    };
    walk(to, []);
    return asksPrecedence ? undefined : found;
  });
}

export const edgeMatches = (edge: Edge, type: number): boolean => edge.kind === 'token' && edge.types.includes(type);
