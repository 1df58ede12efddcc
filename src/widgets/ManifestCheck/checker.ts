import type { Check } from '@site/src/simulation/tools/manifest-check/check';
import { Asker } from '../state/asker';

export const checker = new Asker<string, Check>(
  (text) => import('./run').then(({ runCheck }) => runCheck(text)),
  () => new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' }),
);
