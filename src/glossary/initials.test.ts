import { expect, it } from 'vitest';
import { groupOf, initialsOf, isWholeName, nameMatches } from './initials';

it('takes the initial consonants of syllables', () => {
  expect(initialsOf('파드')).toBe('ㅍㄷ');
  expect(initialsOf('API 서버')).toBe('API ㅅㅂ');
});

it('finds a name by initials, by a half-typed syllable and in spite of spaces', () => {
  for (const query of ['파드', 'ㅍㄷ', '파ㄷ', '팓', 'ㅍ']) expect(nameMatches('파드', query), query).toBe(true);
  expect(nameMatches('컨트롤 플레인', '컨트롤플레')).toBe(true);
  expect(nameMatches('컨트롤 플레인', 'ㅋㅌㄹㅍ')).toBe(true);
  expect(nameMatches('ReplicaSet', 'replica set')).toBe(true);
  expect(nameMatches('리눅스 네임스페이스', 'ㄴㅇㅅㅍ')).toBe(true);
});

it('does not find another name', () => {
  expect(nameMatches('파드', 'ㄷㅍ')).toBe(false);
  expect(nameMatches('파드', '노드')).toBe(false);
  expect(nameMatches('노드', '놑')).toBe(false);
});

it('groups names under single consonants and Latin letters', () => {
  expect(['깃옵스', '쿠버네티스', 'etcd', '/livez'].map(groupOf)).toEqual(['ㄱ', 'ㅋ', 'E', '#']);
});

it('knows a whole name from a part of one', () => {
  expect(['파드', 'ㅍㄷ', 'ㅍ드'].map((query) => isWholeName('파드', query))).toEqual([true, true, true]);
  expect(['파', 'ㅍ', '파드 단계'].map((query) => isWholeName('파드', query))).toEqual([false, false, false]);
});
