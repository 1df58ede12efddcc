import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, createHost, makeCgroup, readFile, spawn, writeFile } from '../index';
import type { CgroupFile } from '../index';

const host = makeCgroup(createHost({ cpus: 2, memoryBytes: 1 << 30, seed: 1 }), 'a');

/** Text of the file after the write, or the errno. */
function after(file: CgroupFile, text: string, path = 'a'): string | null {
  const result = writeFile(host, path, file, text);
  return result.ok ? readFile(result.host, path, file) : result.errno;
}

describe('writing a file reads as the kernel reads it', () => {
  it.each<[CgroupFile, string, string]>([
    ['cpu.max', '50000 100000', '50000 100000\n'],
    ['cpu.max', '50000', '50000 100000\n'],
    ['cpu.max', 'max', 'max 100000\n'],
    ['cpu.max', 'max 20000\n', 'max 20000\n'],
    ['cpu.max', '999 100000', 'EINVAL'],
    ['cpu.max', '5000 999', 'EINVAL'],
    ['cpu.max', '5000 1000001', 'EINVAL'],
    ['cpu.max', 'half', 'EINVAL'],
    ['cpu.max', '-1 100000', 'EINVAL'],
    ['cpu.max', '', 'EINVAL'],
    ['cpu.weight', '300', '300\n'],
    ['cpu.weight', '1', '1\n'],
    ['cpu.weight', '10000', '10000\n'],
    ['cpu.weight', '0', 'ERANGE'],
    ['cpu.weight', '10001', 'ERANGE'],
    ['cpu.weight', 'heavy', 'EINVAL'],
    ['cpu.weight', '1.5', 'EINVAL'],
    ['memory.max', '64M', `${64 * 1024 * 1024}\n`],
    ['memory.max', '1g', `${1024 ** 3}\n`],
    ['memory.max', '100000', '98304\n'],
    ['memory.max', '64Mi', 'EINVAL'],
    ['memory.max', '1.5G', 'EINVAL'],
    ['memory.high', 'max', 'max\n'],
    ['memory.oom.group', '1', '1\n'],
    ['memory.oom.group', '2', 'EINVAL'],
    ['pids.max', '20', '20\n'],
    ['pids.max', 'max', 'max\n'],
    ['pids.max', '-1', 'EINVAL'],
    ['pids.max', '4194304', '4194304\n'],
    ['pids.max', '4194305', 'EINVAL'],
    ['pids.max', '9223372036854775807', 'EINVAL'],
    ['pids.max', '9223372036854775808', 'ERANGE'],
    ['pids.max', '0x10', '16\n'],
    ['cpu.max', '17592186044415 100000', '17592186044415 100000\n'],
    ['cpu.max', '17592186044416 100000', 'EINVAL'],
    ['cpu.weight', '18446744073709551616', 'ERANGE'],
    ['memory.max', '16E', '0\n'],
    ['memory.max', '8E', 'max\n'],
    ['memory.oom.group', '2147483648', 'ERANGE'],
    ['cpu.stat', 'usage_usec 0', 'EINVAL'],
    ['cgroup.procs', '4242', 'ESRCH'],
  ])('%s ← %j', (file, text, expected) => {
    expect(after(file, text)).toBe(expected);
  });

  it('has no limits on the root and no unknown cgroups', () => {
    expect(after('cpu.max', '50000', '')).toBe('ENOENT');
    expect(after('cpu.max', '50000', 'b')).toBe('ENOENT');
  });

  it('refuses a burst above the quota, and a quota below the burst', () => {
    const limited = writeFile(host, 'a', 'cpu.max', '20000 100000');
    if (!limited.ok) throw new Error(limited.errno);
    expect(writeFile(limited.host, 'a', 'cpu.max.burst', '20001')).toEqual({ ok: false, errno: 'EINVAL' });
    const burst = writeFile(limited.host, 'a', 'cpu.max.burst', '20000');
    if (!burst.ok) throw new Error(burst.errno);
    expect(writeFile(burst.host, 'a', 'cpu.max', '10000 100000')).toEqual({ ok: false, errno: 'EINVAL' });
  });

  it('keeps quota and burst together within 44 bits', () => {
    const most = writeFile(host, 'a', 'cpu.max', '17592186044414 1000000');
    if (!most.ok) throw new Error(most.errno);
    expect(writeFile(most.host, 'a', 'cpu.max.burst', '1').ok).toBe(true);
    expect(writeFile(most.host, 'a', 'cpu.max.burst', '2')).toEqual({ ok: false, errno: 'EINVAL' });
    expect(writeFile(most.host, 'a', 'cpu.max.burst', '18446744073709551616')).toEqual({ ok: false, errno: 'ERANGE' });
  });

  it('takes any number within its bounds and none beyond, and is left as it was by what it refuses', () => {
    const bounds = [['cpu.weight', 1, 10_000], ['pids.max', 0, 4_194_304], ['io.weight', 1, 10_000]] as const;
    fc.assert(fc.property(fc.constantFrom(...bounds), fc.integer({ min: 0, max: 5_000_000 }), ([file, least, most], value) => {
      const result = writeFile(host, 'a', file, String(value));
      expect(result.ok).toBe(value >= least && value <= most);
      if (result.ok) expect(readFile(result.host, 'a', file)).toBe(file === 'io.weight' ? `default ${value}\n` : `${value}\n`);
      expect(readFile(host, 'a', file)).toBe({ 'cpu.weight': '100\n', 'pids.max': 'max\n', 'io.weight': 'default 100\n' }[file]);
    }), { numRuns: 100 });
  });

  it('moves a process with its threads', () => {
    const two = makeCgroup(host, 'b');
    const started = spawn(two, 'a', { name: 'app', threads: 1 });
    const moved = writeFile(advance(started.host, 100_000), 'b', 'cgroup.procs', `${started.pid}\n`);
    if (!moved.ok) throw new Error(moved.errno);
    expect(readFile(moved.host, 'a', 'cgroup.procs')).toBe('');
    expect(readFile(moved.host, 'b', 'cgroup.procs')).toBe(`${started.pid}\n`);
    expect(readFile(advance(moved.host, 100_000), 'b', 'cpu.stat')).toMatch(/^usage_usec (99|100)\d{3}\n/);
  });

  it('frees a throttled group when the limit goes', () => {
    const tight = writeFile(host, 'a', 'cpu.max', '1000 1000000');
    if (!tight.ok) throw new Error(tight.errno);
    const stuck = advance(spawn(tight.host, 'a', { name: 'app', threads: 1 }).host, 50_000);
    const free = writeFile(stuck, 'a', 'cpu.max', 'max');
    if (!free.ok) throw new Error(free.errno);
    const gain = (from: typeof stuck, to: typeof stuck): number =>
      Number(readFile(to, 'a', 'cpu.stat')?.split(/\s/)[1]) - Number(readFile(from, 'a', 'cpu.stat')?.split(/\s/)[1]);
    expect(gain(free.host, advance(free.host, 50_000))).toBeGreaterThan(49_000);
  });
});
