import { box, quoted } from '@site/src/components/LiveDiagram/flowchart';
import type { NodePicture, OwnerPicture, Picture, PodPicture } from '@site/src/simulation/cluster/picture/picture';

/** Words of the picture in the reader's language. */
export interface ClusterChartWords {
  readonly replicas: (ready: number, desired: number) => string;
  readonly nodeReady: Readonly<Record<NodePicture['ready'], string>>;
  readonly cordoned: string;
  readonly waiting: string;
  readonly noPods: string;
  readonly more: (n: number) => string;
  readonly moreNodes: (n: number) => string;
  readonly moreOwners: (n: number) => string;
}

/** So much is drawn; the rest is counted. */
const MOST_NODES = 8;
const MOST_OWNERS = 12;
/** Pods of all boxes together, and of one at least. */
const MOST_PODS = 24;
const LEAST_PODS = 3;

/** What is about to fail or waits has a broken line: the words say what it is. */
const CLASSES: Readonly<Partial<Record<PodPicture['tone'], string>>> = { waiting: ':::open', failed: ':::open', warned: ':::open' };

/** Owners in the order in which they are drawn, each before what it owns. */
function ownersOf({ owners, pods }: Picture): readonly OwnerPicture[] {
  const used = new Set(pods.flatMap(({ owner }) => owner ?? []));
  // A ReplicaSet of an older revision owns nothing any more.
  const alive = owners.filter(({ kind, desired, key }) => kind !== 'ReplicaSet' || desired > 0 || used.has(key));
  const below = (key: string): OwnerPicture[] => alive.filter(({ owner }) => owner === key).flatMap((one) => [one, ...below(one.key)]);
  return alive.filter(({ owner }) => owner === null || !alive.some(({ key }) => key === owner)).flatMap((one) => [one, ...below(one.key)]);
}

/**
 * A cluster at a moment as a Mermaid flowchart: what owns what, from the owners to the Pods in the boxes of their nodes. The text is the same for the same picture, and safe
 * for any name. On a `narrow` screen all stands one below another, and an owner points at the boxes in which its Pods are.
 */
export function clusterChart(picture: Picture, words: ClusterChartWords, narrow = false): string {
  const nodes = picture.nodes.slice(0, MOST_NODES);
  const all = ownersOf(picture);
  const owners = all.slice(0, MOST_OWNERS);
  const idOf = new Map(owners.map(({ key }, i) => [key, `o${i}`]));
  const homeless = picture.pods.filter(({ node }) => node === null);
  const places = [...nodes.map(({ name }, i) => ({ id: `n${i}`, pods: picture.pods.filter(({ node }) => node === name) })), { id: 'w', pods: homeless }];
  const most = Math.max(LEAST_PODS, Math.floor(MOST_PODS / Math.max(1, places.filter(({ pods }) => pods.length > 0).length)));

  const edges: string[] = owners.flatMap(({ key, owner }) => (owner !== null && idOf.has(owner) ? [`${idOf.get(owner)!} --> ${idOf.get(key)!}`] : []));
  const podsIn = ({ id, pods }: (typeof places)[number]): string[] => {
    if (pods.length === 0) return [`${id}none[${quoted(words.noPods)}]:::quiet`];
    const shown = pods.slice(0, most);
    const drawn = shown.map(({ name, status, ready, containers, tone }, i) => `${id}p${i}([${quoted(name, `${status} ${ready}/${containers}`)}])${CLASSES[tone] ?? ''}`);
    const ids = shown.map((_, i) => `${id}p${i}`);
    if (pods.length > shown.length) {
      drawn.push(`${id}more[${quoted(words.more(pods.length - shown.length))}]:::quiet`);
      ids.push(`${id}more`);
    }
    const owned = shown.flatMap(({ owner }, i) => (owner !== null && idOf.has(owner) ? [{ from: idOf.get(owner)!, to: narrow ? id : `${id}p${i}` }] : []));
    edges.push(...new Set(owned.map(({ from, to }) => `${from} --> ${to}`)));
    return narrow && ids.length > 1 ? [...drawn, ids.join(' ~~~ ')] : drawn;
  };

  const titleOf = ({ name, ready, unschedulable }: NodePicture): string => [name, ready === 'True' ? '' : words.nodeReady[ready], unschedulable ? words.cordoned : ''].filter(Boolean).join(' · ');
  const drawn = nodes.map((node, i) => box(`n${i}`, titleOf(node), podsIn(places[i]!), 'TB'));
  // Mermaid puts the last of several boxes beside each other on top.
  const boxes = (narrow ? drawn : drawn.reverse()).flat();
  const shownIds = nodes.map((_, i) => `n${i}`);
  if (picture.nodes.length > nodes.length) {
    boxes.push(`moreNodes[${quoted(words.moreNodes(picture.nodes.length - nodes.length))}]:::quiet`);
    shownIds.push('moreNodes');
  }
  if (homeless.length > 0) {
    boxes.push(...box('w', words.waiting, podsIn(places.at(-1)!), 'TB'));
    shownIds.push('w');
  }
  const heads = owners.map(({ kind, name, ready, desired }, i) => `o${i}[${quoted(kind, name, words.replicas(ready, desired))}]`);
  if (all.length > owners.length) heads.push(`moreOwners[${quoted(words.moreOwners(all.length - owners.length))}]:::quiet`);
  return [
    `flowchart ${narrow ? 'TB' : 'LR'}`,
    ...[...heads, ...boxes, ...edges, ...(narrow && shownIds.length > 1 ? [shownIds.join(' ~~~ ')] : [])].map((line) => `  ${line}`),
    '  classDef open stroke-dasharray:5 3',
    '  classDef quiet stroke:none,fill:none',
  ].join('\n');
}
