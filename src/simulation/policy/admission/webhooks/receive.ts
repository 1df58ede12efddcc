import { quote } from '../../../base/go/quote';
import { httpError } from './http-words';
import type { HookResponse, Reply } from './reply';

/** A call as it looks from the API server: how long it took, and the response or what went wrong (rest.Request.Do). */

/** `given`: seconds; what is left of them is rounded up. */
export const urlWithTimeout = (url: string, given: number): string => `${url}?timeout=${Math.ceil(given)}s`;

export const postError = (url: string, words: string): string => `failed to call webhook: Post ${quote(url)}: ${words}`;

/** `reason` stands after `failed calling webhook "x": `. */
export function receive(reply: Reply, url: string, given: number): { readonly seconds: number } & ({ readonly response: HookResponse } | { readonly reason: string }) {
  const { seconds = 0 } = reply;
  if (reply.kind === 'silent' || seconds >= given) return { seconds: given, reason: postError(url, 'context deadline exceeded') };
  if (reply.kind === 'unreachable') return { seconds, reason: postError(url, reply.words) };
  if (reply.kind === 'http') return { seconds, reason: `failed to call webhook: ${httpError(reply.code, reply.body)}` };
  return { seconds, response: reply.response };
}
