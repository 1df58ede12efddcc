import type { SceneSync } from '@site/src/simulation/resources/autoscaler/scene';
import { runLab, type SceneState } from './run';

self.onmessage = (event: MessageEvent<{ id: number; input: SceneState }>) => {
  const output: readonly SceneSync[] = runLab(event.data.input);
  self.postMessage({ id: event.data.id, output });
};
