/**
 * Back and Forward lead to where the reader was. The browser restores a scroll position before the page of that address is rendered, and
 * Docusaurus scrolls every page that it renders to the top; so each entry of the history is marked, its place is written down when the
 * reader leaves it, and found again once its page stands, after a reload too.
 */
import { placeAt, positionOf, type Place } from './place';

const KEY = 'kx.places';
const MOST = 60;
/** What arrives late (a widget's code) may still move the page: it has come to rest when it has not for so long (ms), or after the longest wait. */
const RESTS = 1500;
const LONGEST = 10_000;
const moves = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

interface Marked {
  place?: string;
}

let places: Record<string, Place> = {};
/** The mark of the history's entry that is shown, and the last scroll position there. */
let here = '';
let y = 0;
let stopSettling = (): void => undefined;

function read(): void {
  try {
    places = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as typeof places;
  } catch {
    // Storage is off or was tampered with: places are kept until the page is closed.
  }
}

function write(): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Object.entries(places).slice(-MOST))));
  } catch {
    // As above.
  }
}

/** The mark of the entry that the browser is at; null where it has none yet, because it is new. */
const markOf = (): string | null => (window.history.state as Marked | null)?.place ?? null;

function mark(): string {
  const name = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  window.history.replaceState({ ...(window.history.state as object | null), place: name } satisfies Marked, '');
  return name;
}

/** The browser restores where it loads a document; between pages of one document it would do so too early. */
function ours(): void {
  window.history.scrollRestoration = 'manual';
}

function leave(position: number): void {
  if (here) places[here] = placeAt(position);
}

/** Scrolls to a place, and again while what arrives late moves it, unless the reader moves. */
function settleAt(place: Place): void {
  stopSettling();
  const start = performance.now();
  let moved = start;
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const name of moves) window.removeEventListener(name, stop);
  };
  const step = () => {
    const wanted = positionOf(place);
    const now = performance.now();
    if (Math.abs(window.scrollY - wanted) > 1) {
      window.scrollTo({ top: wanted, behavior: 'instant' });
      moved = now;
    }
    if (now < Math.min(moved + RESTS, start + LONGEST)) frame = requestAnimationFrame(step);
    else stop();
  };
  for (const name of moves) window.addEventListener(name, stop, { passive: true });
  stopSettling = stop;
  step();
}

interface Route {
  location: { pathname: string };
  previousLocation: { pathname: string } | null;
}

/** Docusaurus calls this while the page that is left still stands. */
export function onRouteUpdate({ location, previousLocation }: Route): void {
  if (!previousLocation) return;
  stopSettling();
  // To another place of the same page the browser has scrolled already; the last event tells of where it was before.
  leave(location.pathname === previousLocation.pathname ? y : window.scrollY);
  // What scrolls from here on is the next page.
  here = '';
}

/** Docusaurus calls this once the new page stands and has been scrolled to its top or to the place in its address. */
export function onRouteDidUpdate({ previousLocation }: Route): void {
  const known = markOf();
  here = known ?? mark();
  y = window.scrollY;
  if (previousLocation) ours();
  const moved = !previousLocation && 'moved' in document.documentElement.dataset;
  if (known && places[known] && !moved) settleAt(places[known]);
}

if (typeof window !== 'undefined') {
  read();
  window.addEventListener('scroll', () => here && (y = window.scrollY), { passive: true });
  window.addEventListener('load', () => setTimeout(ours));
  window.addEventListener('pageshow', ({ persisted }) => persisted && ours());
  window.addEventListener('pagehide', () => {
    leave(window.scrollY);
    write();
    window.history.scrollRestoration = 'auto';
  });
}
