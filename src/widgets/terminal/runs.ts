/** What runs of a widget have in common where each begins with a cluster of its own, kept under its place and a number. */
import type { Place } from '@site/src/islands/place';
import type { Shared } from '../state';
import { withPacked } from '../state/address';
import { pack } from '../state/packed';
import { keysOf, remove } from '../state/store';

/** An address of what was chosen, and nothing of the run: that is the reader's own. */
export async function sharedChoice(id: string, choice: object): Promise<Shared> {
  const url = new URL(window.location.href);
  url.hash = '';
  return { kind: 'link', url: withPacked(url.href, id, await pack({ v: 1, s: choice })) };
}

/** Clusters of earlier runs at this place are let go. `name`: the widget's. */
export function forgetDesks(name: string, place: Place): void {
  const prefix = `${keysOf(name, place, false).own}-`;
  try {
    for (const key of Object.keys(window.localStorage)) if (key.startsWith(prefix)) remove(key);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}
