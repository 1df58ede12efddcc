import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from './main';

const folder = mkdtempSync(join(tmpdir(), 'check-manifest-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const good = file('good.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
const bad = file('bad.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: A\n    image: b\n');

async function run(...words: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  return { code: await main(words, (line) => lines.push(...line.split('\n'))), lines };
}

describe('check-manifest', () => {
  it('says what is wrong, where, in the server’s words and explained', async () => {
    expect(await run(bad, good)).toEqual({
      code: 1,
      lines: [
        expect.stringContaining(`${bad}:6:11: error: spec.containers[0].name: Invalid value: "A": a lowercase RFC 1123 label must consist of`),
        '    It has to be a DNS label: lower case letters, digits and - only, with a letter or digit at both ends. No dots, no underscores.',
        `${bad}: errors: 1`,
        `${good}: objects taken: 1`,
      ],
    });
    expect((await run(bad, '--lang', 'ko')).lines[1]).toContain('점과 밑줄은 쓸 수 없습니다.');
    expect(await run(good)).toMatchObject({ code: 0 });
  });

  it('prints what is stored, with what nobody wrote', async () => {
    const { lines } = await run(good, '--stored', '--lang=ko');
    expect(lines).toContain('---  # ConfigMap a');
    expect(lines.find((line) => line.includes('namespace: default'))).toContain('# 기본값: 네임스페이스를 적지 않으면');
  });

  it('prints for other programs', async () => {
    const { code, lines } = await run(bad, '-o', 'json');
    expect([code, lines.length]).toEqual([1, 1]);
    expect(JSON.parse(lines[0]!)).toMatchObject({ file: bad, problems: [{ line: 6, code: 'fieldError' }], objects: [], answer: { exit: 1 } });
  });

  it('passes what only a cluster with other definitions could tell, with a note', async () => {
    const custom = file('custom.yaml', 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n');
    expect(await run(custom)).toMatchObject({ code: 0, lines: [expect.stringContaining('note: no matches for kind "Thing"'), expect.anything(), `${custom}: there is no object`] });
  });

  it('says what it does not understand', async () => {
    await expect(run()).rejects.toThrow('npm run -s check-manifest -- FILE');
    await expect(run('--lang', 'fr', good)).rejects.toThrow('--lang fr: write --lang ko or --lang en');
    await expect(run('--what')).rejects.toThrow('--what is no option');
    await expect(run(join(folder, 'none.yaml'))).rejects.toThrow('cannot be read');
    expect((await run('--help')).code).toBe(0);
  });
});
