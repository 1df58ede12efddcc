import type { FromWorker, ToWorker } from './protocol';
import type { SearchAnswer } from './types';

/** Hears an answer, and once more when its excerpts have come. */
type Hear = (answer: SearchAnswer) => void;

export interface SearchClient {
  /** Answers in the order of asking. Rejects where the index could not be loaded; then open another client. */
  ask: (query: string, hear: Hear) => Promise<void>;
}

type Engine = SearchClient;

/** The engine in a worker. Rejects with `workerRefused` set where the browser allows none. */
function inWorker(url: string): Promise<Engine> {
  return new Promise((resolve, reject) => {
    const waiting = new Map<number, { hear: Hear; done: () => void }>();
    let next = 0;
    const worker = new Worker(/* webpackChunkName: "search-worker" */ new URL('./search.worker.ts', import.meta.url));
    const send = (message: ToWorker): void => worker.postMessage(message);
    worker.addEventListener('error', () => {
      worker.terminate();
      reject(new WorkerRefused());
    });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('ready' in data) {
        resolve({
          ask: (query, hear) =>
            new Promise((done) => {
              next += 1;
              waiting.set(next, { hear, done });
              send({ id: next, query });
            }),
        });
      } else if ('failed' in data) {
        worker.terminate();
        reject(new Error(data.failed));
      } else {
        const asked = waiting.get(data.id);
        asked?.hear(data.answer);
        if (!data.last) return;
        waiting.delete(data.id);
        asked?.done();
      }
    });
    send({ url });
  });
}

class WorkerRefused extends Error {}

/** The engine on the page's own thread, for browsers that refuse workers (some policies, some private modes). */
async function onPage(url: string): Promise<Engine> {
  const [{ openLibrary }, { converse }] = await Promise.all([import('./load'), import('./converse')]);
  const library = await openLibrary(url);
  return { ask: (query, hear) => converse(library, query, hear) };
}

async function start(url: string): Promise<Engine> {
  try {
    return await inWorker(url);
  } catch (error) {
    // The constructor itself throws where workers are forbidden altogether.
    if (error instanceof WorkerRefused || error instanceof DOMException || typeof Worker === 'undefined') return onPage(url);
    throw error;
  }
}

/** Starts to load the index at once. `url` is absolute, as a worker has another base. */
export function openSearch(url: string): SearchClient {
  const engine = start(url);
  // Whoever asks is told; nobody has to.
  engine.catch(() => undefined);
  return { ask: async (query, hear) => (await engine).ask(query, hear) };
}
