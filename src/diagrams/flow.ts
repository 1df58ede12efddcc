import type { FlowEdge, FlowFacts, FlowGroup, FlowNode } from './facts';
import type { DiagramKind } from './kinds';
import { kindOf } from './kinds';
import { wrap } from './measure';

/** Opening and closing brackets of the shapes that the drawing library knows, by Mermaid's name of the shape. */
const brackets: Record<string, readonly [string, string]> = {
  square: ['[', ']'], rect: ['[', ']'], round: ['(', ')'], rounded: ['(', ')'], stadium: ['([', '])'], subroutine: ['[[', ']]'],
  cylinder: ['[(', ')]'], circle: ['((', '))'], doublecircle: ['(((', ')))'], diamond: ['{', '}'], hexagon: ['{{', '}}'],
  odd: ['>', ']'], trapezoid: ['[/', '\\]'], inv_trapezoid: ['[\\', '/]'],
};

const arrows: Record<string, Record<string, string>> = {
  arrow_point: { normal: '-->', dotted: '-.->', thick: '==>' },
  arrow_open: { normal: '---', dotted: '-.-', thick: '===' },
  double_arrow_point: { normal: '<-->', dotted: '<-.->', thick: '<==>' },
};

/** The library's line-by-line reader stumbles over these in labels, so they travel as private-use characters. */
const risky = '[](){}|"<>&#/\\*~;:%-=\'';
const privateUse = 0xe100;

export const shield = (label: string): string =>
  [...label].map((char) => (risky.includes(char) ? String.fromCodePoint(privateUse + risky.indexOf(char)) : char)).join('')
    .replace(/\n/g, '<br/>');

/** Inverse of `shield` on finished SVG: restored characters are escaped for XML. */
export const unshield = (svg: string): string =>
  svg.replace(/[\ue100-\ue11f]/g, (char) => {
    const original = risky[(char.codePointAt(0) ?? 0) - privateUse] ?? '';
    return original === '<' ? '&lt;' : original === '>' ? '&gt;' : original === '&' ? '&amp;' : original === '"' ? '&quot;' : original;
  });

export interface FlowPlan {
  /** The same diagram in the plainest Mermaid, with short ids. */
  readonly text: string;
  /** Kinds by short id of node or group. */
  readonly kinds: ReadonlyMap<string, DiagramKind>;
}

function members(group: FlowGroup, groups: ReadonlyMap<string, FlowGroup>): Set<string> {
  const all = new Set<string>();
  for (const member of group.members) {
    all.add(member);
    const nested = groups.get(member);
    if (nested) for (const deeper of members(nested, groups)) all.add(deeper);
  }
  return all;
}

/** As in Mermaid, a group keeps its own direction only while none of its members is linked to the outside. */
function keepsDirection(group: FlowGroup, groups: ReadonlyMap<string, FlowGroup>, edges: readonly FlowEdge[]): boolean {
  const inside = members(group, groups);
  return edges.every((edge) => inside.has(edge.from) === inside.has(edge.to));
}

/** The library's size of text in boxes, px. */
const LABEL = 13;

function nodeText(node: FlowNode, id: string, widest: number): string {
  const [open, close] = brackets[node.shape] ?? [];
  if (open === undefined || close === undefined) throw new Error(`shape "${node.shape}" of "${node.id}" cannot be drawn`);
  return `${id}${open}${shield(wrap(node.label, LABEL, widest).join('\n'))}${close}`;
}

/** The same links seen from their other end: one head, at the start. */
const reversed: Record<string, string> = { '-->': '<---', '-.->': '<-.-', '==>': '<===' };

/**
 * Links that close a cycle, found by walking from the node that was written first. The layout would break the cycle anywhere;
 * broken here, what the author wrote first stays first.
 */
