import type { Effect, Resume, Steps } from '../steps';

interface Stage {
  readonly steps: Steps<number>;
  resume: Resume;
  /** It goes on at this time, µs; now where it is 0. */
  wake: number;
  status: number | undefined;
  end(): void;
}

export interface StageStart {
  readonly steps: Steps<number>;
  /** Called once it has ended: its ends of the pipes are closed. */
  readonly end: () => void;
}

/** Runs one until it waits for something; gives what it waits for, or nothing when it has ended. */
function advance(stage: Stage): Effect | undefined {
  const { resume } = stage;
  stage.resume = undefined;
  const next = stage.steps.next(resume);
  if (next.done !== true) return next.value;
  stage.status = next.value;
  stage.end();
  return undefined;
}

/**
 * The commands of a pipe, side by side: whoever reads runs before whoever writes, so that what nobody reads any more is not written. Those that wait for a time wait together.
 * Gives the status of the last.
 */
export function* together(starts: readonly StageStart[], now: () => number): Steps<number> {
  const stages = starts.map(({ steps, end }): Stage => ({ steps, end, resume: undefined, wake: 0, status: undefined }));
  for (;;) {
    let turns = 0;
    for (const stage of [...stages].reverse()) {
      if (stage.status !== undefined || stage.wake > now()) continue;
      stage.wake = 0;
      const effect = advance(stage);
      if (effect === undefined || effect.do !== 'turn') turns += 1;
      if (effect === undefined || effect.do === 'turn') continue;
      if (effect.do === 'sleep') stage.wake = now() + effect.micros;
      else stage.resume = yield effect;
    }
    const alive = stages.filter(({ status }) => status === undefined);
    if (alive.length === 0) return stages.at(-1)?.status ?? 0;
    if (turns > 0) continue;
    const sleeping = alive.filter(({ wake }) => wake > now());
    // Where nobody sleeps they wait for what comes from outside this pipe.
    yield sleeping.length === 0 ? { do: 'turn' } : { do: 'sleep', micros: Math.min(...sleeping.map(({ wake }) => wake)) - now() };
  }
}
