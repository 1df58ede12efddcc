/**
 * Writes the world's time zones as compact data into the core, from the zoneinfo.zip of a Go release, which is what the API
 * server and the controllers of Kubernetes carry: `npx tsx scripts/time-zone/generate.ts "$(go env GOROOT)/lib/time/zoneinfo.zip"`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SINCE } from '../../src/simulation/base/time-zone/zone';

/** The files in a zip whose entries are stored without compression, as Go's is. */
function* stored(zip: Buffer): Generator<[name: string, content: Buffer]> {
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
    if (zip.readUInt16LE(at + 8) !== 0) throw new Error('an entry is compressed; give the zoneinfo.zip of a Go release');
    const [size, nameLength, extraLength] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)];
    const start = at + 30 + nameLength + extraLength;
    yield [zip.toString('utf8', at + 30, at + 30 + nameLength), zip.subarray(start, start + size)];
    at = start + size;
  }
}

/** RFC 9636: the second, 64-bit block of a TZif file: transitions with the offset behind them, and the rule for all later times. */
function readZone(file: Buffer): { before: number; transitions: [second: number, offset: number][]; rule: string } {
  const counts = (at: number): number[] => [0, 1, 2, 3, 4, 5].map((index) => file.readUInt32BE(at + 20 + index * 4));
  const length = ([isUt, isStd, leaps, times, types, chars]: number[], timeSize: number): number =>
    times! * (timeSize + 1) + types! * 6 + chars! + leaps! * (timeSize + 4) + isStd! + isUt!;
  const at = 44 + length(counts(0), 4);
  const block = counts(at);
  const [times, body] = [block[3]!, at + 44];
  const offsets = Array.from({ length: block[4]! }, (_, index) => file.readInt32BE(body + times * 9 + index * 6));
  const all = Array.from({ length: times }, (_, index): [number, number] => [Number(file.readBigInt64BE(body + index * 8)), offsets[file[body + times * 8 + index]!]!]);
  const past = all.filter(([second]) => second < SINCE);
  return {
    before: past.at(-1)?.[1] ?? offsets[0]!,
    transitions: all.filter(([second]) => second >= SINCE),
    rule: file.toString('utf8', body + length(block, 8)).trim(),
  };
}

function minutes(seconds: number, name: string): number {
  if (seconds % 60 !== 0) throw new Error(`${name}: a time that is no whole minute; keep seconds in the data`);
  return seconds / 60;
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('which zones? Give the path of a zoneinfo.zip');
const groups = new Map<string, string[]>();
for (const [name, content] of stored(readFileSync(path))) {
  if (name.endsWith('/')) continue;
  const { before, transitions, rule } = readZone(content);
  const history = transitions.map(([second, offset]) => `${minutes(second - SINCE, name).toString(36)}:${minutes(offset, name)}`).join(' ');
  const key = `${rule}|${minutes(before, name)}|${history}`;
  groups.set(key, [...(groups.get(key) ?? []), name]);
}
writeFileSync(
  join(resolve(__dirname, '..', '..'), 'src', 'simulation', 'base', 'time-zone', 'generated.ts'),
  `// Made by scripts/time-zone/generate.ts; do not edit.

/**
 * One line for zones that are alike: the POSIX rule for times after the last transition, the offset in minutes at the start of
 * 2015, transitions since then (minutes in base 36, the new offset), and the names.
 */
export const ZONES = \`
${[...groups].map(([key, names]) => `${key}|${names.join(' ')}`).join('\n')}
\`;
`,
);
