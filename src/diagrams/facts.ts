/** What Mermaid's parser found in a diagram, as plain data. Labels hold `\n` where the author wrote `<br/>`. */
export interface FlowNode {
  readonly id: string;
  readonly label: string;
  /** Mermaid's name of the shape: `square`, `round`, `stadium`, `cylinder`, `diamond` … */
  readonly shape: string;
  readonly classes: readonly string[];
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** `normal`, `dotted`, `thick` or `invisible`. */
  readonly stroke: string;
  /** `arrow_point`, `arrow_open` or `double_arrow_point`; other heads cannot be drawn. */
  readonly head: string;
}

export interface FlowGroup {
  readonly id: string;
  readonly label: string;
  /** Ids of nodes and of nested groups. */
  readonly members: readonly string[];
  readonly direction?: string | undefined;
  readonly classes: readonly string[];
}

export interface FlowFacts {
  readonly type: 'flow';
  readonly direction: string;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly groups: readonly FlowGroup[];
}

export interface SequenceActor {
  readonly id: string;
  readonly label: string;
  readonly person: boolean;
}

export type SequenceHead = 'arrow' | 'open' | 'cross' | 'none' | 'both';

export type SequenceEvent =
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly text: string;
      readonly dotted: boolean;
      readonly head: SequenceHead;
    }
  | {
      readonly kind: 'note';
      readonly first: string;
      readonly last: string;
      readonly side: 'left' | 'right' | 'over';
      readonly text: string;
    }
  | { readonly kind: 'number'; readonly on: boolean }
  | { readonly kind: 'activate' | 'deactivate'; readonly actor: string }
  | { readonly kind: 'open'; readonly word: string; readonly text: string }
  | { readonly kind: 'divide'; readonly text: string }
  | { readonly kind: 'close' };

export interface SequenceFacts {
  readonly type: 'sequence';
  readonly actors: readonly SequenceActor[];
  readonly events: readonly SequenceEvent[];
}

/** For the other kinds only the sizes matter: they must all appear in the drawing. */
export interface CountedFacts {
  readonly type: 'state' | 'class' | 'er' | 'xychart';
  readonly nodes: number;
  readonly edges: number;
  /** Members of classes, attributes of entities. */
  readonly rows: number;
}

export type Facts = FlowFacts | SequenceFacts | CountedFacts;
