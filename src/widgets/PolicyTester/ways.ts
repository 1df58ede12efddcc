import type { Way, WayQuestion } from '@site/src/simulation/scenarios/policy-way/way';
import { Asker } from '../state/asker';

export const ways = new Asker<WayQuestion, Way>(
  (question) => import('@site/src/simulation/scenarios/policy-way/way').then(({ wayOf }) => wayOf(question)),
  () => new Worker(new URL('./way.worker.ts', import.meta.url), { type: 'module' }),
);
