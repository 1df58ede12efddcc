/**
 * Hangul as the keys one presses for it, in compatibility jamo: 값 is ㄱㅏㅂㅅ, 과 is ㄱㅗㅏ. A half-typed syllable (팓 on the way to 파드)
 * is then a prefix of the finished word. Syllable arithmetic: The Unicode Standard, section 3.12.
 */
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const VOWELS = ['ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅗㅏ', 'ㅗㅐ', 'ㅗㅣ', 'ㅛ', 'ㅜ', 'ㅜㅓ', 'ㅜㅔ', 'ㅜㅣ', 'ㅠ', 'ㅡ', 'ㅡㅣ', 'ㅣ'];
const FINALS = ['', 'ㄱ', 'ㄲ', 'ㄱㅅ', 'ㄴ', 'ㄴㅈ', 'ㄴㅎ', 'ㄷ', 'ㄹ', 'ㄹㄱ', 'ㄹㅁ', 'ㄹㅂ', 'ㄹㅅ', 'ㄹㅌ', 'ㄹㅍ', 'ㄹㅎ', 'ㅁ', 'ㅂ', 'ㅂㅅ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
const CLUSTERS: Record<string, string> = { ㄳ: 'ㄱㅅ', ㄵ: 'ㄴㅈ', ㄶ: 'ㄴㅎ', ㄺ: 'ㄹㄱ', ㄻ: 'ㄹㅁ', ㄼ: 'ㄹㅂ', ㄽ: 'ㄹㅅ', ㄾ: 'ㄹㅌ', ㄿ: 'ㄹㅍ', ㅀ: 'ㄹㅎ', ㅄ: 'ㅂㅅ', ㅘ: 'ㅗㅏ', ㅙ: 'ㅗㅐ', ㅚ: 'ㅗㅣ', ㅝ: 'ㅜㅓ', ㅞ: 'ㅜㅔ', ㅟ: 'ㅜㅣ', ㅢ: 'ㅡㅣ' };

const FIRST = 0xac00;
const LAST = 0xd7a3;

/** What Koreans write in two ways without hearing a difference, as one: 데/대, 쥴/줄, 빽/백. */
const ALIKE: Record<string, string> = { ㅐ: 'ㅔ', ㅒ: 'ㅖ', ㄲ: 'ㄱ', ㄸ: 'ㄷ', ㅃ: 'ㅂ', ㅆ: 'ㅅ', ㅉ: 'ㅈ' };
const PLAIN_AFTER_SIBILANT: Record<string, string> = { ㅑ: 'ㅏ', ㅕ: 'ㅓ', ㅛ: 'ㅗ', ㅠ: 'ㅜ', ㅖ: 'ㅔ' };

export const isHangul = (text: string): boolean => /^[가-힣ㄱ-ㅎㅏ-ㅣ]+$/.test(text);

/** True for initial consonants alone (ㅍㄷ), as Koreans type them to find a name. */
export const isInitials = (text: string): boolean => /^[ㄱ-ㅎ]+$/.test(text);

/** The keys of one character; anything but Hangul is itself. */
function keysOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < FIRST || code > LAST) return CLUSTERS[character] ?? character;
  const offset = code - FIRST;
  return INITIALS[Math.floor(offset / 588)]! + VOWELS[Math.floor((offset % 588) / 28)]! + FINALS[offset % 28]!;
}

/** The keys of a text as typed. */
export const rawKeys = (text: string): string => [...text].map(keysOf).join('');

/** The keys of a text with what sounds alike made equal: 스케쥴러 and 스케줄러 are the same. */
export function keys(text: string): string {
  return rawKeys(text)
    .replace(/[ㅐㅒㄲㄸㅃㅆㅉ]/g, (key) => ALIKE[key]!)
    .replace(/([ㅈㅊ])([ㅑㅕㅛㅠㅖ])/g, (_, consonant: string, vowel: string) => consonant + PLAIN_AFTER_SIBILANT[vowel]!);
}

/** The first consonants of a text's syllables, doubled ones as single: 파드 → ㅍㄷ. Other characters are left out; consonants stay. */
export function initials(text: string): string {
  let found = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code >= FIRST && code <= LAST) found += INITIALS[Math.floor((code - FIRST) / 588)]!;
    else if (isInitials(character)) found += CLUSTERS[character] ?? character;
  }
  return found.replace(/[ㄲㄸㅃㅆㅉ]/g, (key) => ALIKE[key]!);
}

const LATIN = 'qwertyuiopasdfghjklzxcvbnm';
const DUBEOLSIK = 'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ';

/** What the same presses give in the other of the two keyboard layouts (vkem ↔ 파드, ㅔㅐㅇ ↔ pod); Hangul comes back as keys. */
export function otherLayout(text: string): string {
  return [...rawKeys(text).toLowerCase()]
    .map((key) => {
      const latin = LATIN.indexOf(key);
      if (latin >= 0) return DUBEOLSIK[latin]!;
      const hangul = DUBEOLSIK.indexOf(key);
      return hangul >= 0 ? LATIN[hangul]! : key;
    })
    .join('');
}
