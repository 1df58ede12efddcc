/** The subresource `proxy` of Pods, Services and nodes. */
import type { Tables } from '../../store/store';
import type { Answer, Request } from '../types';
import { forwarded } from './forward';
import type { Fetch, Fetched } from './forward';
import { targetOfProxy } from './target';

export type { Fetch, Fetched } from './forward';

/** The resources that have one. */
export const PROXIED: ReadonlySet<string> = new Set(['pods', 'services', 'nodes']);

/** A request that is allowed. `lot`: numbers in [0, 1), by which a Service's endpoint is drawn. */
export function proxied(tables: Tables, { resource, namespace = '', name = '', http = { method: 'GET', path: '', headers: [] } }: Request, fetch: (asked: Fetch) => Fetched, lot: () => number): Answer {
  const target = targetOfProxy(tables, { resource, namespace, name }, lot);
  return forwarded(http, 'reason' in target ? { refused: { failure: target } } : target, fetch);
}
