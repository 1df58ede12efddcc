import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, createHost, doIo, makeCgroup, readFile, spawn, stopProcess, writeFile } from '../index';
import type { CgroupFile, Host } from '../index';

const MIB = 1024 * 1024;
/** 100 MiB a second. */
const DISK = { bytesPerSecond: 100 * MIB, weighted: true };

const withDisk = (disk = DISK): Host => createHost({ cpus: 4, memoryBytes: 64 * MIB, seed: 1, disk });

function write(host: Host, path: string, file: CgroupFile, text: string): Host {
  const result = writeFile(host, path, file, text);
  if (!result.ok) throw new Error(result.errno);
  return result.host;
}

/** A process in `path` that has just asked the disk for `mib`. */
function asking(from: Host, path: string, mib: number, weight = '100'): Host {
  const started = spawn(write(makeCgroup(from, path), path, 'io.weight', weight), path, { name: 'app', threads: 1 });
  if (started.pid === null) throw new Error('fork refused');
  return doIo(started.host, started.pid, { direction: 'write', bytes: mib * MIB });
}

/** Bytes that have been moved for a cgroup of one request of `mib`. */
function moved(host: Host, path: string, mib: number): number {
  const left = host.disk.requests.filter(({ cgroup }) => cgroup === path || cgroup.startsWith(`${path}/`)).reduce((sum, one) => sum + one.left, 0);
  return mib * MIB - left;
}

describe('io.weight as it is written (block/blk-iocost.c)', () => {
  it.each([
    ['200', 'default 200\n'],
    ['default 200', 'default 200\n'],
    ['default   10000\n', 'default 10000\n'],
    ['8:0 300', 'default 100\n8:0 300\n'],
    ['8:0 default', 'default 100\n'],
    ['50 and more', 'default 50\n'],
    ['4294967396', 'default 100\n'],
    ['0', 'EINVAL'],
    ['10001', 'EINVAL'],
    ['default', 'EINVAL'],
    ['heavy', 'EINVAL'],
    ['', 'EINVAL'],
    ['8:0', 'EINVAL'],
    ['8:0 0', 'EINVAL'],
    ['9:0 100', 'ENODEV'],
    ['a:b 100', 'EINVAL'],
  ])('← %j', (text, expected) => {
    const result = writeFile(makeCgroup(withDisk(), 'a'), 'a', 'io.weight', text);
    expect(result.ok ? readFile(result.host, 'a', 'io.weight') : result.errno).toBe(expected);
  });

  it('is not there in the root', () => {
    expect(readFile(withDisk(), '', 'io.weight')).toBeNull();
    expect(writeFile(withDisk(), '', 'io.weight', '100')).toEqual({ ok: false, errno: 'ENOENT' });
  });
});

describe('a disk that takes its time', () => {
  it('holds a process up for as long as its bytes take, and shows it as pressure', () => {
    const after = advance(asking(withDisk(), 'a', 100), 3e6);
    expect(Number(/usage_usec (\d+)/.exec(readFile(after, 'a', 'cpu.stat') ?? '')?.[1]) / 1e6).toBeCloseTo(2, 1);
    expect(Number(/full .*total=(\d+)/.exec(readFile(after, 'a', 'io.pressure') ?? '')?.[1]) / 1e6).toBeCloseTo(1, 1);
    expect(after.disk.requests).toEqual([]);
  });

  it('is shared by weight, and its own weight of the disk comes before the default', () => {
    const two = asking(asking(withDisk(), 'a', 900, '300'), 'b', 900);
    const after = advance(two, 1e6);
    expect(moved(after, 'a', 900) / MIB).toBeCloseTo(75, 3);
    expect(moved(after, 'b', 900) / MIB).toBeCloseTo(25, 3);
    const even = advance(write(two, 'b', 'io.weight', '8:0 300'), 1e6);
    expect(moved(even, 'b', 900) / MIB).toBeCloseTo(50, 3);
  });

  it('is shared inside a parent again, whatever its siblings have', () => {
    let host = asking(withDisk(), 'p/a', 900, '300');
    host = asking(asking(host, 'p/b', 900), 'q', 900, '100');
    const after = advance(host, 1e6);
    expect([moved(after, 'p/a', 900), moved(after, 'p/b', 900), moved(after, 'q', 900)].map((bytes) => Number((bytes / MIB).toFixed(2)))).toEqual([37.5, 12.5, 50]);
  });

  it('gives an idle sibling’s part to the others', () => {
    const host = asking(asking(withDisk(), 'a', 50, '100'), 'b', 900, '100');
    const after = advance(host, 2e6);
    // Both at half until a is done after one second; then b has it all.
    expect(moved(after, 'b', 900) / MIB).toBeCloseTo(150, 3);
  });

  it('knows no weights without blk-iocost, which is off by default', () => {
    const after = advance(asking(asking(withDisk({ ...DISK, weighted: false }), 'a', 900, '1000'), 'b', 900), 1e6);
    expect(moved(after, 'a', 900) / MIB).toBeCloseTo(50, 3);
  });

  it('comes after io.max, which weight does not lift', () => {
    let host = write(makeCgroup(withDisk(), 'a'), 'a', 'io.max', `8:0 wbps=${10 * MIB}`);
    host = asking(host, 'a', 20, '10000');
    expect(advance(host, 2.1e6).disk.requests).toHaveLength(1);
    expect(advance(host, 2.25e6).disk.requests).toHaveLength(0);
  });

  it('forgets what a killed process asked for', () => {
    const host = asking(withDisk(), 'a', 900);
    expect(stopProcess(host, host.processes[0]!.pid, 137).disk.requests).toHaveLength(0);
  });

  it('refuses a disk that moves nothing', () => {
    expect(() => withDisk({ bytesPerSecond: 0, weighted: true })).toThrow(RangeError);
  });
});

describe('any number of readers', () => {
  const one = fc.record({ parent: fc.constantFrom('p', 'q'), weight: fc.integer({ min: 1, max: 10_000 }), mib: fc.integer({ min: 1, max: 400 }) });
  const many = fc.array(one, { minLength: 1, maxLength: 8 });
  const start = (all: readonly { parent: string; weight: number; mib: number }[]): Host =>
    all.reduce((host, { parent, weight, mib }, index) => asking(host, `${parent}/c${index}`, mib, String(weight)), withDisk());

  it('move as many bytes as the disk can and as were asked for, no more and no fewer', () => {
    fc.assert(fc.property(many, fc.integer({ min: 1, max: 40 }), (all, tenths) => {
      const total = all.reduce((sum, { mib }) => sum + mib, 0) * MIB;
      const after = advance(start(all), tenths * 1e5);
      const left = after.disk.requests.reduce((sum, request) => sum + request.left, 0);
      expect(Math.abs(total - left - Math.min(total, tenths * 10 * MIB))).toBeLessThan(all.length);
    }), { numRuns: 60 });
  });

  it('get parts by weight at each level while all are busy', () => {
    fc.assert(fc.property(many, (all) => {
      const busy = all.map((reader) => ({ ...reader, mib: 4000 }));
      const after = advance(start(busy), 1e6);
      const parents = new Set(busy.map(({ parent }) => parent)).size;
      busy.forEach(({ parent, weight, mib }, index) => {
        const siblings = busy.reduce((sum, reader) => sum + (reader.parent === parent ? reader.weight : 0), 0);
        expect(moved(after, `${parent}/c${index}`, mib) / (100 * MIB)).toBeCloseTo(weight / siblings / parents, 6);
      });
    }), { numRuns: 60 });
  });
});
