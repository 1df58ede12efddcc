import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSaid, printedRefusals } from './printed';
import { REPLAYS } from './replays';

const FOLDERS = { ko: 'docs', en: 'i18n/en/docusaurus-plugin-content-docs/current' } as const;
const read = (folder: string, page: string): string => readFileSync(`${folder}/${readdirSync(folder).find((name) => name.endsWith(`-${page}.mdx`))!}`, 'utf8');

describe('what the pages print of refusals is what the core says', () => {
  for (const page of ['labels', 'namespaces', 'network-policy', 'rbac', 'pod-security', 'admission']) {
    const replays = REPLAYS[page] ?? [];
    const said = replays.map((replay) => replay());
    for (const [locale, folder] of Object.entries(FOLDERS)) {
      const printed = printedRefusals(read(folder, page));
      it(`${page} (${locale}): ${printed.length} lines`, () => {
        expect(printed.filter((line) => !isSaid(line, said))).toEqual([]);
      });
    }
    if (replays.length === 0) continue;
    it(`${page}: nothing is asked that the page does not print`, () => {
      const both = Object.values(FOLDERS).flatMap((folder) => printedRefusals(read(folder, page)));
      expect(said.filter((one) => !both.some((line) => isSaid(line, [one])))).toEqual([]);
    });
  }
});

describe('a printed refusal', () => {
  it('is found in fences of text and in code, without what kubectl puts before it', () => {
    const page = 'It says `pods "a" is forbidden: no`.\n\n```text\nError from server (Forbidden): error when creating "a.yaml": pods "b" is forbidden: … quota\nNAME\n```\n\n```bash\necho is forbidden: not this\n```\n';
    expect(printedRefusals(page)).toHaveLength(2);
    const said = ['pods "b" is forbidden: exceeded quota: x', 'pods "a" is forbidden: no'];
    for (const line of printedRefusals(page)) expect(isSaid(line, said)).toBe(true);
    expect(isSaid('pods "a" is forbidden: yes', said)).toBe(false);
  });
});
