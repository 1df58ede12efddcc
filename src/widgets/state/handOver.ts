import { islandElementId } from '@site/src/islands/islandElementId';

/** What the page hands to a widget: the name of a preset of its, or a text that it takes (a manifest). */
export interface HandedOver {
  readonly preset?: string;
  readonly text?: string;
}

const EVENT = 'kx:hand-over';
/** For widgets that sleep. */
const waiting = new Map<string, HandedOver>();

/** Hands something to the widget with this id on this page and shows the widget; false when there is none. */
export function handOver(id: string, what: HandedOver): boolean {
  const element = document.getElementById(islandElementId(id));
  if (!element) return false;
  waiting.set(id, what);
  window.dispatchEvent(new CustomEvent(EVENT, { detail: id }));
  element.scrollIntoView({ block: 'start' });
  return true;
}

/** Calls back with what was handed to the widget, before now or later. Returns how to stop listening. */
export function receive(id: string, take: (what: HandedOver) => void): () => void {
  const look = () => {
    const what = waiting.get(id);
    if (what === undefined) return;
    waiting.delete(id);
    take(what);
  };
  const hear = (event: Event) => {
    if ((event as CustomEvent<string>).detail === id) look();
  };
  window.addEventListener(EVENT, hear);
  look();
  return () => window.removeEventListener(EVENT, hear);
}