function closingLinks(edges: readonly FlowEdge[], order: readonly string[]): ReadonlySet<FlowEdge> {
  const out = new Map<string, FlowEdge[]>();
  for (const edge of edges) out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
  const closing = new Set<FlowEdge>();
  const state = new Map<string, 'open' | 'done'>();
  const walk = (id: string): void => {
    state.set(id, 'open');
    for (const edge of out.get(id) ?? []) {
      if (state.get(edge.to) === 'open') closing.add(edge);
      else if (!state.has(edge.to)) walk(edge.to);
    }
    state.set(id, 'done');
  };
  for (const id of order) if (!state.has(id)) walk(id);
  return closing;
}

function edgeText(edge: FlowEdge, ids: ReadonlyMap<string, string>, closing: boolean, widest: number): string {
  const arrow = arrows[edge.head]?.[edge.stroke];
  if (arrow === undefined) throw new Error(`link ${edge.from} → ${edge.to} (${edge.stroke}, ${edge.head}) cannot be drawn`);
  const label = edge.label === '' ? '' : `|${shield(wrap(edge.label, LABEL, widest).join('\n'))}|`;
  const [from, to] = [ids.get(edge.from) ?? '', ids.get(edge.to) ?? ''];
  // A link from a node to itself has no other end to be seen from.
  const back = closing && edge.from !== edge.to ? reversed[arrow] : undefined;
  return back === undefined ? `${from} ${arrow}${label} ${to}` : `${to} ${back}${label} ${from}`;
}

/**
 * Rewrites a flowchart into the subset that the drawing library reads without loss: nodes declared where Mermaid's parser
 * says they belong, one link a line, ids and labels free of special characters.
 *
 * @param widest labels break at spaces where they are wider, px
 */
export function planFlow(facts: FlowFacts, widest = Infinity): FlowPlan {
  const groups = new Map(facts.groups.map((group) => [group.id, group]));
  const nodes = new Map(facts.nodes.filter((node) => !groups.has(node.id)).map((node) => [node.id, node]));
  const ids = new Map([...nodes.keys()].map((id, i) => [id, `n${i}`]));
  [...groups.keys()].forEach((id, i) => ids.set(id, `g${i}`));

  const kinds = new Map<string, DiagramKind>();
  for (const thing of [...nodes.values(), ...groups.values()]) {
    const kind = kindOf(thing.classes, thing.id);
    const id = ids.get(thing.id);
    if (kind && id !== undefined) kinds.set(id, kind);
  }

  // Mermaid lists members backwards and groups after nodes; what the author wrote first should come first.
  const position = new Map(facts.nodes.map((node, i) => [node.id, i]));
  const first = (id: string): number => {
    const group = groups.get(id);
    return group ? Math.min(facts.nodes.length, ...group.members.map(first)) : (position.get(id) ?? facts.nodes.length);
  };
  const inReadingOrder = (list: Iterable<string>): string[] => [...list].sort((a, b) => first(a) - first(b));

  const lines = [`flowchart ${facts.direction}`];
  const done = new Set<string>();
  const declare = (id: string): void => {
    if (done.has(id)) return;
    done.add(id);
    const short = ids.get(id) ?? '';
    const group = groups.get(id);
    const node = nodes.get(id);
    if (group) {
      lines.push(`subgraph ${short} [${shield(group.label)}]`);
      if (group.direction !== undefined && keepsDirection(group, groups, facts.edges)) lines.push(`direction ${group.direction}`);
      inReadingOrder(group.members).forEach(declare);
      lines.push('end');
    } else if (node) {
      lines.push(nodeText(node, short, widest));
    }
  };
  const nested = new Set(facts.groups.flatMap((group) => group.members));
  inReadingOrder([...nodes.keys(), ...groups.keys()].filter((id) => !nested.has(id))).forEach(declare);
  const closing = closingLinks(facts.edges, [...facts.nodes.map((node) => node.id), ...groups.keys()]);
  for (const edge of facts.edges) lines.push(edgeText(edge, ids, closing.has(edge), widest));
  return { text: lines.join('\n'), kinds };
}
