import { ENGLISH_STOP_WORDS, singular, stem } from './english';
import { isHangul, isInitials, keys } from './hangul';
import { isParticle, KOREAN_STOP_WORDS, withoutEnding, withoutFusedEnding, withoutParticle } from './korean';

/** One word of a text, in the forms that it is looked up by. Offsets count UTF-16 units of the text. */
export interface Word {
  start: number;
  /** End of what is meant: before a Korean particle. */
  end: number;
  text: string;
  script: 'hangul' | 'initials' | 'other';
  /** The word itself: keys without particle, or lower case without separators (`kube-proxy` → `kubeproxy`). */
  form: string;
  /** The form of names: as `form`, English plurals undone. */
  name: string;
  /** Verb endings and English suffixes undone. */
  stem: string;
  /** Parts of a compound (`maxUnavailable`, `kube-proxy`), in lower case; empty for a simple word. */
  parts: string[];
  stop: boolean;
}

const LETTERS = String.raw`(?:(?![가-힣ㄱ-ㅣ])[\p{L}\p{N}])+`;
const WORD = new RegExp(String.raw`[가-힣ㄱ-ㅣ]+|${LETTERS}(?:[-._/:+'’]${LETTERS})*`, 'gu');

function koreanWord(text: string, start: number): Word {
  const noun = withoutParticle(text);
  const form = keys(noun);
  const verb = withoutEnding(noun);
  return {
    start,
    end: start + noun.length,
    text,
    script: isInitials(text) ? 'initials' : 'hangul',
    form,
    name: form,
    stem: withoutFusedEnding(keys(verb)),
    parts: [],
    stop: KOREAN_STOP_WORDS.has(text) || KOREAN_STOP_WORDS.has(noun),
  };
}

const camelParts = (text: string): string[] => text.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})/u).filter(Boolean);

function otherWord(text: string, start: number): Word {
  const bare = text.replace(/['’]s$/, '');
  const form = bare.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const parts = camelParts(bare).map((part) => part.toLowerCase());
  return { start, end: start + bare.length, text, script: 'other', form, name: singular(form), stem: stem(form), parts: parts.length > 1 ? parts : [], stop: ENGLISH_STOP_WORDS.has(form) };
}

/** The words of a text in order. Never throws; a particle after a Latin word (Pod를) is no word. */
export function wordsOf(source: string): Word[] {
  // NFC keeps most offsets; a text in NFD is measured in its composed form.
  const text = source.normalize('NFC');
  const found: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const [token] = match;
    const touchesLatin = found.at(-1)?.script === 'other' && found.at(-1)!.start + found.at(-1)!.text.length === match.index;
    if (isHangul(token)) {
      if (!(touchesLatin && isParticle(token))) found.push(koreanWord(token, match.index));
    } else {
      const word = otherWord(token, match.index);
      if (word.form) found.push(word);
    }
  }
  return found;
}

/** Everything that a word of a page is found by. */
export function termsOfWord(word: Word): string[] {
  if (word.parts.length === 0) return word.form === word.stem ? [word.form] : [word.form, word.stem];
  const parts = word.parts.filter((part) => part.length > 1 && !ENGLISH_STOP_WORDS.has(part));
  return [...new Set([word.form, ...parts, ...parts.map(stem)])];
}

/** What a word of a long text is found by: its stem, and for a compound also the whole and the stems of its parts; nothing for a word that says nothing. */
export function termsInText(word: Word): string[] {
  if (word.stop || word.form.length > 40) return [];
  if (word.parts.length === 0) return [word.stem];
  const parts = word.parts.filter((part) => part.length > 1 && !ENGLISH_STOP_WORDS.has(part));
  return [...new Set([word.form, ...parts.map(stem)])];
}

/** Neighbouring words written as one (roll + back → rollback), so that spacing does not matter in titles. */
export function joinedPairs(words: readonly Word[]): string[] {
  return words.slice(1).flatMap((word, i) => {
    const before = words[i]!;
    return before.script === word.script ? [...new Set([before.form + word.form, before.stem + word.form])] : [];
  });
}
