import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { buildDir } from '../../scripts/lib/paths';
import { parts } from '../../src/curriculum/parts';

export type Locale = 'ko' | 'en';

/** A page of the built site. */
export interface SitePage {
  locale: Locale;
  /** Address below the base and the language, without a slash at the beginning: `` (home), `curriculum`, `guides/x`. */
  name: string;
  /** Address below the base: `en/guides/x`. */
  path: string;
  /** As the sitemap gives it, with the public origin. */
  publicUrl: string;
}

// Not from the environment: Vitest sets BASE_URL for its own purposes.
const base = new URL(inject('siteUrl')).pathname;

function readSitemap(locale: Locale): SitePage[] {
  const file = join(buildDir, locale === 'ko' ? '' : locale, 'sitemap.xml');
  if (!existsSync(file)) throw new Error(`${file} is missing. Build the site first: npm run build:site`);
  return [...readFileSync(file, 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, publicUrl = '']) => {
    const path = decodeURI(new URL(publicUrl).pathname).slice(base.length);
    return { locale, name: locale === 'ko' ? path : path.replace(/^en\/?/, ''), path, publicUrl };
  });
}

/** Every page that the two sitemaps name. */
export const sitePages: SitePage[] = [...readSitemap('ko'), ...readSitemap('en')];

/** The same pages as Vitest's `it.each` wants them. */
export const eachPage: [string, SitePage][] = sitePages.map(named);

function named(page: SitePage): [string, SitePage] {
  return [`${page.locale} /${page.name}`, page];
}

const firstParts = new Map(parts.map(({ slug, number }) => [slug, number]));

/** Pages of one template are made of the same furniture: what holds for one of them is likely to hold for all. */
const templateOf = (name: string): string => (firstParts.has(name) ? 'part' : name.includes('/') ? name.slice(0, name.indexOf('/')) : name);

/** At most so many changed pages are swept beside the templates; the nightly run sweeps all. */
const MOST_CHANGED = 4;

function sweptNames(): Set<string> {
  const names = sitePages.filter(({ locale }) => locale === 'ko').map(({ name }) => name).sort((a, b) => (firstParts.get(a) ?? 0) - (firstParts.get(b) ?? 0) || (a < b ? -1 : 1));
  const sweep = inject('sweep');
  if (sweep === 'all') return new Set(names);
  const templates = new Map<string, string>();
  for (const name of names) if (!templates.has(templateOf(name))) templates.set(templateOf(name), name);
  const chosen = new Set(templates.values());
  const changed = inject('changedPages').filter((name) => names.includes(name) && !chosen.has(name));
  for (const name of changed.slice(0, MOST_CHANGED)) chosen.add(name);
  return chosen;
}

const swept = sweptNames();

/** Pages for what is too dear to do on every page: one of each template and what has changed, or all of them (`npm run test:sweep`). */
export const sweptPages: SitePage[] = sitePages.filter(({ name }) => swept.has(name));

export const eachSweptPage: [string, SitePage][] = sweptPages.map(named);

/** Swept pages of the course itself, in one language (the fixed pages have no headings to link to and no widgets). */
export const sweptDocPages = (locale: Locale): SitePage[] => sweptPages.filter((page) => page.locale === locale && !['', 'curriculum'].includes(page.name));
