/** Names made from other texts (applicationset/utils: SanitizeName, SlugifyName over github.com/gosimple/slug v1.15.0). */
const MOST = 253;

/** A text as the name of a DNS subdomain. */
export const sanitizeName = (name: string): string =>
  name.toLowerCase().replace(/[^-a-z0-9.]/gu, '-').slice(0, MOST).replace(/^[-.]+|[-.]+$/g, '');

/** Cuts at the last dash before the limit, or at the limit. */
function smartTruncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const dash = text.slice(0, limit + 1).lastIndexOf('-');
  return text.slice(0, dash < 0 ? limit : dash);
}

/** `slugify [limit] [smart] name`. */
export function slugify(name: string, limit = 50, smart = true): string {
  const sane = sanitizeName(name);
  const cut = !smart && sane.length >= limit ? sane.slice(0, limit) : sane;
  const slug = cut.replace(/[^a-zA-Z0-9\-_]/g, '-').replace(/-+/g, '-').replace(/^[-_]+|[-_]+$/g, '');
  return limit > 0 && smart ? smartTruncate(slug, limit) : slug;
}
