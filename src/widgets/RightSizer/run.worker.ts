import { runSizer, type SizerInput } from './run';

self.onmessage = (event: MessageEvent<{ id: number; input: SizerInput }>) => {
  self.postMessage({ id: event.data.id, output: runSizer(event.data.input) });
};
