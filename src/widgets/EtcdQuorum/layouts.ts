import { voteAcross, type Side, type Vote } from '@site/src/simulation/cluster/etcd/quorum';

/** Where the members stand: how many in each place. */
export const LAYOUTS = {
  '2-2': [2, 2],
  '2-1': [2, 1],
  '2-2-1': [2, 2, 1],
  '1-1-1': [1, 1, 1],
} as const satisfies Record<string, readonly number[]>;

export type Layout = keyof typeof LAYOUTS;

export const PLACES = ['A', 'B', 'C'] as const;
export type Place = (typeof PLACES)[number];

export interface QuorumState {
  layout: Layout;
  /** Places whose line to the others is cut. */
  cut: readonly Place[];
}

export const initialState: QuorumState = { layout: '2-2', cut: ['B'] };

export function parseState(raw: unknown): QuorumState | undefined {
  const { layout, cut } = (typeof raw === 'object' && raw !== null ? raw : {}) as { layout?: unknown; cut?: unknown };
  if (typeof layout !== 'string' || !Object.hasOwn(LAYOUTS, layout) || !Array.isArray(cut)) return undefined;
  return { layout: layout as Layout, cut: placesOf(layout as Layout).filter((place) => cut.includes(place)) };
}

export const placesOf = (layout: Layout): readonly Place[] => PLACES.slice(0, LAYOUTS[layout].length);
export const membersIn = (layout: Layout, place: Place): number => LAYOUTS[layout][PLACES.indexOf(place)] ?? 0;

/** The sides that the cuts make: each cut place stands alone, the rest still reach each other. */
export function sidesOf({ layout, cut }: QuorumState): readonly (Side & { places: readonly Place[] })[] {
  const places = placesOf(layout);
  const together = places.filter((place) => !cut.includes(place));
  const groups = [...(together.length > 0 ? [together] : []), ...places.filter((place) => cut.includes(place)).map((place) => [place])];
  return groups.map((group) => ({ id: group.join('+'), places: group, members: group.reduce((sum, place) => sum + membersIn(layout, place), 0) }));
}

export const voteOf = (state: QuorumState): Vote => voteAcross(sidesOf(state));
