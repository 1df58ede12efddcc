/** Between a slider's position and the text of a file. The last position of a limit is "max". */
import type { LabFile } from './containers';

const MIB = 1024 * 1024;

export interface Scale {
  min: number;
  max: number;
  step: number;
  /** The position that shows this text. */
  position: (text: string) => number;
  /** The text that this position writes. */
  text: (position: number, present: string) => string;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}

function memoryScale(): Scale {
  const max = 528;
  return {
    min: 16, max, step: 16,
    position: (text) => (text === 'max' ? max : clamp(Math.round(Number(text) / MIB / 16) * 16, 16, max - 16)),
    text: (position) => (position >= max ? 'max' : String(position * MIB)),
  };
}

/** Positions of `cpu.max` are percent of one CPU. */
function quotaScale(cpus: number): Scale {
  const max = cpus * 100 + 5;
  return {
    min: 5, max, step: 5,
    position: (text) => {
      const [quota, period] = text.split(' ');
      return quota === 'max' ? max : clamp(Math.round((Number(quota) / Number(period)) * 20) * 5, 5, max - 5);
    },
    text: (position, present) => {
      const period = Number(present.split(' ')[1] ?? 100_000);
      return position >= max ? `max ${period}` : `${Math.max(1000, Math.round((position * period) / 100))} ${period}`;
    },
  };
}

/** Weights span four powers of ten: twenty steps to each. */
const WEIGHT_SCALE: Scale = {
  min: 0, max: 80, step: 1,
  position: (text) => clamp(Math.round(Math.log10(Number(text)) * 20), 0, 80),
  text: (position) => {
    const exact = 10 ** (position / 20);
    const unit = 10 ** Math.max(0, Math.floor(position / 20) - 1);
    return String(Math.round(exact / unit) * unit);
  },
};

const PIDS_SCALE: Scale = {
  min: 1, max: 33, step: 1,
  position: (text) => (text === 'max' ? 33 : clamp(Number(text), 1, 32)),
  text: (position) => (position >= 33 ? 'max' : String(position)),
};

const SWITCH: Scale = { min: 0, max: 1, step: 1, position: (text) => (text === '1' ? 1 : 0), text: (position) => String(position) };

export function scaleOf(file: LabFile, cpus: number): Scale {
  switch (file) {
    case 'cpu.max': return quotaScale(cpus);
    case 'cpu.weight': return WEIGHT_SCALE;
    case 'memory.max': case 'memory.high': return memoryScale();
    case 'memory.oom.group': return SWITCH;
    case 'pids.max': return PIDS_SCALE;
  }
}
