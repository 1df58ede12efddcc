/** The tokens of CEL (cel-go parser/gen/CEL.g4), numbered as there: error texts list what is expected in this order. */

export const EOF = -1;

const FIXED = ['==', '!=', 'in', '<', '<=', '>=', '>', '&&', '||', '[', ']', '{', '}', '(', ')', '.', ',', '-', '!', '?', ':', '+', '*', '/', '%', 'true', 'false', 'null'] as const;
export type FixedToken = (typeof FIXED)[number];

const TYPES = new Map<string, number>(FIXED.map((text, index) => [text, index + 1]));

/** The type of an operator, a bracket or a keyword. */
export const fixed = (text: FixedToken): number => TYPES.get(text)!;
/** The same for any text; undefined where it is no fixed token. */
export const fixedType = (text: string): number | undefined => TYPES.get(text);

export const NUM_FLOAT = 31;
export const NUM_INT = 32;
export const NUM_UINT = 33;
export const STRING = 34;
export const BYTES = 35;
export const IDENTIFIER = 36;
export const ESC_IDENTIFIER = 37;

const NAMED: Readonly<Record<number, string>> = { [NUM_FLOAT]: 'NUM_FLOAT', [NUM_INT]: 'NUM_INT', [NUM_UINT]: 'NUM_UINT', [STRING]: 'STRING', [BYTES]: 'BYTES', [IDENTIFIER]: 'IDENTIFIER', [ESC_IDENTIFIER]: 'ESC_IDENTIFIER' };

/** How error texts name a type: `'<='`, `IDENTIFIER`, `<EOF>`. */
export const tokenName = (type: number): string => (type === EOF ? '<EOF>' : (NAMED[type] ?? `'${FIXED[type - 1]}'`));

export interface Token {
  readonly type: number;
  readonly text: string;
  /** Offset in code points; that of a token that recovery made up is its neighbour's. */
  readonly at: number;
  /** Position among the tokens; undefined for one that recovery made up. */
  readonly index?: number;
}
