import { Worker } from 'node:worker_threads';

/** Plain JavaScript: it runs where nothing translates TypeScript. A thread of its own sees that the first one hangs. */
const WATCH = `
const { workerData: { shared, limit } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const view = new Int32Array(shared);
let [last, since] = [-1, Date.now()];
setInterval(() => {
  const now = Atomics.load(view, 0);
  if (now !== last) { last = now; since = Date.now(); }
  else if (now >= 0 && Date.now() - since > limit) {
    writeSync(2, 'Case ' + now + ' does not end: it has run for ' + Math.round((Date.now() - since) / 1000) + ' s.\\n');
    process.kill(process.pid, 'SIGKILL');
  }
}, 500).unref();
`;

/** Ends the process with a word about the case where one runs longer than `limit` milliseconds. */
export function watchdog(limit: number): { begin: (index: number) => void; stop: () => Promise<unknown> } {
  const shared = new SharedArrayBuffer(4);
  const view = new Int32Array(shared);
  Atomics.store(view, 0, -1);
  const worker = new Worker(WATCH, { eval: true, workerData: { shared, limit } });
  worker.unref();
  return { begin: (index) => void Atomics.store(view, 0, index), stop: () => worker.terminate() };
}
