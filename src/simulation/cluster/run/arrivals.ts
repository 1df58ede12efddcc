import type { Request } from '../apiserver/types';
import type { Arrival } from './turns';

/** Requests that write one object after another: who watches acts on the first while the last is not written yet. */
const takesItsTime = ({ verb, subresource }: Request): boolean => verb === 'deletecollection' || subresource === 'eviction';

/** When what a request has written, which begins at a time, is there: the revisions after `before` up to `after`. */
export function arrivals(request: Request, before: number, after: number, at = 0): Arrival[] {
  if (after === before) return [];
  if (!takesItsTime(request)) return [{ revision: before + 1, at: at + 1 }];
  return Array.from({ length: after - before }, (_, index) => ({ revision: before + 1 + index, at: at + 1 + index }));
}
