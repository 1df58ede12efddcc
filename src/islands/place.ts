import { createContext, useContext } from 'react';

/** Where an island stands: what tells two of a kind apart. */
export interface Place {
  /** The page's address below the base and the language, without slashes at its ends; the home page is ''. Both languages have the same. */
  readonly page: string;
  /** Unique on its page. */
  readonly id: string;
}

export const PlaceContext = createContext<Place | null>(null);

/** The place of the island around a component; null outside of one. */
export const usePlace = (): Place | null => useContext(PlaceContext);

/** `/en/guides/x/` below the base `/en/` → `guides/x`. */
export function pageOf(pathname: string, base: string): string {
  const below = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  return decodeURI(below).replace(/^\/+|\/+$|(\/?index)?\.html$/g, '');
}
