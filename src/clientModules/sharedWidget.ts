import { islandElementId } from '@site/src/islands/islandElementId';
import { sharedIds } from '@site/src/widgets/state/address';

interface RouteUpdate {
  location: { hash: string };
}

/** An address that carries the state of a widget leads to that widget; its fragment is no id that the browser could find. */
export function onRouteDidUpdate({ location }: RouteUpdate): void {
  const id = sharedIds(location.hash).at(-1);
  if (id !== undefined) document.getElementById(islandElementId(id))?.scrollIntoView();
}
