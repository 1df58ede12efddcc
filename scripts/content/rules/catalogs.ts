import type { FoundCatalog } from '../catalogs';
import type { Finding, Problem, Rule } from '../problem';
import { englishWords, wordProblems } from '../words';
import { plainEndings, spellingProblems } from './korean';

function check({ file, line, ko, en }: FoundCatalog): Problem[] {
  if (!ko || !en) return [{ file, line, message: 'the catalog’s texts are not written out for both languages', remedy: 'give defineMessages an object with ko and en, each an object of texts (also from a neighbouring module)' }];
  const problems: Problem[] = [];
  for (const [here, there, language] of [[ko, en, 'English'], [en, ko, 'Korean']] as const) {
    const known = new Set(there.texts.map(({ key }) => key));
    for (const text of here.texts) {
      const report = (message: string, remedy: string) => problems.push({ file: here.file, line: text.line, message: `${text.key}: ${message}`, remedy });
      if (!known.has(text.key)) report(`has no ${language} text`, 'write it in both languages');
      if (text.pieces.length > 0 && text.pieces.every((piece) => !piece.trim())) report('is empty', 'write the text or remove the key');
    }
  }
  for (const { key, pieces, line: at } of en.texts) {
    const korean = pieces.find((piece) => /[ㄱ-ㆎ가-힣]/.test(piece));
    if (korean) problems.push({ file: en.file, line: at, message: `${key}: has Korean in it ("${korean}")`, remedy: 'write it in English' });
    for (const { word, house } of pieces.flatMap((piece) => wordProblems(piece, englishWords))) problems.push({ file: en.file, line: at, message: `${key}: "${word}" is not the house's word`, remedy: `write ${house}` });
  }
  for (const { key, pieces, line: at } of ko.texts) {
    for (const piece of pieces) {
      for (const { word } of plainEndings(piece)) problems.push({ file: ko.file, line: at, message: `${key}: "${word}." is plain style`, remedy: 'end the sentence politely (합니다체)' });
      for (const { word, house } of spellingProblems(piece)) problems.push({ file: ko.file, line: at, message: `${key}: "${word}" is not the house's word`, remedy: `write ${house}` });
    }
  }
  return problems;
}

/** Text catalogs of the components: same keys, no empty text, no Korean in English, polite Korean. */
export const catalogs: Rule<FoundCatalog[]> = {
  name: 'catalogs',
  check: (found) => found.map((catalog): Finding => ({ subject: `${catalog.file}:${catalog.line}`, problems: check(catalog) })),
};
