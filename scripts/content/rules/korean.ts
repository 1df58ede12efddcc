import { lineAt, passagesOf, type Passage } from '../prose';
import type { Finding, Problem, Rule } from '../problem';
import { pagesOf, type Project } from '../project';
import { koreanWords, wordProblems, type HouseWords } from '../words';

/** Wrong spelling → the house's word. A key is a regular expression. */
export const spellings: HouseWords = [
  [/포드(?=[가-힣]{0,2}(\s|[.,)]|$))/, '파드'],
  [/쿠버(네테스|네테즈|네티즈|내티스|내테스|네틱스)/, '쿠버네티스'],
  [/디플로이(먼츠|멘트|맨트|먼드)/, '디플로이먼트'],
  [/콘테이너|컨테이나/, '컨테이너'],
  [/클러스트(?!러)(?=[\s을를은는이가의와과에])/, '클러스터'],
  [/스케쥴/, '스케줄'],
  [/스케쥴링|스케듈/, '스케줄'],
  [/컨트롤플레인|컨트롤 플래인|콘트롤 플레인/, '컨트롤 플레인'],
  [/네임 스페이스|네임스패이스/, '네임스페이스'],
  [/톨러런스|톨로레이션|톨레이션/, '톨러레이션'],
  [/어피너티|어피니트|애피니티/, '어피니티'],
  [/롤 아웃|로울아웃/, '롤아웃'],
  [/써비스/, '서비스'],
  [/라벨/, '레이블'],
  [/어노테이션|애노테이션/, '애너테이션'],
  [/커넬/, '커널'],
  [/어플리케이션/, '애플리케이션'],
  [/메세지/, '메시지'],
  [/메타데이타|데이타/, '데이터'],
  [/디렉토리/, '디렉터리'],
  [/캐쉬/, '캐시'],
  [/푸쉬/, '푸시'],
  [/메뉴얼/, '매뉴얼'],
  [/쉘(?=[\s을를은는이가의와과에.,])/, '셸'],
  [/프로브스|프루브/, '프로브'],
  [/이벤트드리븐/, '이벤트 기반'],
];

/** “…”, "…", ‘…’, 「…」 and text between code marks: other people's words, or names. */
const quotations = /“[^”]*”|‘[^’]*’|"[^"\n]*"|「[^」]*」|『[^』]*』/g;
const blank = (text: string) => text.replace(/[^\n]/g, ' ');

/** Offsets of sentence ends in the plain style: `…한다.`, `…이다.`; the polite `…니다.` and words in quotation marks pass. */
export function plainEndings(text: string): { offset: number; word: string }[] {
  const open = text.replace(quotations, blank);
  return [...open.matchAll(/(?<![가-힣])(?:`…`)?[가-힣]*다(?=[.!?](?:\s|$|[)\]}*_]))/g)]
    .filter(([word]) => !word.endsWith('니다'))
    .map((match) => ({ offset: match.index, word: match[0] }));
}

/** One spelling a word, and one word a concept; what others said, in quotation marks, passes. */
export function spellingProblems(text: string): { offset: number; word: string; house: string }[] {
  return [...wordProblems(text, spellings), ...wordProblems(text.replace(quotations, blank), koreanWords)];
}

function check(file: string, passage: Passage): Problem[] {
  return [
    ...(passage.quoted ? [] : plainEndings(passage.text)).map(({ offset, word }) => ({ file, line: lineAt(passage, offset), message: `"${word}." is plain style`, remedy: 'end the sentence politely (합니다체), or put other people’s words in quotation marks' })),
    ...(passage.quoted ? [] : spellingProblems(passage.text)).map(({ offset, word, house }) => ({ file, line: lineAt(passage, offset), message: `"${word}" is not the house's word`, remedy: `write ${house}` })),
  ];
}

/** Polite style, one spelling a word and one word a concept on the Korean pages. */
export const korean: Rule<Project> = {
  name: 'Korean',
  check: (project) =>
    pagesOf(project)
      .filter(({ locale }) => locale === 'ko')
      .map((page): Finding => ({ subject: page.file, problems: passagesOf(page).flatMap((passage) => check(page.file, passage)) })),
};
