import { Worker } from 'node:worker_threads';
import path from 'node:path';
import type { Facts } from './facts';

interface Answer {
  readonly id: number;
  readonly facts?: Facts;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (facts: Facts) => void;
  readonly reject: (error: Error) => void;
}

let worker: Worker | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();

function start(): Worker {
  const started = new Worker(path.join(__dirname, 'mermaid-worker.mjs'));
  started.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    // An idle worker must not keep the build alive.
    if (waiting.size === 0) started.unref();
    if (answer.facts) asked?.resolve(answer.facts);
    else asked?.reject(new Error(answer.error ?? 'the Mermaid parser gave no answer'));
  });
  started.on('error', (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker = undefined;
  });
  return started;
}

/** Parses a diagram with Mermaid itself. Rejects with Mermaid's message when the text is not a diagram it can read. */
export function readDiagram(text: string): Promise<Facts> {
  worker ??= start();
  const current = worker;
  return new Promise((resolve, reject) => {
    const id = ++lastId;
    waiting.set(id, { resolve, reject });
    current.ref();
    current.postMessage({ id, text });
  });
}
