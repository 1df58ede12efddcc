import { lineAt, passagesOf } from '../prose';
import type { Finding, Rule } from '../problem';
import { pagesOf, type Project } from '../project';
import { englishWords, wordProblems } from '../words';

/** No Korean left over on an English page, save where `lang="ko"` says so; the house's words and spelling. */
export const english: Rule<Project> = {
  name: 'English',
  check: (project) =>
    pagesOf(project)
      .filter(({ locale }) => locale === 'en')
      .map((page): Finding => ({
        subject: page.file,
        problems: [
          ...passagesOf(page).flatMap((passage) => {
            const found = /[가-힣][가-힣\s]*/.exec(passage.text);
            return found ? [{ file: page.file, line: lineAt(passage, found.index), message: `"${found[0].trim()}" is Korean`, remedy: 'translate it, or mark a name with <span lang="ko">…</span>' }] : [];
          }),
          ...passagesOf(page).flatMap((passage) =>
            passage.quoted ? [] : wordProblems(passage.text, englishWords).map(({ offset, word, house }) => ({ file: page.file, line: lineAt(passage, offset), message: `"${word}" is not the house's word`, remedy: `write ${house}` })),
          ),
          ...page.fences
            .filter(({ value, meta }) => /[가-힣]/.test(`${value}${meta}`) && !/(^|\s)localized(\s|$)/.test(meta))
            .map(({ line }) => ({ file: page.file, line, message: 'the fence has Korean in it', remedy: 'translate it' })),
        ],
      })),
};
