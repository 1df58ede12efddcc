/** A regular expression as a tree. Characters and assertions are pieces of this language's own expressions, with the flag u. */
export type Node =
  /** One character of these. */
  | { readonly kind: 'one'; readonly source: string }
  /** What holds at a place. */
  | { readonly kind: 'assert'; readonly source: string }
  | { readonly kind: 'sequence' | 'choice'; readonly of: readonly Node[] }
  /** What is kept, from 1 on. */
  | { readonly kind: 'group'; readonly index: number; readonly of: Node }
  | { readonly kind: 'repeat'; readonly of: Node; readonly min: number; readonly max: number; readonly greedy: boolean };

export const one = (source: string): Node => ({ kind: 'one', source });
export const asserted = (source: string): Node => ({ kind: 'assert', source });
export const sequence = (of: readonly Node[]): Node => (of.length === 1 ? of[0]! : { kind: 'sequence', of });

const partsOf = (node: Node): readonly Node[] => (node.kind === 'one' || node.kind === 'assert' ? [] : Array.isArray(node.of) ? (node.of as readonly Node[]) : [node.of as Node]);

const MAX_COPIES = 1000;

/** repeatIsValid (regexp/syntax parse.go): repetitions within each other make no more than 1,000 copies. */
export function isRepeatValid(node: Node, copies = MAX_COPIES): boolean {
  let left = copies;
  if (node.kind === 'repeat' && node.max !== 0) {
    const times = node.max === Infinity ? node.min : node.max;
    if (times > left) return false;
    if (times > 1) left = Math.floor(left / times);
  }
  return partsOf(node).every((part) => isRepeatValid(part, left));
}

const some = (node: Node, holds: (one: Node) => boolean): boolean => holds(node) || partsOf(node).some((part) => some(part, holds));
const endless = (node: Node): number => (node.kind === 'repeat' && node.max === Infinity ? 1 : 0) + partsOf(node).reduce((sum, part) => sum + endless(part), 0);

/**
 * Whether this language's own matching does the same in a time that stays in bounds. It tries one way after the other, so that repetitions within each other, or several of them, may take it for
 * ever; and it forgets what a group within a repetition kept.
 */
export const isPlain = (node: Node): boolean => endless(node) < 2 && !some(node, (outer) => outer.kind === 'repeat' && (outer.of.kind === 'assert' || some(outer.of, ({ kind }) => kind === 'repeat' || kind === 'group')));

/** The expression in this language. */
export function sourceOf(node: Node): string {
  switch (node.kind) {
    case 'one': case 'assert': return node.source;
    case 'sequence': return node.of.map((part) => (part.kind === 'choice' ? `(?:${sourceOf(part)})` : sourceOf(part))).join('');
    case 'choice': return node.of.map(sourceOf).join('|');
    case 'group': return `(${sourceOf(node.of)})`;
    case 'repeat': return `(?:${sourceOf(node.of)}){${node.min},${node.max === Infinity ? '' : node.max}}${node.greedy ? '' : '?'}`;
  }
}

/** Whether it may match nothing at all. */
export function isNullable(node: Node): boolean {
  switch (node.kind) {
    case 'one': return false;
    case 'assert': return true;
    case 'sequence': return node.of.every(isNullable);
    case 'choice': return node.of.some(isNullable);
    case 'group': return isNullable(node.of);
    case 'repeat': return node.min === 0 || isNullable(node.of);
  }
}
