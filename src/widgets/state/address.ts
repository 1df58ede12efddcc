/**
 * A widget's state in an address: `#id=packed`, several joined by `&`. The fragment never travels to a server, so its length is nobody's concern
 * but the browser's. Addresses of older editions carried it in the query, `?id=packed`.
 */

/** The longest packed text that goes into an address; what is longer is offered as a file. Browsers take far more, but who passes an address on may not. */
export const MAX_PACKED = 30_000;

function entriesOf(hash: string): [id: string, packed: string][] {
  if (!hash.includes('=')) return [];
  return hash
    .replace(/^#/, '')
    .split('&')
    .map((entry): [string, string] => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)])
    .filter(([id]) => /^[\w-]+$/.test(id));
}

/** The widgets whose state a fragment carries, in order. */
export const sharedIds = (hash: string): string[] => entriesOf(hash).map(([id]) => id);

/** The packed state of the widget in an address; null when it carries none. */
export function packedIn(location: Pick<Location, 'hash' | 'search'>, id: string): string | null {
  return entriesOf(location.hash).find(([one]) => one === id)?.[1] ?? new URLSearchParams(location.search).get(id);
}

/** The address with the state of this widget in its fragment (`null`: without it), whatever form it had there before. */
export function withPacked(address: string, id: string, packed: string | null): string {
  const url = new URL(address);
  const others = entriesOf(url.hash).filter(([one]) => one !== id);
  const held = packedIn(url, id) !== null;
  url.searchParams.delete(id);
  const entries = packed === null ? others : [...others, [id, packed]];
  if (entries.length > 0) url.hash = entries.map((entry) => entry.join('=')).join('&');
  else if (held) url.hash = '';
  return url.href.replace(/#$/, '');
}
