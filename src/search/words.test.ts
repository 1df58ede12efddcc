// Sources: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980 (stems); 국립국어원 표준국어대사전 (particles).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singular, stem } from './english';
import { keys } from './hangul';
import { termsOfWord, wordsOf } from './words';

const forms = (text: string) => wordsOf(text).map(({ form }) => form);

describe('Korean words', () => {
  it.each(['파드가', '파드를', '파드에서', '파드란', '파드는', '파드에서도', '파드들이'])('%s is 파드', (text) => expect(forms(text)).toEqual([keys('파드')]));
  it.each(['노드', '메모리', '제한', '정의', '이미지', '스토리지'])('%s stays whole', (text) => expect(forms(text)).toEqual([keys(text)]));
  it.each([
    ['롤백하는', '롤백'],
    ['되돌리기', '되돌리'],
    ['되돌린다', '되돌리'],
  ])('the stem of %s is %s', (text, wanted) => expect(wordsOf(text)[0]!.stem).toBe(keys(wanted)));
  it('cuts a particle off a Latin word', () => expect(forms('Pod를 CPU가')).toEqual(['pod', 'cpu']));
  it('ends a word before its particle, for marking', () => expect(wordsOf('한 파드를')[1]).toMatchObject({ start: 2, end: 4 }));
});

describe('English words', () => {
  it.each([
    ['scheduling', 'scheduler'],
    ['autoscale', 'autoscaling'],
    ['tolerate', 'toleration'],
    ['limiting', 'limit'],
    ['policies', 'policy'],
    ['stopped', 'stopping'],
  ])('%s and %s have one stem', (one, other) => expect(stem(one)).toBe(stem(other)));
  it.each([
    ['pods', 'pod'],
    ['classes', 'class'],
    ['kubernetes', 'kubernetes'],
    ['ingress', 'ingress'],
  ])('the singular of %s is %s', (text, wanted) => expect(singular(text)).toBe(wanted));
});

describe('identifiers', () => {
  it('are found whole and by their parts', () => {
    expect(termsOfWord(wordsOf('maxUnavailable')[0]!)).toEqual(expect.arrayContaining(['maxunavailable', 'max', 'unavailable']));
    expect(termsOfWord(wordsOf('kube-proxy')[0]!)).toEqual(expect.arrayContaining(['kubeproxy', 'kube', 'proxy']));
  });
});

it('takes any text, and its offsets lie in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const whole = text.normalize('NFC');
      for (const { start, end, text: word } of wordsOf(text)) expect(word.startsWith(whole.slice(start, end))).toBe(true);
    }),
  );
});
