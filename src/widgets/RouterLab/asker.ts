import type { Question, RouterAnswer } from '@site/src/simulation/scenarios/router/answer';
import { Asker } from '../state/asker';

export const router = new Asker<Question, RouterAnswer>(
  (question) => import('./run').then(({ runRouter }) => runRouter(question)),
  () => new Worker(new URL('./router.worker.ts', import.meta.url), { type: 'module' }),
);
