/** sortOptions: as written, or in the order kustomize always had (SortOrderTransformer). */
import { GoError } from '../../../base/go/values';
import { LEGACY_ORDER, placesOf, printGvk, sameGvk, sortText } from '../resources/id';
import type { ResId } from '../resources/id';
import type { SortOptions } from '../kustomization/types';
import type { Transformer } from './simple';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const idText = (id: ResId): string => `${printGvk(id)}|${id.namespace || '~X'}|${id.name || '~N'}`;

function compareIds(places: ReadonlyMap<string, number>): (a: ResId, b: ResId) => number {
  return (a, b) => {
    if (sameGvk(a, b)) return compare(idText(a), idText(b));
    const place = (places.get(a.kind) ?? 0) - (places.get(b.kind) ?? 0);
    if (place !== 0) return place;
    const order = compare(sortText(a), sortText(b));
    return a.kind === 'Namespace' && b.kind === 'Namespace' && (a.group === '' || b.group === '') ? -order : order;
  };
}

export const sortResources = ({ order = '', legacySortOptions: legacy }: SortOptions): Transformer => (resources) => {
  if (order !== 'fifo' && order !== 'legacy') throw new GoError("the field 'sortOptions.order' must be one of [fifo, legacy]");
  if (order === 'fifo' && legacy !== undefined) throw new GoError("the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'");
  if (order === 'fifo') return;
  const by = compareIds(placesOf(legacy === undefined ? LEGACY_ORDER : { first: legacy.orderFirst ?? [], last: legacy.orderLast ?? [] }));
  resources.list = resources.list.map((resource) => ({ resource, id: resource.id })).sort((a, b) => by(a.id, b.id)).map(({ resource }) => resource);
};
