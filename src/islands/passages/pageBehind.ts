/**
 * The path, with query and hash, of another page below `base` that the thing clicked on links to; null where it is no such link. A place on
 * the same page, another site, another language, a file and a new window stay the browser's.
 */
export function pageBehind(target: EventTarget | null, base: string): string | null {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || link.hasAttribute('download') || (link.target && link.target !== '_self')) return null;
  if (link.hreflang && link.hreflang !== document.documentElement.lang) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const elsewhere = origin !== window.location.origin || !pathname.startsWith(base) || pathname === window.location.pathname;
  return elsewhere || /\.\w+$/.test(pathname) ? null : pathname + search + hash;
}
