/** A script as a tree; each node knows its line. */
interface At {
  readonly line: number;
}

export type Pattern = At &
  (
    | { readonly kind: 'name'; readonly name: string; readonly or?: Expression }
    | { readonly kind: 'objectPattern'; readonly fields: readonly { readonly name: string; readonly to: Pattern }[]; readonly rest?: string; readonly or?: Expression }
    | { readonly kind: 'arrayPattern'; readonly items: readonly (Pattern | undefined)[]; readonly rest?: string; readonly or?: Expression }
  );

export interface FunctionNode extends At {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly Pattern[];
  readonly rest?: string;
  /** An arrow's expression, or statements. */
  readonly body: Expression | readonly Statement[];
}

export type Argument = { readonly spread: boolean; readonly value: Expression };

export type Expression = At &
  (
    | { readonly kind: 'value'; readonly value: string | number | boolean | null | undefined }
    | { readonly kind: 'template'; readonly texts: readonly string[]; readonly holes: readonly Expression[] }
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'array'; readonly items: readonly Argument[] }
    | { readonly kind: 'object'; readonly fields: readonly ({ readonly spread: Expression } | { readonly name: Expression; readonly value: Expression })[] }
    | FunctionNode
    | { readonly kind: 'unary'; readonly sign: string; readonly of: Expression }
    | { readonly kind: 'step'; readonly sign: '++' | '--'; readonly before: boolean; readonly to: Expression }
    | { readonly kind: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'logical'; readonly sign: '&&' | '||' | '??'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'assign'; readonly sign: string; readonly to: Expression; readonly value: Expression }
    | { readonly kind: 'condition'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
    | { readonly kind: 'call'; readonly of: Expression; readonly given: readonly Argument[]; readonly optional: boolean }
    | { readonly kind: 'member'; readonly of: Expression; readonly name: Expression; readonly optional: boolean }
    /** The end of an optional chain: what is missing in it makes all of it undefined. */
    | { readonly kind: 'chain'; readonly of: Expression }
  );

export type Statement = At &
  (
    | { readonly kind: 'declare'; readonly fixed: boolean; readonly names: readonly { readonly to: Pattern; readonly value?: Expression }[] }
    | { readonly kind: 'define'; readonly of: FunctionNode }
    | { readonly kind: 'expression'; readonly value: Expression }
    | { readonly kind: 'return'; readonly value?: Expression }
    | { readonly kind: 'throw'; readonly value: Expression }
    | { readonly kind: 'if'; readonly test: Expression; readonly yes: Statement; readonly no?: Statement }
    | { readonly kind: 'for'; readonly first?: Statement; readonly test?: Expression; readonly then?: Expression; readonly body: Statement }
    | { readonly kind: 'each'; readonly fixed: boolean; readonly to: Pattern; readonly of: Expression; readonly names: boolean; readonly body: Statement }
    | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement; readonly first: boolean }
    | { readonly kind: 'break' }
    | { readonly kind: 'continue' }
    | { readonly kind: 'try'; readonly body: readonly Statement[]; readonly name?: Pattern; readonly caught?: readonly Statement[]; readonly after?: readonly Statement[] }
    | { readonly kind: 'block'; readonly body: readonly Statement[] }
  );
