import { expect, it } from 'vitest';
import { join } from 'node:path';
import { exactlyNamed, shownFor } from '../components/Glossary/filter';
import { glossaryEntries } from './entries';
import { glossaryFolder, readGlossary } from './read';

const terms = readGlossary(glossaryFolder(join(__dirname, '../..')));
const korean = glossaryEntries(terms, 'ko');
const english = glossaryEntries(terms, 'en');
const found = (query: string, stage = '') => shownFor(korean, query, stage).map(({ id }) => id);

it('lists every term once in each language, Korean names before Latin ones', () => {
  expect(terms.length).toBeGreaterThanOrEqual(250);
  expect(new Set(korean.map(({ id }) => id)).size).toBe(terms.length);
  expect(english.map(({ id }) => id).sort()).toEqual(korean.map(({ id }) => id).sort());
  const groups = [...new Set(korean.map(({ group }) => group))];
  expect(groups.slice(0, 2)).toEqual(['ㄱ', 'ㄴ']);
  expect(korean.filter(({ group }, i) => i > 0 && group !== korean[i - 1]!.group).length).toBe(groups.length - 1);
});

it('finds a term by Korean, English, another spelling, a wrong one, initials and short name', () => {
  for (const query of ['파드', 'pod', '포드', 'ㅍㄷ', 'po']) expect(found(query), query).toContain('pod');
  expect(found('큐블릿')).toEqual(['kubelet']);
  expect(found('의도한 상태')).toEqual(['desired-state']);
  expect(exactlyNamed(korean, 'sts').map(({ id }) => id)).toEqual(['statefulset']);
});

it('keeps to a stage', () => {
  expect(found('', 'security')).toContain('rbac');
  expect(found('파드', 'security')).not.toContain('pod');
  expect(found('', 'guides')).toContain('k3s');
});

it.each([
  ['파드를', 'pod'],
  ['pods', 'pod'],
  ['스케쥴러', 'scheduler'],
  ['kubernets', 'kubernetes'],
  ['vkem', 'pod'],
])('the filter forgives %s, as search does', (query, id) => expect(found(query)).toContain(id));
