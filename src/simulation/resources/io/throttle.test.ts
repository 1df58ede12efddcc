import { describe, expect, it } from 'vitest';
import { advance, createHost, doIo, makeCgroup, readFile, spawn, writeFile } from '../index';
import type { Host } from '../index';

const MIB = 1024 * 1024;

function limited(path: string, text: string, at = path): { host: Host; pid: number } {
  const written = writeFile(makeCgroup(createHost({ cpus: 1, memoryBytes: 64 * MIB, seed: 1 }), path), at, 'io.max', text);
  if (!written.ok) throw new Error(written.errno);
  const { host, pid } = spawn(written.host, path, { name: 'app', threads: 1 });
  if (pid === null) throw new Error('fork refused');
  return { host, pid };
}

const usage = (host: Host, path: string): number => Number(/usage_usec (\d+)/.exec(readFile(host, path, 'cpu.stat') ?? '')?.[1]);

describe('io.max (block/blk-throttle.c)', () => {
  it.each([
    ['8:0 wbps=1048576', '8:0 rbps=max wbps=1048576 riops=max wiops=max\n'],
    ['8:0 wbps=max', ''],
    ['8:0 riops=100 wiops=50', '8:0 rbps=max wbps=max riops=100 wiops=50\n'],
    ['9:0 wbps=5', 'ENODEV'],
    ['8:0 wbps=0', 'ERANGE'],
    ['8:0 wbps=1', 'EINVAL'],
    ['8:0 speed=5', 'EINVAL'],
    ['wbps=5', 'EINVAL'],
  ])('← %j', (text, expected) => {
    const result = writeFile(makeCgroup(createHost({ cpus: 1, memoryBytes: MIB, seed: 1 }), 'a'), 'a', 'io.max', text);
    expect(result.ok ? readFile(result.host, 'a', 'io.max') : result.errno).toBe(expected);
  });

  it('holds a writer back for as long as its bytes take, and shows it as pressure', () => {
    const { host, pid } = limited('a', '8:0 wbps=1048576');
    const after = advance(doIo(host, pid, { direction: 'write', bytes: 2 * MIB }), 5e6);
    expect(usage(after, 'a') / 1e6).toBeCloseTo(3, 1);
    expect(readFile(after, 'a', 'io.stat')).toBe(`8:0 rbytes=0 wbytes=${2 * MIB} rios=0 wios=1 dbytes=0 dios=0\n`);
    expect(Number(/full .*total=(\d+)/.exec(readFile(after, 'a', 'io.pressure') ?? '')?.[1]) / 1e6).toBeCloseTo(2, 1);
  });

  it('leaves readers alone where only writing is limited, and holds through an ancestor', () => {
    const { host, pid } = limited('p/a', '8:0 wbps=1048576', 'p');
    expect(usage(advance(doIo(host, pid, { direction: 'read', bytes: 99 * MIB }), 1e6), 'p/a') / 1e6).toBeCloseTo(1, 1);
    expect(usage(advance(doIo(host, pid, { direction: 'write', bytes: MIB }), 2e6), 'p/a') / 1e6).toBeCloseTo(1, 1);
  });
});
