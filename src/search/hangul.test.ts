// Sources: The Unicode Standard 16.0, section 3.12 "Conjoining Jamo Behavior" (syllable composition); KS X 5002 (the two-set keyboard layout).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initials, keys, otherLayout, rawKeys } from './hangul';

describe('rawKeys', () => {
  it.each([
    ['파드', 'ㅍㅏㄷㅡ'],
    ['값', 'ㄱㅏㅂㅅ'],
    ['과', 'ㄱㅗㅏ'],
    ['ㄳ', 'ㄱㅅ'],
    ['Pod 1', 'Pod 1'],
  ])('%s is typed as %s', (text, typed) => expect(rawKeys(text)).toBe(typed));

  it.each([
    ['팓', '파드'],
    ['스켖', '스케줄러'],
    ['롤배', '롤백'],
    ['고', '과'],
  ])('half-typed %s begins %s', (half, whole) => expect(rawKeys(whole).startsWith(rawKeys(half))).toBe(true));

  it('agrees with Unicode decomposition on how many jamo a syllable has at least', () => {
    fc.assert(fc.property(fc.integer({ min: 0xac00, max: 0xd7a3 }), (code) => rawKeys(String.fromCharCode(code)).length >= String.fromCharCode(code).normalize('NFD').length));
  });
});

describe('keys', () => {
  it.each([
    ['스케쥴러', '스케줄러'],
    ['컨태이너', '컨테이너'],
    ['씨그룹', '시그룹'],
  ])('%s equals %s', (one, other) => expect(keys(one)).toBe(keys(other)));

  it('keeps different words apart', () => expect(keys('노드')).not.toBe(keys('누드')));
});

describe('initials', () => {
  it.each([
    ['파드', 'ㅍㄷ'],
    ['씨그룹', 'ㅅㄱㄹ'],
    ['롤링 업데이트', 'ㄹㄹㅇㄷㅇㅌ'],
    ['CPU 제한', 'ㅈㅎ'],
  ])('of %s are %s', (text, wanted) => expect(initials(text)).toBe(wanted));
});

describe('otherLayout', () => {
  it('gives what the same keys type in the other layout, and back', () => {
    expect(otherLayout('vkem')).toBe(rawKeys('파드'));
    expect(otherLayout('ㅔㅐㅇ')).toBe('pod');
    fc.assert(fc.property(fc.stringMatching(/^[a-z]*$/), (text) => otherLayout(otherLayout(text)) === text));
  });
});
