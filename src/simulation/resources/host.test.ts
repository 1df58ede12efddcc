import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, allocate, createHost, makeCgroup, memoryUsage, processOf, readFile, spawn, stopProcess, writeCache, writeFile } from './index';
import type { CgroupFile, Host, ProcessSpec } from './index';

const MIB = 1024 * 1024;

function hostWith(...paths: string[]): Host {
  return paths.reduce((host, path) => makeCgroup(host, path), createHost({ cpus: 2, memoryBytes: 1024 * MIB, seed: 7 }));
}

function write(host: Host, path: string, file: CgroupFile, text: string): Host {
  const result = writeFile(host, path, file, text);
  if (!result.ok) throw new Error(result.errno);
  return result.host;
}

function start(host: Host, path: string, spec: Partial<ProcessSpec> = {}): { host: Host; pid: number } {
  const result = spawn(host, path, { name: 'app', threads: 0, ...spec });
  if (result.pid === null) throw new Error('fork refused');
  return { host: result.host, pid: result.pid };
}

function field(host: Host, path: string, file: CgroupFile, key: string): number {
  const row = (readFile(host, path, file) ?? '').split('\n').find((line) => line.startsWith(`${key} `));
  return Number(row?.split(' ')[1]);
}

describe('time', () => {
  const busy = (): Host => {
    let host = write(hostWith('a', 'b'), 'a', 'cpu.max', '30000 100000');
    host = start(host, 'a', { threads: 2, growth: { anonBytesPerCpuSecond: 50 * MIB, cacheBytesPerCpuSecond: 0, anonUpTo: 200 * MIB } }).host;
    return start(host, 'b', { threads: 1 }).host;
  };

  it('leaves the host it was given as it was', () => {
    const host = busy();
    const before = JSON.stringify(host);
    advance(host, 300_000);
    expect(JSON.stringify(host)).toBe(before);
  });

  it('gives the same history in one piece and in many', () => {
    let pieces = busy();
    for (let at = 0; at < 330; at += 11) pieces = advance(pieces, 11_000);
    const whole = advance(busy(), 330_000);
    for (const file of ['cpu.stat', 'memory.current', 'memory.events'] as const) expect(readFile(pieces, 'a', file)).toBe(readFile(whole, 'a', file));
  });

  it('shows in cpu.stat what the quota did', () => {
    const host = advance(busy(), 1_000_000);
    expect(field(host, 'a', 'cpu.stat', 'usage_usec')).toBeLessThan(345_000);
    expect(field(host, 'a', 'cpu.stat', 'nr_throttled')).toBeGreaterThanOrEqual(9);
    expect(field(host, 'b', 'cpu.stat', 'nr_throttled')).toBe(0);
  });
});

describe('memory.max', () => {
  it('kills with exit code 137 when only anonymous memory is left', () => {
    const { host, pid } = start(write(hostWith('a'), 'a', 'memory.max', '64M'), 'a');
    const after = allocate(host, pid, 100 * MIB);
    expect(processOf(after, pid)?.exitCode).toBe(137);
    expect(field(after, 'a', 'memory.events', 'oom_kill')).toBe(1);
    expect(field(after, 'a', 'memory.events', 'max')).toBeGreaterThan(0);
  });

  it('takes page cache back instead', () => {
    const { host, pid } = start(write(hostWith('a'), 'a', 'memory.max', '64M'), 'a', { baseBytes: 9 * MIB });
    const after = writeCache(host, pid, 500 * MIB);
    expect(processOf(after, pid)?.alive).toBe(true);
    expect(Number(readFile(after, 'a', 'memory.current'))).toBeLessThanOrEqual(64 * MIB);
    const more = allocate(after, pid, 40 * MIB);
    expect(field(more, 'a', 'memory.events', 'oom_kill')).toBe(0);
  });

  it('of an ancestor counts, and the event shows in both', () => {
    const { host, pid } = start(write(hostWith('p/c'), 'p', 'memory.max', '32M'), 'p/c');
    const after = allocate(host, pid, 50 * MIB);
    expect(field(after, 'p', 'memory.events', 'oom')).toBe(1);
    expect(field(after, 'p/c', 'memory.events', 'oom')).toBe(0);
    expect(field(after, 'p', 'memory.events', 'oom_kill')).toBe(1);
    expect(field(after, 'p/c', 'memory.events', 'oom_kill')).toBe(1);
  });

  it('written below what is used kills at once (memory_max_write)', () => {
    const { host, pid } = start(hostWith('a'), 'a', { baseBytes: 100 * MIB });
    expect(processOf(write(host, 'a', 'memory.max', '50M'), pid)?.alive).toBe(false);
  });

  it('with memory.oom.group takes all processes of the cgroup', () => {
    let host = write(write(hostWith('a'), 'a', 'memory.max', '64M'), 'a', 'memory.oom.group', '1');
    const small = start(host, 'a', { baseBytes: MIB });
    const big = start(small.host, 'a');
    host = allocate(big.host, big.pid, 80 * MIB);
    expect(processOf(host, small.pid)?.alive).toBe(false);
    expect(field(host, 'a', 'memory.events', 'oom_group_kill')).toBe(1);
    expect(field(host, 'a', 'memory.events', 'oom_kill')).toBe(2);
  });

  it('leaves a process alive that nobody may kill, without the memory', () => {
    const { host, pid } = start(write(hostWith('a'), 'a', 'memory.max', '16M'), 'a', { oomScoreAdj: -1000 });
    const after = allocate(host, pid, 32 * MIB);
    expect(processOf(after, pid)?.alive).toBe(true);
    expect(field(after, 'a', 'memory.events', 'oom')).toBeGreaterThan(0);
  });

  it('is never exceeded at rest, whatever happens', () => {
    const step = fc.record({ who: fc.nat(2), mib: fc.integer({ min: 1, max: 60 }), cache: fc.boolean() });
    fc.assert(fc.property(fc.array(step, { maxLength: 25 }), fc.integer({ min: 8, max: 100 }), (steps, limit) => {
      let host = write(hostWith('p/a', 'p/b'), 'p', 'memory.max', `${limit}M`);
      for (const { who, mib, cache } of steps) {
        const { host: next, pid } = start(host, who === 0 ? 'p/a' : 'p/b');
        host = (cache ? writeCache : allocate)(next, pid, mib * MIB);
        expect(Number(readFile(host, 'p', 'memory.current'))).toBeLessThanOrEqual(limit * MIB);
      }
    }), { numRuns: 60 });
  });
});

