import { explainAttempt, runLab, type Explained, type LabRun } from './run';
import type { LabState } from './lab-state';

/** Large runs happen here, so that typing stays smooth. */
export type RunRequest = { readonly id: number; readonly state: LabState } & ({ readonly kind: 'run' } | { readonly kind: 'explain'; readonly happening: number; readonly node: string | null });
export type RunAnswer = { readonly id: number } & ({ readonly kind: 'run'; readonly run: LabRun } | { readonly kind: 'explain'; readonly explained: Explained | null });

self.onmessage = ({ data }: MessageEvent<RunRequest>) => {
  const answer: RunAnswer = data.kind === 'run' ? { id: data.id, kind: 'run', run: runLab(data.state) } : { id: data.id, kind: 'explain', explained: explainAttempt(data.state, data.happening, data.node) };
  self.postMessage(answer);
};
