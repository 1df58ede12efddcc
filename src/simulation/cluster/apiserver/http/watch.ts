/** A watch over HTTP (apiserver pkg/endpoints/handlers/watch.go): a line of JSON for each change, until its time is over. */
import type { Kind } from '../../../api/kind';
import type { Registry } from '../../../api/registry';
import type { JsonObject } from '../../../api/schema/walk';
import { goJson } from '../../../base/go/json';
import type { Answer, Request, User, WatchEvent } from '../types';
import { objectBody, statusBody } from './bodies';
import { isTrue, numberIn } from './query';
import type { ApiDoor, HttpStream } from './types';

/** What a URL asks to be watched. */
export interface Watched {
  readonly kind: Kind;
  /** The list. */
  readonly asked: Omit<Request, 'user'>;
  /** Where to begin; empty or `0`: with what is there, each as if it had been added. */
  readonly since: string;
  readonly bookmarks: boolean;
  readonly seconds: number;
}

/** --min-request-timeout, on which the real server draws up to as much again. */
const LONGEST_S = 1800;

export function watchedIn(query: URLSearchParams, kind: Kind, asked: Omit<Request, 'user'>): Watched {
  const given = numberIn(query, 'timeoutSeconds');
  return { kind, asked, since: query.get('resourceVersion') ?? '', bookmarks: isTrue(query.get('allowWatchBookmarks')), seconds: typeof given === 'number' && given > 0 ? given : LONGEST_S };
}

export const startsAnew = ({ since }: Pick<Watched, 'since'>): boolean => since === '' || since === '0';

/** WatchEvent (meta/v1), one to a line. */
export const watchLine = (type: WatchEvent['type'] | 'ERROR', object: JsonObject): string => `${goJson({ type, object })}\n`;

const linesOf = (registry: Registry, { kind, bookmarks }: Watched, events: readonly WatchEvent[]): string =>
  events.filter(({ type }) => bookmarks || type !== 'BOOKMARK').map(({ type, object }) => watchLine(type, objectBody(registry, kind, object))).join('');

/** What an answer adds, and how far the watch is then. */
export function sentBy(registry: Registry, watched: Watched, answer: Answer): { readonly text: string; readonly since: string; readonly ended?: boolean } {
  if ('failure' in answer) return { text: watchLine('ERROR', statusBody(answer.failure)), since: watched.since, ended: true };
  if ('list' in answer) return { text: linesOf(registry, watched, answer.list.map((object) => ({ type: 'ADDED' as const, object }))), since: answer.resourceVersion };
  return 'changes' in answer ? { text: linesOf(registry, watched, answer.changes), since: answer.resourceVersion } : { text: '', since: watched.since };
}

/** Goes on from where the first answer led. */
export function watchStream({ registry, ask }: ApiDoor, watched: Watched, first: string, user: User): HttpStream {
  let since = first;
  return {
    seconds: watched.seconds,
    next: () => {
      const sent = sentBy(registry(), watched, ask({ ...watched.asked, watch: since, user }));
      ({ since } = sent);
      return sent;
    },
  };
}
