/** Names that the machine makes (apimachinery pkg/util/rand, apiserver storage/names). */
import { drawBelow } from './random';
import type { RandomState } from './random';

/** No vowels, nothing that reads like another letter. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** rand.SafeEncodeString: each character's code modulo the alphabet. */
export const safeEncode = (text: string): string => [...text].map((c) => LETTERS[c.charCodeAt(0) % LETTERS.length] ?? '').join('');

/** rand.String: letters of the alphabet by chance; moves `random` on. */
export const drawLetters = (random: RandomState, count: number): string => Array.from({ length: count }, () => LETTERS[drawBelow(random, LETTERS.length)] ?? '').join('');
