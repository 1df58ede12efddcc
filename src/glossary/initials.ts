/** Initial consonants of Hangul syllables, in the order of Unicode. */
const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
/** Double consonants stand under the single one. */
const single: Readonly<Record<string, string>> = { ㄲ: 'ㄱ', ㄸ: 'ㄷ', ㅃ: 'ㅂ', ㅆ: 'ㅅ', ㅉ: 'ㅈ' };
/** Final consonants of Hangul syllables; the first is none. */
const finals = ['', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
const FIRST = 0xac00;
const LAST = 0xd7a3;
const MEDIALS = 21;

const isSyllable = (code: number): boolean => code >= FIRST && code <= LAST;

/** `파드` → `ㅍㄷ`; other letters stay. */
export const initialsOf = (text: string): string =>
  [...text].map((letter) => (isSyllable(letter.codePointAt(0)!) ? initials[Math.floor((letter.codePointAt(0)! - FIRST) / (MEDIALS * finals.length))]! : letter)).join('');

/** The heading for a name: its initial consonant, or its Latin letter; `#` for anything else. */
export function groupOf(name: string): string {
  const initial = initialsOf(name[0] ?? '');
  if (initials.includes(initial)) return single[initial] ?? initial;
  return /[a-z]/i.test(initial) ? initial.toUpperCase() : '#';
}

/** What is compared: lower case, without spaces and hyphens. */
export const foldName = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/[\s\-_·]/g, '');

/** While 파드 is typed, an input method shows 팓: the last syllable's final may be the next one's initial. */
function unfinished(query: string): string | null {
  const code = query.codePointAt(query.length - 1) ?? 0;
  if (!isSyllable(code)) return null;
  const final = (code - FIRST) % finals.length;
  return final && initials.includes(finals[final]!) ? `${query.slice(0, -1)}${String.fromCodePoint(code - final)}${finals[final]!}` : null;
}

/** Every letter of `query` from `at`: a lone consonant stands for any syllable that begins with it. */
const matchesAt = (name: string, begun: string, query: string, at: number): boolean =>
  [...query].every((letter, i) => (initials.includes(letter) ? begun[at + i] === letter : name[at + i] === letter));

function includes(name: string, query: string): boolean {
  const begun = initialsOf(name);
  for (let at = 0; at + query.length <= name.length; at += 1) if (matchesAt(name, begun, query, at)) return true;
  return false;
}

/** Is what was typed the whole name, written out or as initial consonants? */
export function isWholeName(name: string, query: string): boolean {
  const [folded, wanted] = [foldName(name), foldName(query)];
  return folded.length === wanted.length && matchesAt(folded, initialsOf(folded), wanted, 0);
}

/** Does a name contain what was typed? Spaces, hyphens and case do not matter; ㅍㄷ, 파ㄷ and the unfinished 팓 find 파드. */
export function nameMatches(name: string, query: string): boolean {
  const [folded, wanted] = [foldName(name), foldName(query)];
  const half = unfinished(wanted);
  return includes(folded, wanted) || (half !== null && includes(folded, half));
}
