import { openSession, reportOf, ask } from '@site/src/simulation/scenarios/living/session';
import type { Session } from '@site/src/simulation/scenarios/living/session';
import { closeNetwork } from './closed-network';
import { SCENES } from './scenes';
import type { Begin, EngineAnswer, EngineAsk } from './engine';

/** A cluster lives here, so that its page answers at once whatever happens in it. */
let session: Promise<Session> | undefined;

/** Once its code is there, nothing that runs here reaches anything else. */
async function beginning({ scene, options }: Begin): Promise<Session> {
  const loaded = await SCENES[scene]();
  closeNetwork(self);
  return openSession(loaded, options);
}

async function answerTo({ id, begin, asked }: EngineAsk): Promise<EngineAnswer> {
  try {
    if (begin !== undefined) session = beginning(begin);
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
