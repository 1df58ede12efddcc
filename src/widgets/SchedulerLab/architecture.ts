import { box, quoted } from '@site/src/components/LiveDiagram/flowchart';
import { type StageView } from './view';

/** Words of the picture in the reader's language. */
export interface ArchitectureWords {
  readonly zone: (name: string) => string;
  readonly noZone: string;
  readonly empty: string;
  readonly pending: string;
  readonly more: (n: number) => string;
  readonly moreNodes: (n: number) => string;
}

/** So many Pods of one box are drawn; the rest is counted. */
const MOST = 8;
/** And so many nodes. */
const MOST_NODES = 24;

function podsOf(id: string, names: readonly string[], words: ArchitectureWords): string[] {
  if (names.length === 0) return [`${id}none[${quoted(words.empty)}]`];
  const shown = names.slice(0, MOST).map((name, i) => `${id}p${i}([${quoted(name)}])`);
  return names.length > MOST ? [...shown, `${id}more[${quoted(words.more(names.length - MOST))}]`] : shown;
}

/**
 * The cluster as a Mermaid flowchart: zones, one below another, their nodes, the Pods on them, and the Pods without a place. The text is the
 * same for the same cluster, and safe for any name. On a `narrow` screen the nodes of a zone stand one below another too.
 */
export function architecture({ nodes: all, standing }: StageView, words: ArchitectureWords, narrow = false): string {
  const nodes = all.slice(0, MOST_NODES);
  const zones = [...new Set(nodes.map(({ zone }) => zone))];
  const boxes = zones.map((zone, z) => {
    const here = nodes.filter((node) => node.zone === zone);
    const inside = here.flatMap((node) => {
      const id = `n${nodes.indexOf(node)}`;
      return box(id, node.name, podsOf(id, node.pods.map(({ short }) => short), words), 'LR');
    });
    const chain = here.map((node) => `n${nodes.indexOf(node)}`);
    return box(`z${z}`, zone === '' ? words.noZone : words.zone(zone), narrow && chain.length > 1 ? [...inside, chain.join(' ~~~ ')] : inside, 'TB');
  });
  const homeless = standing.filter(({ lane }) => lane !== 'placed').map(({ pod: { short } }) => short);
  if (all.length > nodes.length) boxes.push([`more[${quoted(words.moreNodes(all.length - nodes.length))}]`]);
  if (homeless.length > 0) boxes.push(box('pending', words.pending, podsOf('q', homeless, words), 'LR'));
  const ids = [...zones.map((_, z) => `z${z}`), ...(homeless.length > 0 ? ['pending'] : [])];
  return ['flowchart TB', ...boxes.flat().map((line) => `  ${line}`), ...(ids.length > 1 ? [`  ${ids.join(' ~~~ ')}`] : [])].join('\n');
}
