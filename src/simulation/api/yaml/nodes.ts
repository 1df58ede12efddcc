import type { Scalar } from './resolve';

/**
 * A YAML document as a tree whose nodes know where they stand in the text (offsets, end exclusive). Aliases point at the very node
 * they name, so a document of nested aliases costs no more memory than its text.
 */
export interface ScalarTree {
  readonly type: 'scalar';
  readonly start: number;
  readonly end: number;
  readonly scalar: Scalar;
  /** What is wrong with its text for its tag: an error only when the whole document has been read. */
  readonly error?: string;
  /** `<<` as a merge key, not as a text. */
  readonly merge: boolean;
  readonly anchor?: string;
}
export interface SequenceTree {
  readonly type: 'sequence';
  readonly start: number;
  end: number;
  readonly items: Tree[];
  readonly anchor?: string;
}
export interface MappingEntry {
  readonly key: Tree;
  readonly value: Tree;
}
export interface MappingTree {
  readonly type: 'mapping';
  readonly start: number;
  end: number;
  readonly entries: MappingEntry[];
  readonly anchor?: string;
}
export type Tree = ScalarTree | SequenceTree | MappingTree;
