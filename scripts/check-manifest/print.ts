import type { Locale } from '../../src/i18n/messages';
import { problemText } from '../../src/phrases/api';
import { fieldErrorMessages } from '../../src/phrases/api/field-errors';
import { apiMessages } from '../../src/phrases/api/messages';
import { lineMeaning } from '../../src/phrases/manifest-check';
import { originMessages } from '../../src/phrases/manifest-check/messages';
import { otherFields } from '../../src/phrases/manifest-check/other-fields';
import { podFields } from '../../src/phrases/manifest-check/pod-fields';
import type { Check, CheckedObject } from '../../src/simulation/tools/manifest-check/check';

const words = {
  ko: { error: '오류', warning: '알림', good: (n: number) => `오브젝트 ${n}개를 받아들입니다`, refused: (n: number) => `오류 ${n}건`, nothing: '오브젝트가 없습니다' },
  en: { error: 'error', warning: 'note', good: (n: number) => `objects taken: ${n}`, refused: (n: number) => `errors: ${n}`, nothing: 'there is no object' },
} as const;

/** An object as it is stored; behind each line that nobody wrote, who did and what it means. */
function storedLines({ kind, name, stored }: CheckedObject, lang: Locale): readonly string[] {
  if (stored === undefined) return [];
  const { lines } = stored;
  const texts = { origin: originMessages[lang], fields: { ...otherFields[lang], ...podFields[lang] } };
  const width = Math.max(...lines.map(({ text }) => text.length));
  let last = '';
  const shown = lines.map((line) => {
    if (line.origin === 'sent') return line.text;
    const said = lineMeaning(line, lines, texts).text;
    // A block that was added is explained once.
    const comment = `# ${texts.origin.origins[line.origin]}${said === last ? '' : `: ${said}`}`;
    last = said;
    return `${line.text.padEnd(width)}  ${comment}`;
  });
  return [`---  # ${kind} ${name}`, ...shown];
}

/** What was found in one file, line by line: `file:line:column: error: the server's words`, with the explanation below. */
export function reportLines(file: string, { problems, objects }: Check, lang: Locale, stored: boolean): readonly string[] {
  const texts = { api: apiMessages[lang], fieldErrors: fieldErrorMessages[lang] };
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const text = words[lang];
  return [
    ...problems.flatMap((problem) => [`${file}:${problem.line}:${problem.column}: ${text[problem.severity]}: ${problem.message}`, `    ${problemText(problem, texts)}`]),
    ...(stored ? objects.flatMap((object) => storedLines(object, lang)) : []),
    `${file}: ${[errors > 0 ? text.refused(errors) : '', objects.length > 0 ? text.good(objects.length) : '', errors === 0 && objects.length === 0 ? text.nothing : ''].filter((part) => part !== '').join(', ')}`,
  ];
}
