import type { SearchAnswer } from './types';

/** To the worker: the address of the index first, then queries. */
export type ToWorker = { url: string } | { id: number; query: string };

/** From the worker: `ready` once the index can be asked, answers by the id of their query (the `last` one has excerpts), or why the index could not be loaded. */
export type FromWorker = { ready: true } | { id: number; answer: SearchAnswer; last: boolean } | { failed: string };
