import type { PackagingAnswer, Question } from '@site/src/simulation/scenarios/packaging/answer';
import { Asker } from '../state/asker';

export const packaging = new Asker<Question, PackagingAnswer>(
  (question) => import('./run').then(({ runPackaging }) => runPackaging(question)),
  () => new Worker(new URL('./packaging.worker.ts', import.meta.url), { type: 'module' }),
);
