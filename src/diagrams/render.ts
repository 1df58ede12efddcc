import { createRequire } from 'node:module';
import path from 'node:path';
import type { Facts, FlowFacts } from './facts';
import { mendEdges } from './edges';
import type { FinishedSvg } from './finish';
import { finishSvg } from './finish';
import { planFlow, unshield } from './flow';
import { readDiagram } from './read';
import type { Measure } from './sequence/layout';
import { comfortable, snug, tight } from './sequence/layout';
import { renderSequence } from './sequence/render';

interface DrawingLibrary {
  renderMermaidSVG(text: string, options: Record<string, unknown>): string;
}

const nativeImport = createRequire(path.join(__dirname, 'render.ts'))('./native-import.cjs') as (
  name: string,
) => Promise<DrawingLibrary>;

let library: Promise<DrawingLibrary> | undefined;

/** How much room a drawing takes: as it looks best, or as narrow as it can be for a phone. */
interface Room {
  readonly flow: { readonly padding: number; readonly nodeSpacing: number; readonly widestLabel: number };
  readonly sequence: Measure;
}

/** From the most comfortable to the narrowest. */
const rooms: readonly [Room, ...Room[]] = [
  { flow: { padding: 8, nodeSpacing: 28, widestLabel: Infinity }, sequence: comfortable },
  { flow: { padding: 6, nodeSpacing: 16, widestLabel: 130 }, sequence: snug },
  { flow: { padding: 4, nodeSpacing: 12, widestLabel: 84 }, sequence: tight },
];

/** What a figure can be wide on a screen of 360 px. */
const PHONE = 346;

async function draw(text: string, { padding, nodeSpacing }: Room['flow'] = rooms[0].flow): Promise<string> {
  library ??= nativeImport('beautiful-mermaid');
  const { renderMermaidSVG } = await library;
  return renderMermaidSVG(text, { padding, nodeSpacing, layerSpacing: 44, transparent: true });
}

/** The library counts a Hangul syllable as one column in fixed-width text; a zero-width companion makes it two. */
const companion = '\ufe2f';
const widen = (text: string): string => text.replace(/[\uac00-\ud7a3]/g, (syllable) => syllable + companion);

/** Nobody should find a box or a line of their diagram missing from the picture. */
function demandAll(svg: string, what: string, pattern: RegExp, wanted: number): void {
  const drawn = [...svg.matchAll(pattern)].length;
  if (drawn !== wanted) throw new Error(`${drawn} of ${wanted} ${what} were drawn; write the diagram in simpler syntax`);
}

async function drawFlow(facts: FlowFacts, room: Room['flow']): Promise<string> {
  const plan = planFlow(facts, room.widestLabel);
  const svg = await draw(plan.text, room);
  const groupIds = new Set(facts.groups.map((group) => group.id));
  demandAll(svg, 'nodes', /<g class="node"/g, facts.nodes.filter((node) => !groupIds.has(node.id)).length);
  demandAll(svg, 'subgraphs', /<g class="subgraph"/g, facts.groups.length);
  demandAll(svg, 'links', /<polyline class="edge"/g, facts.edges.length);
  const marked = mendEdges(svg).replace(/<g class="(node|subgraph)" data-id="(\w+)"/g, (whole, role: string, id: string) => {
    const kind = plan.kinds.get(id);
    return kind ? `<g class="${role} is-${kind}" data-id="${id}"` : whole;
  });
  // Labels are also repeated in data attributes; those must go before shielded quotes come back.
  return unshield(marked.replace(/ data-[\w-]+="[^"]*"/g, ''));
}

async function drawCounted(text: string, facts: Exclude<Facts, FlowFacts>): Promise<string> {
  if (facts.type === 'state') {
    const svg = await draw(text);
    demandAll(svg, 'states', /<g class="node"(?=[^>]*data-shape="(?!state-))/g, facts.nodes);
    demandAll(svg, 'transitions', /<polyline class="edge"/g, facts.edges);
    return mendEdges(svg);
  }
  if (facts.type === 'class') {
    const svg = (await draw(widen(text))).replaceAll(companion, '');
    demandAll(svg, 'classes', /<g class="class-node"/g, facts.nodes);
    demandAll(svg, 'relations', /class="class-relationship"/g, facts.edges);
    demandAll(svg, 'class members', /<text [^>]*class="mono"/g, facts.rows);
    return svg;
  }
  if (facts.type === 'er') {
    // The library misses the left-hand "zero or more", `}o`, unless its brace faces the other way.
    const svg = (await draw(widen(text.replace(/\}o(--|\.\.)/g, '{o$1')))).replaceAll(companion, '');
    demandAll(svg, 'entities', /<g class="entity"/g, facts.nodes);
    demandAll(svg, 'relationships', /class="er-relationship"/g, facts.edges);
    demandAll(svg, 'attributes', /<text [^>]*class="mono" text-anchor="end"/g, facts.rows);
    return svg;
  }
  return draw(text);
}

/**
 * Draws a Mermaid diagram as inline SVG whose colours are CSS variables. Rejects with Mermaid's message for text that Mermaid
 * cannot read, and with a plain message for what the drawing would leave out.
 *
 * @param text Mermaid source: flowchart, sequence, state, class, ER or xychart
 * @param prefix unique id prefix in the page
 */
export async function renderDiagram(text: string, prefix: string, title: string, alt: string): Promise<FinishedSvg> {
  const facts = await readDiagram(text);
  const drawIn = async (room: Room): Promise<FinishedSvg> => {
    if (facts.type === 'sequence') return finishSvg(renderSequence(facts, room.sequence), prefix, title, alt, { scale: 1.05 });
    const svg = facts.type === 'flow' ? await drawFlow(facts, room.flow) : await drawCounted(text, facts);
    return finishSvg(svg, prefix, title, alt, facts.type === 'xychart' ? { scale: 1 } : { cut: true });
  };
  const first = await drawIn(rooms[0]);
  if (facts.type !== 'flow' && facts.type !== 'sequence') return first;
  // Grown longer it may fit a phone; where it does not, it scrolls there and may as well have room.
  let drawn = first;
  for (const room of rooms.slice(1)) if (drawn.minWidth > PHONE) drawn = await drawIn(room);
  return drawn.minWidth > PHONE ? first : drawn;
}
