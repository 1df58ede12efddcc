import { BYTES, ESC_IDENTIFIER, fixed, type FixedToken, EOF, IDENTIFIER, NUM_FLOAT, NUM_INT, NUM_UINT, STRING } from './tokens';

/** The grammar of CEL (cel-go parser/gen/CEL.g4) with its left recursion written as loops, as ANTLR writes it. */

export type Element =
  | { readonly kind: 'token'; readonly types: readonly number[] }
  | { readonly kind: 'rule'; readonly name: RuleName; readonly precedence: number }
  | { readonly kind: 'sequence'; readonly elements: readonly Element[] }
  /** One of several ways; `optional`: or none of them. */
  | { readonly kind: 'choice'; readonly ways: readonly Element[]; readonly optional: boolean }
  /** `recursive`: each turn takes what was read before as its first child; a way may ask for a precedence. */
  | { readonly kind: 'star'; readonly ways: readonly Element[]; readonly recursive: boolean }
  | { readonly kind: 'plus'; readonly element: Element }
  | { readonly kind: 'precedence'; readonly atLeast: number };

export type RuleName =
  | 'start' | 'expr' | 'conditionalOr' | 'conditionalAnd' | 'relation' | 'calc' | 'unary' | 'member' | 'primary' | 'exprList' | 'listInit'
  | 'fieldInitializerList' | 'optField' | 'mapInitializerList' | 'escapeIdent' | 'optExpr' | 'literal';

const token = (...types: number[]): Element => ({ kind: 'token', types });
const t = (...texts: FixedToken[]): Element => token(...texts.map(fixed));
const rule = (name: RuleName, precedence = 0): Element => ({ kind: 'rule', name, precedence });
const sequence = (...elements: Element[]): Element => ({ kind: 'sequence', elements });
const choice = (...ways: Element[]): Element => ({ kind: 'choice', ways, optional: false });
const optional = (...elements: Element[]): Element => ({ kind: 'choice', ways: [sequence(...elements)], optional: true });
const star = (...elements: Element[]): Element => ({ kind: 'star', ways: [sequence(...elements)], recursive: false });
const recursive = (...ways: Element[]): Element => ({ kind: 'star', ways, recursive: true });
const plus = (element: Element): Element => ({ kind: 'plus', element });
const atLeast = (precedence: number): Element => ({ kind: 'precedence', atLeast: precedence });
const ident = token(IDENTIFIER);

/** Rules that call themselves with a precedence. */
export const RECURSIVE: ReadonlySet<RuleName> = new Set(['relation', 'calc', 'member']);

export const GRAMMAR: Readonly<Record<RuleName, Element>> = {
  start: sequence(rule('expr'), token(EOF)),
  expr: sequence(rule('conditionalOr'), optional(t('?'), rule('conditionalOr'), t(':'), rule('expr'))),
  conditionalOr: sequence(rule('conditionalAnd'), star(t('||'), rule('conditionalAnd'))),
  conditionalAnd: sequence(rule('relation'), star(t('&&'), rule('relation'))),
  relation: sequence(rule('calc'), recursive(sequence(atLeast(1), t('==', '!=', 'in', '<', '<=', '>=', '>'), rule('relation', 2)))),
  calc: sequence(
    rule('unary'),
    recursive(sequence(atLeast(2), t('*', '/', '%'), rule('calc', 3)), sequence(atLeast(1), t('+', '-'), rule('calc', 2))),
  ),
  unary: choice(rule('member'), sequence(plus(t('!')), rule('member')), sequence(plus(t('-')), rule('member'))),
  member: sequence(
    rule('primary'),
    recursive(
      sequence(atLeast(3), t('.'), optional(t('?')), rule('escapeIdent')),
      sequence(atLeast(2), t('.'), ident, t('('), optional(rule('exprList')), t(')')),
      sequence(atLeast(1), t('['), optional(t('?')), rule('expr'), t(']')),
    ),
  ),
  primary: choice(
    sequence(optional(t('.')), ident),
    sequence(optional(t('.')), ident, t('('), optional(rule('exprList')), t(')')),
    sequence(t('('), rule('expr'), t(')')),
    sequence(t('['), optional(rule('listInit')), optional(t(',')), t(']')),
    sequence(t('{'), optional(rule('mapInitializerList')), optional(t(',')), t('}')),
    sequence(optional(t('.')), ident, star(t('.'), ident), t('{'), optional(rule('fieldInitializerList')), optional(t(',')), t('}')),
    rule('literal'),
  ),
  exprList: sequence(rule('expr'), star(t(','), rule('expr'))),
  listInit: sequence(rule('optExpr'), star(t(','), rule('optExpr'))),
  fieldInitializerList: sequence(rule('optField'), t(':'), rule('expr'), star(t(','), rule('optField'), t(':'), rule('expr'))),
  optField: sequence(optional(t('?')), rule('escapeIdent')),
  mapInitializerList: sequence(rule('optExpr'), t(':'), rule('expr'), star(t(','), rule('optExpr'), t(':'), rule('expr'))),
  escapeIdent: choice(ident, token(ESC_IDENTIFIER)),
  optExpr: sequence(optional(t('?')), rule('expr')),
  literal: choice(
    sequence(optional(t('-')), token(NUM_INT)),
    token(NUM_UINT),
    sequence(optional(t('-')), token(NUM_FLOAT)),
    token(STRING),
    token(BYTES),
    t('true'),
    t('false'),
    t('null'),
  ),
};
