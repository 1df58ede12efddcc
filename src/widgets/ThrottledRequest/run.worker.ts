import { run, type RequestInput } from './state';

self.onmessage = (event: MessageEvent<{ id: number; input: RequestInput }>) => {
  self.postMessage({ id: event.data.id, output: run(event.data.input) });
};
