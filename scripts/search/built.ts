import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../src/i18n/messages';
import { libraryOf, type Library } from '../../src/search/load';
import { unpackIndex, type PackedIndex } from '../../src/search/pack';
import type { PageTexts, SearchIndex } from '../../src/search/types';
import { buildDir, shown } from '../lib/paths';

const folderOf = (locale: Locale): string => join(buildDir, locale === 'ko' ? '' : locale);

/** The index of the built site. Throws where there is none. */
export function readBuiltIndex(locale: Locale): SearchIndex {
  const file = join(folderOf(locale), 'search-index.json');
  if (!existsSync(file)) throw new Error(`There is no ${shown(file)}. Build the site first: npm run build:site`);
  return unpackIndex(JSON.parse(readFileSync(file, 'utf8')) as PackedIndex);
}

/** What search knows of the built site, as the browser would fetch it. */
export const openBuilt = (locale: Locale): Library =>
  libraryOf(readBuiltIndex(locale), (page) => Promise.resolve(JSON.parse(readFileSync(join(folderOf(locale), `search/${page}.json`), 'utf8')) as PageTexts));
