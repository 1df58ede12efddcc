import { describe, expect, it } from 'vitest';
import { parseConfig, PRESET_CONFIGS, withContainer } from './config';
import { LAB_FILES } from './containers';
import { PRESET_IDS } from './presets';
import { measure } from './measures';
import { scaleOf } from './scales';
import { boot, pass, reconfigure, write } from './session';

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
