/** A node of a YAML document, as go-yaml v3 holds it. */
export type Kind = 'scalar' | 'map' | 'list' | 'none';
export type Style = '' | 'double' | 'single' | 'literal' | 'folded' | 'flow';

export interface Node {
  kind: Kind;
  /** `!!str`, `!!int`, …, or empty. */
  tag: string;
  value: string;
  style: Style;
  /** The items of a list; keys and values of a map in turn. */
  content: Node[];
  /** The tag was written: it is written again. */
  tagged?: boolean;
  /** A null that stands for itself, and does not remove the field it is set to. */
  keep?: boolean;
}
