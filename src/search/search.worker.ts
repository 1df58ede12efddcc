import { answer } from './answer';
import { loadTables } from './load';
import type { FromWorker, ToWorker } from './protocol';
import type { Tables } from './tables';
import { warmUp } from './warmUp';

/** Milliseconds; the reader has hardly begun to type when they are over. */
const WARM_UP = 80;

let tables: Promise<Tables> | null = null;

const post = (message: FromWorker): void => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('url' in data) {
    tables = loadTables(data.url).then((loaded) => {
      warmUp(loaded, WARM_UP);
      return loaded;
    });
    tables.then(
      () => post({ ready: true }),
      (error: unknown) => post({ failed: String(error) }),
    );
    return;
  }
  // A failed load was reported above; its queries are dropped with this worker.
  void tables?.then((ready) => post({ id: data.id, answer: answer(ready, data.query) })).catch(() => undefined);
});
