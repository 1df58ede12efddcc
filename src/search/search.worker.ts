import { converse } from './converse';
import { openLibrary, type Library } from './load';
import type { FromWorker, ToWorker } from './protocol';
import { warmUp } from './warmUp';

/** Milliseconds; the reader has hardly begun to type when they are over. */
const WARM_UP = 80;

let library: Promise<Library> | null = null;

const post = (message: FromWorker): void => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('url' in data) {
    library = openLibrary(data.url).then((opened) => {
      warmUp(opened.tables, WARM_UP);
      return opened;
    });
    library.then(
      () => post({ ready: true }),
      (error: unknown) => post({ failed: String(error) }),
    );
    return;
  }
  // A failed load was reported above; its queries are dropped with this worker.
  void library?.then((ready) => converse(ready, data.query, (answer, last) => post({ id: data.id, answer, last }))).catch(() => undefined);
});
