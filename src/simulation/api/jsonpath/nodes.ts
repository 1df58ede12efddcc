/** The parts of a template (client-go util/jsonpath: node.go). */
import { GoError } from '../../base/go/values';
import type { GoFloat } from '../../base/go/values';

export interface SliceBound {
  readonly value: number;
  readonly known: boolean;
  /** Taken from the first bound: `[2]` is `[2:3]`. */
  readonly derived?: boolean;
}

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly nodes: readonly Node[] }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: number | boolean | GoFloat }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' }
  | { readonly kind: 'array'; readonly bounds: readonly [SliceBound, SliceBound, SliceBound] }
  | { readonly kind: 'union'; readonly lists: readonly ListNode[] }
  | { readonly kind: 'filter'; readonly left: ListNode; readonly right: ListNode; readonly operator: string };

export type ListNode = Extract<Node, { kind: 'list' }>;

/** A template that cannot be read or applied; the message is upstream's. */
export class JsonPathError extends GoError {}
