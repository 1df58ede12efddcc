import { runLab, type LabRun } from './run';
import type { LabState } from './state';

/** Large runs happen here, so that typing stays smooth. */
export interface RunRequest {
  readonly id: number;
  readonly state: LabState;
}
export interface RunAnswer {
  readonly id: number;
  readonly run: LabRun;
}

self.onmessage = (event: MessageEvent<RunRequest>) => {
  const answer: RunAnswer = { id: event.data.id, run: runLab(event.data.state) };
  self.postMessage(answer);
};