describe('memory, whatever happens', () => {
  const step = fc.record({ act: fc.constantFrom('allocate', 'write', 'stop', 'pass'), group: fc.constantFrom('p/a', 'p/b', 'q'), mib: fc.integer({ min: 1, max: 120 }), which: fc.nat(9) });
  const limits = fc.record({ p: fc.integer({ min: 40, max: 400 }), a: fc.integer({ min: 20, max: 300 }), group: fc.boolean() });

  /** Plays the steps; after each of them `check` sees the host, and what each living process has been given. */
  function play(steps: readonly { act: string; group: string; mib: number; which: number }[], { p, a, group }: { p: number; a: number; group: boolean }, check: (host: Host, asked: ReadonlyMap<number, number>) => void): void {
    let host = write(write(hostWith('p/a', 'p/b', 'q'), 'p', 'memory.max', `${p}M`), 'p/a', 'memory.max', `${a}M`);
    if (group) host = write(host, 'p', 'memory.oom.group', '1');
    const asked = new Map<number, number>();
    for (const { act, group: path, mib, which } of steps) {
      const alive = host.processes.filter((one) => one.alive);
      const process = alive[which % Math.max(1, alive.length)];
      if (act === 'pass') host = advance(host, 5000);
      else if (act === 'stop' && process !== undefined) host = stopProcess(host, process.pid, 0);
      else if (act === 'write' && process !== undefined) host = writeCache(host, process.pid, mib * MIB);
      else {
        const started = start(host, path);
        host = allocate(started.host, started.pid, mib * MIB);
        asked.set(started.pid, mib * 256);
      }
      check(host, asked);
    }
  }

  it('is conserved: a process has what it asked for, and a cgroup what its processes, its cache and its children have', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), limits, (steps, limit) => {
      play(steps, limit, (host, asked) => {
        for (const { pid, anon, alive } of host.processes) if (alive) expect(anon).toBe(asked.get(pid));
        expect(memoryUsage(host, 'p')).toBe(memoryUsage(host, 'p/a') + memoryUsage(host, 'p/b'));
        expect(memoryUsage(host, '')).toBe(memoryUsage(host, 'p') + memoryUsage(host, 'q'));
        for (const path of ['p', 'p/a', 'q']) expect(field(host, path, 'memory.stat', 'anon') + field(host, path, 'memory.stat', 'file') + field(host, path, 'memory.stat', 'kernel')).toBe(Number(readFile(host, path, 'memory.current')));
        expect(memoryUsage(host, '')).toBeLessThanOrEqual(host.memoryPages);
      });
    }), { numRuns: 60 });
  });

  it('costs nobody the life below a limit', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), limits, (steps, limit) => {
      play(steps, limit, (host) => {
        // Two pages are the most that page tables add to the last one asked for.
        for (const event of host.events) if (event.kind === 'oom') expect(event.usage + event.asked + 2).toBeGreaterThan(event.limit);
        const killed = host.events.filter(({ kind }) => kind === 'killed').length;
        expect(killed > 0).toBe(host.events.some(({ kind }) => kind === 'oom'));
      });
    }), { numRuns: 60 });
  });
});

