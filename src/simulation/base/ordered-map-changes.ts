import type { MapNode, OrderedMap } from './ordered-map';

/** What one map has under a key and the other has not, or has otherwise. */
export interface Difference<K, V> {
  readonly key: K;
  readonly before: V | undefined;
  readonly after: V | undefined;
}

/** A subtree that is still to be walked, or one entry alone. */
type Piece<K, V> = { readonly tree: MapNode<K, V>; readonly alone: boolean };

const sizeOf = <K, V>({ tree, alone }: Piece<K, V>): number => (alone ? 1 : tree.size);

function open<K, V>(waiting: Piece<K, V>[]): void {
  const piece = waiting.pop();
  if (piece === undefined) return;
  const { tree } = piece;
  if (tree.right !== null) waiting.push({ tree: tree.right, alone: false });
  waiting.push({ tree, alone: true });
  if (tree.left !== null) waiting.push({ tree: tree.left, alone: false });
}

/**
 * Where two maps of the same order differ, in that order. Subtrees that both share are stepped over, so two snapshots of one map cost what changed
 * between them, not what they hold. No value may be `undefined`.
 */
export function differences<K, V>(compare: (a: K, b: K) => number, before: OrderedMap<K, V>, after: OrderedMap<K, V>): Difference<K, V>[] {
  const found: Difference<K, V>[] = [];
  const old: Piece<K, V>[] = before === null ? [] : [{ tree: before, alone: false }];
  const now: Piece<K, V>[] = after === null ? [] : [{ tree: after, alone: false }];
  for (;;) {
    const [a, b] = [old.at(-1), now.at(-1)];
    if (a === undefined && b === undefined) return found;
    if (a !== undefined && b !== undefined && a.tree === b.tree && a.alone === b.alone) {
      old.pop();
      now.pop();
    } else if (a !== undefined && !a.alone && (b === undefined || b.alone || sizeOf(a) >= sizeOf(b))) {
      const level = b !== undefined && !b.alone && sizeOf(a) === sizeOf(b);
      open(old);
      if (level) open(now);
    } else if (b !== undefined && !b.alone) open(now);
    else {
      const order = a === undefined ? 1 : b === undefined ? -1 : compare(a.tree.key, b.tree.key);
      if (order <= 0) old.pop();
      if (order >= 0) now.pop();
      const [was, is] = [order <= 0 ? a?.tree : undefined, order >= 0 ? b?.tree : undefined];
      const key = (was ?? is)?.key;
      if (key !== undefined && !Object.is(was?.value, is?.value)) found.push({ key, before: was?.value, after: is?.value });
    }
  }
}
