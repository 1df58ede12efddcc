import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { buildDir } from '../../scripts/lib/paths';

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
export const eachPage: [string, SitePage][] = sitePages.map((page) => [`${page.locale} /${page.name}`, page]);

/** Pages of the course itself, in one language (the fixed pages have no headings to link to and no widgets). */
export const docPages = (locale: Locale): SitePage[] => sitePages.filter((page) => page.locale === locale && !['', 'curriculum'].includes(page.name));
