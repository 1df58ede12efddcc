// `npm run search -- ko "질의"`: the first ten results of the built site, as its search dialog shows them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer } from '../src/search/answer';
import { buildTables } from '../src/search/tables';
import type { SearchIndex } from '../src/search/types';
import { buildDir, shown } from './lib/paths';

function main(): void {
  const [locale, ...words] = process.argv.slice(2);
  const query = words.join(' ');
  if ((locale !== 'ko' && locale !== 'en') || !query.trim()) throw new Error('Say a language and what to search for: npm run search -- ko "파드"');
  const file = join(buildDir, locale === 'ko' ? '' : locale, 'search-index.json');
  if (!existsSync(file)) throw new Error(`There is no ${shown(file)}. Build the site first: npm run build:site`);
  const { hits } = answer(buildTables(JSON.parse(readFileSync(file, 'utf8')) as SearchIndex), query);
  if (hits.length === 0) console.log(locale === 'ko' ? '결과가 없습니다.' : 'No results.');
  hits.slice(0, 10).forEach(({ pageTitle, title, url }, i) => console.log(`${i + 1}. ${pageTitle}\n   ${title.map(({ text }) => text).join('')}\n   ${url}`));
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
