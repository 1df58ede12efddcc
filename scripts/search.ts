// `npm run search -- ko "질의"`: the first ten results of the built site, as its search dialog shows them.
// `npm run search -- --asked FILE…`: for how many questions in readers' words the answering page is among the first five.
import type { Locale } from '../src/i18n/messages';
import { ask } from '../src/search/converse';
import { askAll, readAsked } from './search/asked';
import { openBuilt } from './search/built';

async function showResults(locale: Locale, query: string): Promise<void> {
  const { hits } = await ask(openBuilt(locale), query);
  if (hits.length === 0) console.log(locale === 'ko' ? '결과가 없습니다.' : 'No results.');
  hits.slice(0, 10).forEach(({ pageTitle, title, url }, i) => console.log(`${i + 1}. ${pageTitle}\n   ${title.map(({ text }) => text).join('')}\n   ${url}`));
}

async function showAsked(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new Error('Name the files with questions: npm run search -- --asked asked-*.yaml');
  const asked = files.flatMap(readAsked);
  for (const locale of ['ko', 'en'] as const) {
    const results = await askAll(openBuilt(locale), asked, locale);
    const answered = results.filter((result) => result.answered).length;
    console.log(`${locale} ${(answered / Math.max(1, results.length)).toFixed(2)} ${answered}/${results.length}`);
    for (const { id, query, page, found } of results.filter((result) => !result.answered)) console.log(`${locale} ${id} “${query}” wants ${page}; first five: ${found.join(', ') || 'nothing'}`);
  }
}

async function main(): Promise<void> {
  const [first = '', ...others] = process.argv.slice(2);
  if (first === '--asked') return showAsked(others);
  const query = others.join(' ');
  if ((first !== 'ko' && first !== 'en') || !query.trim()) throw new Error('Say a language and what to search for: npm run search -- ko "파드"\nor measure questions: npm run search -- --asked FILE…');
  return showResults(first, query);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
