import { endFirstRender } from './firstRender';
import { bringLatePassages } from './late/latePassages';
import { layOutPassages } from './layOutPassages';

/** The page that the reader opened has been taken over. */
function takenOver(): void {
  endFirstRender();
  if (window.scrollY > 0) layOutPassages();
  else window.addEventListener('scroll', layOutPassages, { once: true, passive: true });
}

/** Another page: it is laid out as it is rendered. */
function movedOn(): void {
  window.removeEventListener('scroll', layOutPassages);
  delete document.documentElement.dataset.opensAtTop;
}

interface RouteUpdate {
  location: { pathname: string };
  previousLocation: { pathname: string } | null;
}

/** Docusaurus calls this as the reader leaves, before the next page has come. */
export function onRouteUpdate({ location, previousLocation }: RouteUpdate): void {
  if (previousLocation && previousLocation.pathname !== location.pathname) bringLatePassages();
}

export function onRouteDidUpdate({ location, previousLocation }: RouteUpdate): void {
  if (!previousLocation) takenOver();
  else if (previousLocation.pathname !== location.pathname) movedOn();
}