describe('the host itself', () => {
  it('runs out of memory, too: the highest score of all loses', () => {
    const first = start(hostWith('a', 'b'), 'a', { baseBytes: 700 * MIB, oomScoreAdj: -500 });
    const second = start(first.host, 'b', { baseBytes: 200 * MIB });
    const after = allocate(second.host, second.pid, 300 * MIB);
    expect(processOf(after, second.pid)?.alive).toBe(false);
    expect(processOf(after, first.pid)?.alive).toBe(true);
  });

  it('drops unprotected cache before cache under memory.low', () => {
    let host = write(hostWith('a', 'b'), 'a', 'memory.low', '300M');
    const a = start(host, 'a');
    const b = start(a.host, 'b');
    host = writeCache(writeCache(b.host, a.pid, 300 * MIB), b.pid, 600 * MIB);
    host = allocate(host, b.pid, 500 * MIB);
    expect(field(host, 'a', 'memory.stat', 'file')).toBe(300 * MIB);
  });
});

describe('swap', () => {
  const swapping = (swap: string): { host: Host; pid: number } => {
    const made = makeCgroup(createHost({ cpus: 2, memoryBytes: 1024 * MIB, swapBytes: 512 * MIB, seed: 7 }), 'a');
    return start(write(write(made, 'a', 'memory.max', '64M'), 'a', 'memory.swap.max', swap), 'a');
  };

  it('takes anonymous memory above memory.max, so that nobody is killed', () => {
    const { host, pid } = swapping('max');
    const after = allocate(host, pid, 200 * MIB);
    expect(processOf(after, pid)?.alive).toBe(true);
    expect(Number(readFile(after, 'a', 'memory.current'))).toBeLessThanOrEqual(64 * MIB);
    expect(Number(readFile(after, 'a', 'memory.swap.current'))).toBeGreaterThanOrEqual(136 * MIB);
  });

  it('ends at memory.swap.max, and then the OOM killer comes', () => {
    const { host, pid } = swapping('32M');
    const after = allocate(host, pid, 200 * MIB);
    expect(processOf(after, pid)?.exitCode).toBe(137);
    expect(field(after, 'a', 'memory.swap.events', 'max')).toBeGreaterThan(0);
    expect(readFile(after, 'a', 'memory.swap.current')).toBe('0\n');
  });

  it('is none at 0, which is what the kubelet writes by default', () => {
    const { host, pid } = swapping('0');
    expect(processOf(allocate(host, pid, 100 * MIB), pid)?.alive).toBe(false);
  });

  it('conserves bytes: what was asked for is in memory or on swap', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), (mibs) => {
      const started = swapping('max');
      let { host } = started;
      for (const mib of mibs) host = allocate(host, started.pid, mib * MIB);
      const process = processOf(host, started.pid);
      const asked = mibs.reduce((sum, mib) => sum + mib, 0) * 256;
      if (process?.alive) expect(process.anon + process.swap).toBe(asked);
      expect(Number(readFile(host, 'a', 'memory.current'))).toBeLessThanOrEqual(64 * MIB);
      expect(Number(readFile(host, 'a', 'memory.swap.current'))).toBeLessThanOrEqual(512 * MIB);
    }), { numRuns: 60 });
  });

  it('kills nobody while a limit or swap leaves room', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), (mib) => {
      const { host, pid } = swapping('max');
      expect(processOf(allocate(host, pid, mib * MIB), pid)?.alive).toBe(true);
    }), { numRuns: 40 });
  });
});

describe('memory.high', () => {
  it('slows an allocator down instead of killing it, and counts', () => {
    const growth = { anonBytesPerCpuSecond: 100 * MIB, cacheBytesPerCpuSecond: 0, anonUpTo: 500 * MIB };
    const free = start(hostWith('a'), 'a', { threads: 1, growth });
    const braked = start(write(hostWith('a'), 'a', 'memory.high', '50M'), 'a', { threads: 1, growth });
    const after = advance(braked.host, 3_000_000);
    expect(processOf(after, braked.pid)?.alive).toBe(true);
    expect(memoryUsage(after, 'a')).toBeLessThan(memoryUsage(advance(free.host, 3_000_000), 'a') / 2);
    expect(field(after, 'a', 'memory.events', 'high')).toBeGreaterThan(0);
    expect(field(after, 'a', 'memory.events', 'oom_kill')).toBe(0);
  });
});

describe('pids.max (kernel/cgroup/pids.c)', () => {
  it('refuses with EAGAIN, counts it, and leaves what runs alone', () => {
    const { host } = start(write(hostWith('a'), 'a', 'pids.max', '3'), 'a', { threads: 3 });
    const refused = spawn(host, 'a', { name: 'child', threads: 1 });
    expect(refused.errno).toBe(11);
    expect(readFile(refused.host, 'a', 'pids.events')).toBe('max 1\n');
    expect(readFile(refused.host, 'a', 'pids.current')).toBe('3\n');
  });
});
