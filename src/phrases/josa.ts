/** Latin letters and digits whose Korean reading ends in a consonant (엘, 엠, 엔, 알; 영, 일, 삼, 육, 칠, 팔). */
const CLOSED = new Set([...'lmnrLMNR013678']);

/** Whether a word, read aloud in Korean, ends in a consonant. Identifiers are read letter by letter. */
function closed(word: string): boolean {
  const last = [...word].filter((c) => /[\p{L}\p{N}]/u.test(c)).pop() ?? '';
  const code = last.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28 !== 0;
  return CLOSED.has(last);
}

/** The word with the particle that fits it: `josa('node-a', '을', '를')` is "node-a를". */
export const josa = (word: string, afterConsonant: string, afterVowel: string): string => word + (closed(word) ? afterConsonant : afterVowel);
