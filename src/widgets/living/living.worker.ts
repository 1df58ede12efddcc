import { openSession, reportOf, ask } from '@site/src/simulation/scenarios/living/session';
import type { Session } from '@site/src/simulation/scenarios/living/session';
import { SCENES } from './scenes';
import type { EngineAnswer, EngineAsk } from './engine';

/** A cluster lives here, so that its page answers at once whatever happens in it. */
let session: Promise<Session> | undefined;

async function answerTo({ id, begin, asked }: EngineAsk): Promise<EngineAnswer> {
  try {
    if (begin !== undefined) session = SCENES[begin.scene]().then((scene) => openSession(scene, begin.options));
    const now = await session;
    if (now === undefined) return { id, error: 'nothing has begun' };
    if (asked === undefined) return { id, report: reportOf(now) };
    const { session: next, report } = ask(now, asked);
    session = Promise.resolve(next);
    return { id, report };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

let line: Promise<unknown> = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<EngineAsk>) => {
  line = line.then(() => answerTo(data)).then((answer) => self.postMessage(answer));
};
