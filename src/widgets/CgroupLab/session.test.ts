import { describe, expect, it, vi } from 'vitest';
import { parseConfig, PRESET_CONFIGS, withContainer } from './config';
import { LAB_FILES } from './containers';
import { PRESET_IDS } from './presets';
import { measure } from './measures';
import { scaleOf } from './scales';
import { anew, first, passWithin, settle } from './held';
import { begin, boot, pass, reconfigure, write } from './session';

const INITIAL = PRESET_CONFIGS.lonely;

describe('the lab’s session', () => {
  it('is the same each time it starts', () => {
    for (const preset of PRESET_IDS) expect(boot(PRESET_CONFIGS[preset])).toEqual(boot(PRESET_CONFIGS[preset]));
  });

  it('keeps one second of the past, however long it runs', () => {
    const session = pass(boot(INITIAL), 3_000_000);
    expect(Math.min(...session.spans.map(({ to }) => to))).toBeGreaterThan(session.host.timeUs - 1_000_000);
    expect(session.snapshots.length).toBeLessThan(25);
  });

  it('draws what the counters count', () => {
    const session = pass(boot(PRESET_CONFIGS.siblings), 1_000_000);
    const { containers } = measure(session);
    const from = session.host.timeUs - 1_000_000;
    containers.forEach((one) => {
      const group = session.host.cgroups.find(({ path }) => path.endsWith(`/${one.name}`))?.cpu;
      const drawn = session.spans.filter((span) => span.group === group && span.task >= 0).reduce((sum, span) => sum + span.to - Math.max(from, span.from), 0);
      expect(drawn / 1000).toBeCloseTo(one.usageMs, 0);
    });
  });

  it('takes a limit below what is in use as the kernel does: at once', () => {
    const session = write(boot(PRESET_CONFIGS.leak), 0, 'memory.max', '16M');
    expect(session.said.code).toBe('oom');
  });

  it('kills one of several processes, or all of them together', () => {
    const alive = (group: string): number => {
      let session = write(boot(PRESET_CONFIGS.processes), 0, 'memory.oom.group', group);
      for (let steps = 0; steps < 60 && session.said.code !== 'oom'; steps += 1) session = pass(session, 100_000);
      expect(session.said.code).toBe('oom');
      return measure(session).containers[0]!.processes;
    };
    expect(alive('0')).toBe(2);
    expect(alive('1')).toBe(0);
  });

  it('stops throttling once there are no more threads than the limit has CPUs', () => {
    const { wide } = PRESET_CONFIGS;
    expect(measure(boot(wide)).containers[0]!.throttled).toBeGreaterThan(7);
    const fewer = { ...wide, containers: wide.containers.map((one) => ({ ...one, threads: 2 })) };
    expect(measure(pass(boot(fewer), 1_000_000)).containers[0]!.throttled).toBeLessThan(3);
  });

  it('counts thread time and shows what it was worth, where two threads share a core', () => {
    const { smt } = PRESET_CONFIGS;
    const [, batch] = measure(boot(smt)).containers;
    expect(batch!.cores).toBeGreaterThan(0.98);
    expect(batch!.workCores).toBeLessThan(0.8);
    const quiet = { ...smt, containers: smt.containers.map((one) => (one.name === 'batch' ? { ...one, work: 'idle' as const } : one)) };
    const [before] = measure(boot(smt)).containers;
    const [after] = measure(boot(quiet)).containers;
    expect(after!.cores).toBeLessThan(before!.cores);
    expect(after!.workCores).toBeGreaterThan(before!.workCores!);
    expect(measure(boot(PRESET_CONFIGS.wide)).containers[0]!.workCores).toBeNull();
  });

  it('lets a large node pass its first second in pieces, whatever the machine', () => {
    let held = first({ ...PRESET_CONFIGS.wide, cpus: 64 });
    expect(held).toMatchObject({ owed: 1_000_000, session: { host: { timeUs: 0 } } });
    let frames = 0;
    for (; held.owed > 0; frames += 1) held = settle(held, false);
    expect(frames).toBeLessThanOrEqual(100);
    expect(held.session.host.timeUs).toBe(1_000_000);
    expect(held.session.saidSerial).toBe(1);
    expect(measure(held.session).containers[0]!.cores).toBeGreaterThan(1.8);
  });

  it('stops where the time for it is up, and goes on from there', () => {
    const clock = vi.spyOn(performance, 'now');
    let now = 0;
    clock.mockImplementation(() => (now += 10));
    const some = passWithin(begin(INITIAL), 1_000_000);
    clock.mockReturnValue(0);
    const all = passWithin(some.session, some.owed);
    clock.mockRestore();
    expect(some.owed).toBe(950_000);
    expect(all.owed).toBe(0);
    expect(measure(all.session)).toEqual(measure(boot(INITIAL)));
    expect(anew(INITIAL, 3).session.saidSerial).toBe(3);
  });

  it('changes the running node without starting it anew', () => {
    const session = boot(INITIAL);
    const more = reconfigure(session, withContainer(session.config));
    expect(more.host.timeUs).toBe(session.host.timeUs);
    expect(measure(pass(more, 500_000)).containers).toHaveLength(2);
  });
});

describe('what is kept', () => {
  it('comes back as it was', () => {
    for (const preset of PRESET_IDS) expect(parseConfig(JSON.parse(JSON.stringify(PRESET_CONFIGS[preset])))).toEqual(PRESET_CONFIGS[preset]);
  });

  it('of older editions comes back with what they could not know', () => {
    const { preset, chosen, cpus, containers } = PRESET_CONFIGS.leak;
    const older = { preset, chosen, cpus, containers: containers.map(({ name, work, threads, leak, writes, files: { 'memory.oom.group': _, ...files } }) => ({ name, work, threads, leak, writes, files })) };
    expect(parseConfig(JSON.parse(JSON.stringify(older)))).toEqual(PRESET_CONFIGS.leak);
  });

  it.each([null, 3, {}, { ...INITIAL, cpus: 3 }, { ...INITIAL, chosen: 1 }, { ...INITIAL, containers: [] }, { ...INITIAL, containers: [{ ...INITIAL.containers[0], name: '../x' }] }])(
    'refuses what it cannot understand: %j',
    (raw) => {
      expect(parseConfig(raw)).toBeUndefined();
    },
  );
});

describe('sliders', () => {
  it.each(LAB_FILES)('%s: every position writes a text that shows at that position', (file) => {
    const scale = scaleOf(file, 4);
    for (let at = scale.min; at <= scale.max; at += scale.step) {
      const position = scale.position(scale.text(at, 'max 100000'));
      // Weights below 10 are whole numbers, so that some neighbours write the same text.
      expect(Math.abs(position - at)).toBeLessThanOrEqual(file === 'cpu.weight' && at < 20 ? 4 : 0.5);
    }
  });
});
