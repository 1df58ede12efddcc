import { explainAttempt, needsDevices, runLab, type Explained, type LabRun } from './run';
import type { LabState } from './lab-state';

/** Large runs happen here, so that typing stays smooth. */
export type RunRequest = { readonly id: number; readonly state: LabState } & ({ readonly kind: 'run' } | { readonly kind: 'explain'; readonly happening: number; readonly node: string | null });
export type RunAnswer = { readonly id: number } & ({ readonly kind: 'run'; readonly run: LabRun } | { readonly kind: 'explain'; readonly explained: Explained | null });

async function answerTo(data: RunRequest): Promise<RunAnswer> {
  const parts = needsDevices(data.state) ? (await import('./devices')).DEVICE_PARTS : {};
  return data.kind === 'run' ? { id: data.id, kind: 'run', run: runLab(data.state, parts) } : { id: data.id, kind: 'explain', explained: explainAttempt(data.state, data.happening, data.node, parts) };
}

self.onmessage = ({ data }: MessageEvent<RunRequest>) => void answerTo(data).then((answer) => self.postMessage(answer));
