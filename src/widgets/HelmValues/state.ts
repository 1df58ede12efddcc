import type { Values } from '@site/src/simulation/render/helm/set-text';
import { valuesOf } from '@site/src/simulation/render/helm/values';

/** The chart's values.yaml. */
export const CHART: Values = { replicas: 1, image: { name: 'hello', tag: '1.0' }, ports: [80, 9090], debug: true };

/** What `-f prod.yaml` holds. */
export const PROD: Values = { replicas: 3, image: { tag: '1.1' }, ports: [80, 443] };

/** The parts of a helm command that can be switched on, in the order in which they stand on it. */
export const PARTS = {
  string: '--set-string image.tag=1700',
  file: '-f prod.yaml',
  number: '--set image.tag=1800',
  list: "--set 'ports[1]=8443'",
  nothing: '--set debug=null',
} as const;

export type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as Part[];

export interface HelmState {
  on: readonly Part[];
}

/** One item of a list is set: what the chart had in it is gone. */
export const initialState: HelmState = { on: ['list'] };

export function parseState(raw: unknown): HelmState | undefined {
  const on = typeof raw === 'object' && raw !== null ? (raw as { on?: unknown }).on : undefined;
  return Array.isArray(on) ? { on: PART_NAMES.filter((part) => on.includes(part)) } : undefined;
}

export function resultOf({ on }: HelmState): Values {
  const chosen = (part: Part, value: string) => (on.includes(part) ? [value] : []);
  return valuesOf({
    chart: CHART,
    files: on.includes('file') ? [PROD] : [],
    set: [...chosen('number', 'image.tag=1800'), ...chosen('list', 'ports[1]=8443'), ...chosen('nothing', 'debug=null')],
    setString: chosen('string', 'image.tag=1700'),
  });
}

/** The one thing worth saying about what is switched on. */
export type Lesson = 'listFromEmpty' | 'listFromFile' | 'stringWins' | 'nullDeletes' | 'setWins' | 'fileMerges' | 'defaults';

export function lessonOf({ on }: HelmState): Lesson {
  if (on.includes('list')) return on.includes('file') ? 'listFromFile' : 'listFromEmpty';
  if (on.includes('string')) return on.includes('number') ? 'stringWins' : 'setWins';
  if (on.includes('nothing')) return 'nullDeletes';
  if (on.includes('number')) return 'setWins';
  return on.includes('file') ? 'fileMerges' : 'defaults';
}
