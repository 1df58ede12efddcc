import { decisionLookahead, edgeMatches } from './look';
import { machine, type State } from './network';
import { EOF, type Token } from './tokens';

/** ANTLR's look ahead at a decision (ParserATNSimulator.AdaptivePredict): follow every way in step with the input until one is left. */

interface Stack {
  readonly top: State;
  readonly below: Stack | undefined;
  readonly key: string;
}

interface Path {
  readonly state: State;
  readonly way: number;
  readonly stack: Stack | undefined;
  /** Whether it has left the rule that decides. */
  readonly left: boolean;
}

const keyOf = ({ state, stack }: Path): string => `${state.id}/${stack?.key ?? ''}`;

/** Adds a path and all it reaches without a token. `precedence`: asked on the first step only, as later ones cannot know it. */
function reach(path: Path, found: Map<string, Path>, precedence: number | undefined): void {
  const key = `${path.way}:${keyOf(path)}`;
  if (found.has(key)) return;
  found.set(key, path);
  if (path.state.kind === 'stop') {
    if (path.stack !== undefined) reach({ ...path, state: path.stack.top, stack: path.stack.below }, found, precedence);
    else for (const state of machine().followers[path.state.rule]) reach({ ...path, state, left: true }, found, precedence);
    return;
  }
  for (const edge of path.state.edges) {
    if (edge.kind === 'rule') {
      const stack: Stack = { top: edge.to, below: path.stack, key: `${edge.to.id}.${path.stack?.key ?? ''}` };
      reach({ ...path, state: machine().start[edge.name], stack }, found, precedence);
    } else if (edge.kind === 'empty') reach({ ...path, state: edge.to }, found, precedence);
    else if (edge.kind === 'precedence') {
      const asked = precedence !== undefined && path.stack === undefined && !path.left;
      if (!asked || edge.atLeast >= precedence) reach({ ...path, state: edge.to }, found, precedence);
    }
  }
}

/** ParserATNSimulator.applyPrecedenceFilter: in a left-recursive loop, going on wins over leaving to where going on leads too. */
function preferLoop(paths: readonly Path[]): Path[] {
  const loop = new Set(paths.filter(({ way }) => way === 0).map(keyOf));
  return paths.filter((path) => path.way === 0 || !loop.has(keyOf(path)));
}

/** The way when all paths that are left agree, or when no further token could tell them apart (then the first). */
function settled(paths: readonly Path[]): number | undefined {
  const ways = new Set(paths.map(({ way }) => way));
  if (ways.size === 1) return paths[0]!.way;
  const byPlace = new Map<string, Set<number>>();
  for (const path of paths) byPlace.set(keyOf(path), (byPlace.get(keyOf(path)) ?? new Set()).add(path.way));
  return [...byPlace.values()].every((found) => found.size === ways.size) ? Math.min(...ways) : undefined;
}

export type Prediction = { readonly way: number } | { readonly stuckAt: Token };

const lookaheads = new Map<number, readonly ReadonlySet<number>[] | undefined>();

/** The first tokens of each way where they tell the ways apart, as the generated parser then asks for nothing else. */
export function tellingLookahead(decision: State): readonly ReadonlySet<number>[] | undefined {
  if (lookaheads.has(decision.id)) return lookaheads.get(decision.id);
  const sets = decisionLookahead(decision);
  const all = sets.flatMap((set) => [...(set ?? [])]);
  const telling = sets.every((set) => set !== undefined) && new Set(all).size === all.length;
  lookaheads.set(decision.id, telling ? (sets as ReadonlySet<number>[]) : undefined);
  return lookaheads.get(decision.id);
}

/** Which way out of a decision the tokens from `start` on take. `precedence`: that of the left-recursive rule whose loop decides. */
export function predict(decision: State, tokens: readonly Token[], start: number, precedence: number | undefined): Prediction {
  const found = new Map<string, Path>();
  decision.edges.forEach(({ to }, way) => reach({ state: to, way, stack: undefined, left: false }, found, precedence ?? 0));
  let paths = precedence === undefined ? [...found.values()] : preferLoop([...found.values()]);
  for (let at = start; ; at = Math.min(at + 1, tokens.length - 1)) {
    const token = tokens[at]!;
    const next = new Map<string, Path>();
    for (const path of paths) for (const edge of path.state.edges) if (edgeMatches(edge, token.type)) reach({ ...path, state: edge.to }, next, undefined);
    if (next.size === 0) {
      const finished = paths.filter(({ state, stack, left }) => left || (state.kind === 'stop' && stack === undefined)).map(({ way }) => way);
      return finished.length > 0 ? { way: Math.min(...finished) } : { stuckAt: token };
    }
    paths = [...next.values()];
    const way = settled(paths);
    if (way !== undefined) return { way };
    if (token.type === EOF) return { way: Math.min(...paths.map((path) => path.way)) };
  }
}
