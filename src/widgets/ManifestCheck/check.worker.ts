import { runCheck } from './run';

self.onmessage = ({ data: { id, text } }: MessageEvent<{ id: number; text: string }>) => {
  void runCheck(text).then(
    (check) => self.postMessage({ id, check }),
    // Kinds that could not be loaded: who asked says so.
    () => self.postMessage({ id, check: null }),
  );
};
