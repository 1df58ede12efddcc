import { readDocuments } from '../../api/manifest/documents';
import { entriesOf } from '../../api/manifest/json';
import type { Tree } from '../../api/yaml';

/** Where a number stands in a text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

function at(tree: Tree | undefined, ...path: readonly (string | number)[]): Tree | undefined {
  return path.reduce<Tree | undefined>((node, step) => {
    if (typeof step === 'number') return node?.type === 'sequence' ? node.items[step] : undefined;
    return node?.type === 'mapping' ? entriesOf(node).entries.find(({ name }) => name === step)?.value : undefined;
  }, tree);
}

/**
 * Where the weights of a rule's first two backends stand, so that a slider can write them; undefined where one is not written.
 * @param doc which document of the text, as `readManifests` counts
 */
export function weightPlaces(text: string, doc: number, rule: number): readonly [Place, Place] | undefined {
  const source = readDocuments(text).filter(({ tree, error }) => tree !== undefined || error !== undefined)[doc];
  const places = [0, 1].map((backend): Place | undefined => {
    const found = at(source?.tree, 'spec', 'rules', rule, 'backendRefs', backend, 'weight');
    return found?.type === 'scalar' ? { start: source!.offset + found.start, end: source!.offset + found.end } : undefined;
  });
  const [first, second] = places;
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** The text with other weights. */
export function withWeights(text: string, [first, second]: readonly [Place, Place], weights: readonly [number, number]): string {
  const [a, b] = [{ ...first, weight: weights[0] }, { ...second, weight: weights[1] }].sort((x, y) => x.start - y.start) as [Place & { weight: number }, Place & { weight: number }];
  return `${text.slice(0, a.start)}${a.weight}${text.slice(a.end, b.start)}${b.weight}${text.slice(b.end)}`;
}
