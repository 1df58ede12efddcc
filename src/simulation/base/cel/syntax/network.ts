import { GRAMMAR, type Element, type RuleName } from './grammar';

/** The transition network of the grammar as ANTLR builds it (atn: parser ATN factory): what the parser foresees and what its error texts expect come from here. */

export type Edge =
  | { readonly kind: 'empty'; readonly to: State }
  | { readonly kind: 'token'; readonly types: readonly number[]; readonly to: State }
  | { readonly kind: 'precedence'; readonly atLeast: number; readonly to: State }
  /** Calls a rule; it goes on at `to`. */
  | { readonly kind: 'rule'; readonly name: RuleName; readonly precedence: number; readonly to: State };

/** What a state is to error recovery (ANTLR's state types, as far as they matter there). */
export type StateKind = 'plain' | 'block' | 'loopEntry' | 'loopBack' | 'stop';

export interface State {
  readonly id: number;
  readonly rule: RuleName;
  readonly kind: StateKind;
  readonly edges: Edge[];
}

/** The states at which the parser stops to decide or to match, by element and rule. */
export interface Places {
  /** Where the element begins: its token, its call, its decision. */
  readonly entry: State;
  /** After a turn of a loop. */
  readonly back?: State;
  /** Where a loop with several ways chooses among them. */
  readonly block?: State;
}

export interface Machine {
  readonly rules: Readonly<Record<RuleName, Element>>;
  readonly start: Readonly<Record<RuleName, State>>;
  /** States that follow a call of the rule, wherever it is called. */
  readonly followers: Readonly<Record<RuleName, readonly State[]>>;
  readonly places: ReadonlyMap<Element, Places>;
}

class Builder {
  private next = 0;
  readonly start: Partial<Record<RuleName, State>> = {};
  readonly followers: Partial<Record<RuleName, State[]>> = {};
  readonly places = new Map<Element, Places>();

  state(rule: RuleName, kind: StateKind = 'plain'): State {
    this.next += 1;
    return { id: this.next, rule, kind, edges: [] };
  }

  private empty(from: State, to: State): void {
    from.edges.push({ kind: 'empty', to });
  }

  /** Adds the element between two states. */
  build(element: Element, rule: RuleName, from: State, to: State): void {
    switch (element.kind) {
      case 'sequence': {
        let at = from;
        element.elements.forEach((child, index) => {
          const after = index === element.elements.length - 1 ? to : this.state(rule);
          this.build(child, rule, at, after);
          at = after;
        });
        return;
      }
      case 'token':
      case 'rule':
      case 'precedence': {
        const entry = this.state(rule);
        this.empty(from, entry);
        const after = this.state(rule);
        if (element.kind === 'token') entry.edges.push({ kind: 'token', types: element.types, to: after });
        else if (element.kind === 'precedence') entry.edges.push({ kind: 'precedence', atLeast: element.atLeast, to: after });
        else {
          entry.edges.push({ kind: 'rule', name: element.name, precedence: element.precedence, to: after });
          (this.followers[element.name] ??= []).push(after);
        }
        this.empty(after, to);
        this.places.set(element, { entry });
        return;
      }
      case 'choice': {
        const entry = this.state(rule, 'block');
        this.empty(from, entry);
        for (const way of element.ways) this.way(way, rule, entry, to);
        if (element.optional) this.empty(entry, to);
        this.places.set(element, { entry });
        return;
      }
      case 'star': {
        const [entry, block, back] = [this.state(rule, 'loopEntry'), this.state(rule, 'block'), this.state(rule, 'loopBack')];
        this.empty(from, entry);
        this.empty(entry, block);
        this.empty(entry, to);
        for (const way of element.ways) this.way(way, rule, block, back);
        this.empty(back, entry);
        this.places.set(element, { entry, back, block });
        return;
      }
      case 'plus': {
        const [entry, back] = [this.state(rule, 'block'), this.state(rule, 'loopBack')];
        this.empty(from, entry);
        this.way(element.element, rule, entry, back);
        this.empty(back, entry);
        this.empty(back, to);
        this.places.set(element, { entry, back });
      }
    }
  }

  private way(element: Element, rule: RuleName, from: State, to: State): void {
    const first = this.state(rule);
    this.empty(from, first);
    this.build(element, rule, first, to);
  }
}

/** Every element of the grammar as an object of its own, so that each has one place. */
function distinct(element: Element): Element {
  if (element.kind === 'sequence') return { ...element, elements: element.elements.map(distinct) };
  if (element.kind === 'choice' || element.kind === 'star') return { ...element, ways: element.ways.map(distinct) };
  if (element.kind === 'plus') return { ...element, element: distinct(element.element) };
  return { ...element };
}

let built: Machine | undefined;

/** The network, made at the first expression. */
export function machine(): Machine {
  if (built !== undefined) return built;
  const builder = new Builder();
  const rules = Object.fromEntries(Object.entries(GRAMMAR).map(([name, element]) => [name, distinct(element)])) as Record<RuleName, Element>;
  for (const [name, element] of Object.entries(rules) as [RuleName, Element][]) {
    const start = builder.state(name);
    builder.start[name] = start;
    builder.build(element, name, start, builder.state(name, 'stop'));
  }
  built = { rules, start: builder.start as Machine['start'], followers: { start: [], ...builder.followers } as Machine['followers'], places: builder.places };
  return built;
}
