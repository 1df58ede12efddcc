import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogsIn } from '../catalogs';
import { messagesOf } from '../testing';
import { catalogs } from './catalogs';

const check = (source: string) => messagesOf(catalogs.check(catalogsIn('/src/messages.ts', source)));

it('accepts texts, groups and functions in both languages', () => {
  expect(check("defineMessages({ko: {a: '가', g: {b: (n: number) => `${n}개`}}, en: {a: 'a', g: {b: (n: number) => `${n} pods`}}})")).toEqual([]);
});

it('reports a key of one language', () => {
  expect(check("defineMessages({\nko: {a: '가', b: '나'},\nen: {a: 'a'}})")).toEqual(['2: b: has no English text']);
  expect(check("defineMessages({\nko: {g: {a: '가'}},\nen: {g: {a: 'a', c: 'c'}}})")).toEqual(['3: g.c: has no Korean text']);
});

it('reports empty texts, Korean in English, plain style and spelling', () => {
  expect(check("defineMessages({ko: {a: '', b: '나'},\nen: {a: 'a', b: (n: number) => n > 1 ? `${n} 나` : 'b'}})")).toEqual(['1: a: is empty', '2: b: has Korean in it ("… 나")']);
  expect(check("defineMessages({ko: {a: '포드가 죽었다.'}, en: {a: 'a'}})")).toEqual(['1: a: "죽었다." is plain style', '1: a: "포드" is not the house\'s word']);
});

it('follows names, in the module and beside it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'catalog-'));
  try {
    writeFileSync(join(dir, 'ko.ts'), "export const ko = {a: '가', b: '나'} as const;");
    const found = catalogsIn(join(dir, 'messages.ts'), "import { ko } from './ko';\nconst en = {a: ''};\nexport default defineMessages({ko, en});");
    expect(messagesOf(catalogs.check(found))).toEqual(['1: b: has no English text', '2: a: is empty']);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

it('says so where it cannot follow', () => {
  expect(check('defineMessages(load())')[0]).toContain('are not written out');
});
