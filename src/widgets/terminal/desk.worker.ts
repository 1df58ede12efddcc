import { Desk } from '@site/src/simulation/scenarios/terminal/desk';
import type { DeskAnswer, DeskQuestion } from './engine';

/** A terminal's cluster and shell live here, so that its page answers at once whatever runs in it. */
let desk: Desk | undefined;

function answerTo({ id, begin, asked }: DeskQuestion): DeskAnswer {
  try {
    if (begin !== undefined) desk = new Desk(begin);
    if (desk === undefined) return { id, error: 'nothing has begun' };
    return { id, report: asked === undefined ? desk.report() : desk.ask(asked) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

self.onmessage = ({ data }: MessageEvent<DeskQuestion>) => {
  self.postMessage(answerTo(data));
};
