import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headersOf, readResults } from '../../scripts/golden/results';
import { recordingsIn } from '../mdx/remark-recordings';
import { suiteWords } from './words';

const root = join(__dirname, '..', '..');
const data = join(root, 'testdata', 'golden');
const results = readResults();

interface File {
  readonly suite?: string;
  readonly cases?: readonly unknown[];
}

const read = (path: string): File => JSON.parse(readFileSync(path, 'utf8')) as File;
const replayed = readdirSync(data).filter((suite) => existsSync(join(root, 'scripts', 'golden', `${suite}.ts`)));

describe('what the page on fidelity says of the recordings', () => {
  it.each(replayed)('counts those of %s that are there (if not: npm run golden -- %s --write)', (suite) => {
    const files = readdirSync(join(data, suite)).filter((name) => name.endsWith('.json')).sort().map((name) => join(data, suite, name)).filter((path) => Array.isArray(read(path).cases));
    const cases = files.reduce((sum, path) => sum + (read(path).cases?.length ?? 0), 0);
    expect(results[suite]).toMatchObject({ cases, ...headersOf(files) });
    expect(results[suite]?.equal).toBeLessThanOrEqual(cases);
  });

  it('knows no suite that is not there, and has words for each in both languages', () => {
    expect(Object.keys(results).filter((suite) => !replayed.includes(suite))).toEqual([]);
    for (const suite of Object.keys(results)) expect(Object.values(suiteWords[suite] ?? {}).filter((text) => text !== '')).toHaveLength(2);
  });

  it('is a table of all suites with their sum', () => {
    const [sum, table] = recordingsIn(undefined, 'en');
    const cases = Object.values(results).reduce((all, one) => all + one.cases, 0);
    expect(JSON.stringify(sum)).toContain(String(cases).replace(/\B(?=(\d{3})+$)/g, ','));
    expect(table?.type === 'table' && table.children).toHaveLength(Object.keys(results).length + 1);
  });
});
