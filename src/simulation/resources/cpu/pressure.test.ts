import { describe, expect, it } from 'vitest';
import { advance, createHost, makeCgroup, readFile, spawn, writeFile } from '../index';
import type { CgroupFile, Host, ProcessSpec } from '../index';

const MIB = 1024 * 1024;

function hostWith(cpus: number, groups: Readonly<Record<string, { threads: number; files?: Partial<Record<CgroupFile, string>>; growth?: ProcessSpec['growth'] }>>): Host {
  let host = createHost({ cpus, memoryBytes: 1024 * MIB, seed: 3 });
  for (const [path, { threads, files = {}, growth }] of Object.entries(groups)) {
    host = makeCgroup(host, path);
    for (const [file, text] of Object.entries(files) as [CgroupFile, string][]) {
      const written = writeFile(host, path, file, text);
      if (!written.ok) throw new Error(written.errno);
      host = written.host;
    }
    host = spawn(host, path, { name: 'app', threads, growth }).host;
  }
  return host;
}

function pressure(host: Host, path: string, file: CgroupFile): Record<string, { avg10: number; avg300: number; total: number }> {
  return Object.fromEntries((readFile(host, path, file) ?? '').trim().split('\n').map((line) => {
    const [kind, ...fields] = line.split(' ');
    return [kind, Object.fromEntries(fields.map((field) => field.split('=')).map(([key, value]) => [key, Number(value)]))];
  })) as Record<string, { avg10: number; avg300: number; total: number }>;
}

describe('pressure (kernel/sched/psi.c)', () => {
  it('reads as the kernel prints it', () => {
    expect(readFile(hostWith(1, { a: { threads: 0 } }), 'a', 'cpu.pressure')).toBe('some avg10=0.00 avg60=0.00 avg300=0.00 total=0\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n');
  });

  it('is half of the time full for each of two groups that share a CPU, and none for one alone', () => {
    const shared = advance(hostWith(1, { a: { threads: 1 }, b: { threads: 1 } }), 60e6);
    expect(pressure(shared, 'a', 'cpu.pressure').full.avg10).toBeCloseTo(50, -1);
    expect(pressure(shared, 'a', 'cpu.pressure').some.total).toBeGreaterThan(28e6);
    expect(pressure(advance(hostWith(1, { a: { threads: 1 } }), 10e6), 'a', 'cpu.pressure').some.avg10).toBe(0);
  });

  it('shows a throttled group as stalled on an idle host', () => {
    const host = advance(hostWith(2, { a: { threads: 1, files: { 'cpu.max': '20000 100000' } } }), 60e6);
    expect(pressure(host, 'a', 'cpu.pressure').full.avg10).toBeGreaterThan(70);
    expect(pressure(host, 'a', 'cpu.pressure').full.avg10).toBeLessThan(90);
  });

  it('rises over ten seconds faster than over three hundred', () => {
    const { avg10, avg300 } = pressure(advance(hostWith(1, { a: { threads: 1 }, b: { threads: 1 } }), 10e6), 'a', 'cpu.pressure').some;
    expect(avg10).toBeGreaterThan(5 * avg300);
  });

  it('counts the brake of memory.high as pressure on memory', () => {
    const growth = { anonBytesPerCpuSecond: 100 * MIB, cacheBytesPerCpuSecond: 0, anonUpTo: 500 * MIB };
    const host = advance(hostWith(1, { a: { threads: 1, files: { 'memory.high': '50M' }, growth } }), 20e6);
    expect(pressure(host, 'a', 'memory.pressure').full.total).toBeGreaterThan(1e6);
    expect(pressure(host, 'a', 'io.pressure').some.total).toBe(0);
  });

  it('does not change by being read', () => {
    const host = advance(hostWith(1, { a: { threads: 2 } }), 3e6);
    const before = JSON.stringify(host);
    readFile(host, 'a', 'cpu.pressure');
    expect(JSON.stringify(host)).toBe(before);
  });
});
