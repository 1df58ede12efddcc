/** English word stems after M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, without the steps that only tidy spelling. */
const isVowel = (word: string, i: number): boolean => /[aeiou]/.test(word[i] ?? '') || (word[i] === 'y' && i > 0 && !isVowel(word, i - 1));

/** Porter's measure m: how often a vowel run is followed by a consonant run. */
function measure(word: string): number {
  let m = 0;
  for (let i = 1; i < word.length; i += 1) if (isVowel(word, i - 1) && !isVowel(word, i)) m += 1;
  return m;
}

const hasVowel = (word: string): boolean => [...word].some((_, i) => isVowel(word, i));
const endsDouble = (word: string): boolean => /([^aeiou])\1$/.test(word);
const endsShort = (word: string): boolean => {
  const n = word.length;
  return n >= 3 && !isVowel(word, n - 1) && isVowel(word, n - 2) && !isVowel(word, n - 3) && !/[wxy]$/.test(word);
};

const LONG_SUFFIXES: readonly [string, string][] = [
  ['ational', 'ate'], ['ization', 'ize'], ['isation', 'ize'], ['iveness', 'ive'], ['fulness', 'ful'], ['ousness', 'ous'],
  ['tional', 'tion'], ['biliti', 'ble'], ['icate', 'ic'], ['ation', 'ate'], ['alism', 'al'], ['aliti', 'al'], ['iviti', 'ive'], ['alize', 'al'], ['ator', 'ate'],
  ['izer', 'ize'], ['entli', 'ent'], ['ical', 'ic'], ['ness', ''], ['ful', ''], ['ise', 'ize'],
];
const LAST_SUFFIXES = ['ement', 'ance', 'ence', 'able', 'ible', 'ment', 'ant', 'ent', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize', 'ion', 'al', 'er', 'or', 'ic'];

/** A word without the plural's s: pods → pod, policies → policy. Give it lower case. */
export function singular(word: string): string {
  if (word.length < 4) return word;
  if (/(?:ss|us|is|ops|kubernetes)$/.test(word)) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, '');
}

function withoutTense(word: string): string {
  const rest = word.replace(/(?:ing|ed)$/, '');
  if (rest === word || !hasVowel(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (endsDouble(rest) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

/** The stem of a word in lower case: scheduling, scheduler and schedule give one; autoscaling and autoscale too. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const plain = singular(word);
  const present = withoutTense(plain);
  let rest = present.replace(/y$/, 'i');
  const long = LONG_SUFFIXES.find(([suffix]) => rest.endsWith(suffix));
  if (long && measure(rest.slice(0, -long[0].length)) > 0) rest = rest.slice(0, -long[0].length) + long[1];
  // What is left of a verb (autoscal-ing) does not end in the suffix of an adjective.
  const last = LAST_SUFFIXES.find((suffix) => rest.endsWith(suffix) && (suffix !== 'al' || present === plain));
  if (last) {
    const kept = rest.slice(0, -last.length);
    if (measure(kept) > 1 && (last !== 'ion' || /[st]$/.test(kept))) rest = kept;
  }
  if (rest.endsWith('e') && (measure(rest.slice(0, -1)) > 1 || (measure(rest.slice(0, -1)) === 1 && !endsShort(rest.slice(0, -1))))) rest = rest.slice(0, -1);
  return rest.endsWith('ll') && measure(rest) > 1 ? rest.slice(0, -1) : rest;
}

/** Words that say nothing about the subject. */
export const ENGLISH_STOP_WORDS = new Set(
  ('a an the of to in on at by for with from as and or but is are was were be been being am do does did can could should would will may might must i you we they he she it its this that these those my your our their ' +
    'me us them how what why when where which who whose there here if then than so not no into about get gets got have has had use using want need make please explain mean means does doing').split(' '),
);
