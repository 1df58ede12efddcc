import type { Answer } from '../cluster/apiserver/types';
import type { AtHost } from '../cluster/node/host/host';
import type { Effect as KubectlEffect } from '../kubectl/runtime/machine';

/**
 * What a command waits for: an answer of the API server, that time passes (µs), a line typed at the terminal, what the reader's editor makes of a file, or that the other
 * commands of its pipe get their turn.
 */
export type Effect =
  | Exclude<KubectlEffect, { readonly do: 'process' | 'answer' }>
  | { readonly do: 'read'; /** What stands before the line. */ readonly prompt?: string }
  /** A command runs at another machine. */
  | { readonly do: 'host'; readonly at: AtHost }
  | { readonly do: 'turn' };

/** What it is resumed with. `typed`: a line with its end, or nothing at the end of the input (Ctrl-D). */
export type Resume = { readonly answer: Answer } | { readonly typed: string | undefined } | { readonly edited: string } | undefined;

/** A command while it runs. Ctrl-C drops it. */
export type Steps<T> = Generator<Effect, T, Resume>;

/** What a command takes to start, µs: a loop that never waits still lets time pass. */
export const SPAWN = 1_000;
