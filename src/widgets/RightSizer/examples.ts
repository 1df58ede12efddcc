/** What the sizer can start with. Every value is made here, by arithmetic: no cluster of anyone's. */

/** A wobble between 0 and 1 that is the same everywhere. */
const wobble = (index: number, seed: number): number => ((index * 7919 + seed * 104729) % 997) / 997;

const two = (value: number): string => String(value).padStart(2, '0');

/** A day of two Pods, every hour: busy from nine to eighteen, with a peak at noon. */
function day(): string {
  const lines = ['time,pod,container,cpu,memory'];
  for (let hour = 0; hour < 24; hour += 1) {
    const busy = hour >= 9 && hour < 18 ? 0.7 + (hour === 12 ? 0.6 : 0) : 0.15;
    const time = `2026-11-20T${two(hour)}:00:00Z`;
    ['web-6f8d5b9c7d-k2m4x', 'web-6f8d5b9c7d-t7v9z'].forEach((pod, index) => {
      const cpu = 0.04 + busy * (0.22 + 0.09 * wobble(hour, index + 1));
      const memory = 262_144_000 + Math.round(busy * 78_000_000 * (0.8 + 0.4 * wobble(hour, index + 5)));
      lines.push(`${time},${pod},app,${cpu.toFixed(3)},${memory}`);
      lines.push(`${time},${pod},proxy,${(0.006 + busy * 0.012).toFixed(3)},${50_331_648 + hour * 8192}`);
    });
  }
  return `${lines.join('\n')}\n`;
}

/** Long quiet, short work: on average next to nothing. */
function bursty(): string {
  const lines = ['time,pod,container,cpu,memory'];
  for (let minute = 0; minute < 120; minute += 1) {
    const works = minute % 20 < 2;
    const cpu = works ? 1.1 + 0.5 * wobble(minute, 3) : 0.02 + 0.02 * wobble(minute, 4);
    lines.push(`2026-11-20T${two(Math.floor(minute / 60) + 9)}:${two(minute % 60)}:00Z,report-0,app,${cpu.toFixed(3)},${Math.round(works ? 880_803_840 : 335_544_320)}`);
  }
  return `${lines.join('\n')}\n`;
}

const TOP = `POD                     NAME    CPU(cores)   MEMORY(bytes)
api-7d9c5b8f6d-x2k4p    app     184m         512Mi
api-7d9c5b8f6d-x2k4p    proxy   12m          48Mi
api-7d9c5b8f6d-q8w5z    app     97m          498Mi
api-7d9c5b8f6d-q8w5z    proxy   9m           47Mi
db-0                    mysql   310m         1340Mi
`;

export const PRESETS = { day: day(), bursty: bursty(), top: TOP } as const satisfies Readonly<Record<string, string>>;
export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];
