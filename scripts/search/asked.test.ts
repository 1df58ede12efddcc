import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { shelve } from '../../src/search/collection';
import { askAll, readAsked } from './asked';

const folder = mkdtempSync(join(tmpdir(), 'kx-asked-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (text: string) => {
  const path = join(folder, 'asked.yaml');
  writeFileSync(path, text);
  return path;
};

it('asks only what a page of the index should answer', async () => {
  const asked = readAsked(file('- {id: a, part: 5, find_ko: 파드 종료, find_en: pod shutdown}\n- {id: b, part: 30, find_ko: 배포판, find_en: distribution}\n'));
  const library = shelve([{ id: '/en/pods', title: 'Pods', body: 'How a Pod stops.' }], 'en', []);
  expect(await askAll(library, asked, 'en')).toEqual([{ id: 'a', query: 'pod shutdown', page: '/en/pods', found: ['/en/pods'], answered: true }]);
});

it('names the file and the question that lacks a field', () => {
  expect(() => readAsked(file('- {id: a01-1, part: 1, find_ko: 파드}\n'))).toThrow(/asked\.yaml: question a01-1 needs part/);
  expect(() => readAsked(file('questions: 3\n'))).toThrow(/is no list of questions/);
});
