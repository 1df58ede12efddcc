/**
 * A log that is followed, over HTTP (pkg/kubelet/kuberuntime/logs ReadLogs, behind pkg/registry/core/pod/rest/log.go): what is there by its options, then what is written, until the container has ended or so much has
 * been sent. Each look asks for the log again; who looks answers it.
 */
import type { JsonObject } from '../../../api/schema/walk';
import { formatMicroTime } from '../../../base/time';
import type { Answer, Failure, Request, User } from '../types';
import type { ApiDoor, HttpResponse } from './types';

/** A request whose log goes on. */
export type Followed = Omit<Request, 'user'>;

/** Options of a log, resumed with what it is answered. */
export type Look<T> = Generator<JsonObject, T, Answer>;

export interface Following {
  readonly options: JsonObject;
  /** Of the container's file as it was. */
  readonly length: number;
  /** When it was looked at, µs since 1970. */
  readonly at: number;
  readonly container: string;
  /** How much more may be sent. */
  readonly left: number;
}

/** Text, and how it goes on: not at all where nothing is said. */
export interface Sent {
  readonly text: string;
  readonly following?: Following;
}

/** What is new in a file stands behind what was there. */
const whole = ({ tailLines: _, limitBytes: __, sinceSeconds: ___, sinceTime: ____, ...options }: JsonObject): JsonObject => options;

const cut = (text: string, following: Following): Sent => (text.length >= following.left ? { text: text.slice(0, following.left) } : { text, following: { ...following, left: following.left - text.length } });

const lastLines = (text: string, count: number): string => {
  const lines = text.split(/(?<=\n)/);
  return lines.slice(Math.max(0, lines.length - count)).join('');
};

/** What is shown of a file at first. Its last lines are told from the same look: what is written between two would be lost. */
function* firstShown(options: JsonObject, all: string): Look<string | { readonly failure: Failure }> {
  const { tailLines, limitBytes, sinceSeconds, sinceTime } = options;
  if (limitBytes === undefined && sinceSeconds === undefined && sinceTime === undefined) return typeof tailLines === 'number' ? lastLines(all, tailLines) : all;
  const shown = yield options;
  return 'failure' in shown ? shown : 'text' in shown ? shown.text : '';
}

/** The beginning. */
export function* beginFollowing(options: JsonObject): Look<Sent | { readonly failure: Failure }> {
  const all = yield whole(options);
  if ('failure' in all) return all;
  if (!('text' in all)) return { text: '' };
  const shown = yield* firstShown(options, all.text);
  if (typeof shown !== 'string') return shown;
  if (all.log === undefined || all.log.ended) return { text: shown };
  const { limitBytes } = options;
  const { container, at } = all.log;
  return cut(shown, { options, length: all.text.length, at, container, left: typeof limitBytes === 'number' ? limitBytes : Number.POSITIVE_INFINITY });
}

/** A kubelet that is cut off says nothing, and does not end it either. */
const mayComeBack = ({ message = '' }: Failure): boolean => message.endsWith('i/o timeout');

/** What has come since. */
export function* goOnFollowing(following: Following): Look<Sent> {
  const { options, length, at, container } = following;
  const looked = yield whole(options);
  if ('failure' in looked) return mayComeBack(looked.failure) ? { text: '', following } : { text: '' };
  if (!('text' in looked) || looked.log === undefined || looked.log.container !== container) return { text: '' };
  const { text, log } = looked;
  let [fresh, read] = [text.slice(length), text.length];
  if (text.length < length) {
    // The file was put aside: what was written into it since the last look, and the new one, by now perhaps longer.
    const rest = yield { ...whole(options), reopened: true, sinceTime: formatMicroTime(at + 1) };
    if ('text' in rest) [fresh, read] = [rest.text, rest.text.length - Math.max(0, rest.text.indexOf(text))];
    else fresh = text;
  }
  const sent = cut(fresh, { ...following, length: read, at: log.at });
  return log.ended ? { text: sent.text } : sent;
}

function answered<T>(look: Look<T>, ask: (options: JsonObject) => Answer): T {
  let step = look.next();
  while (step.done !== true) step = look.next(ask(step.value));
  return step.value;
}

/** What is answered at once, and what comes after it. */
export function followOver(door: ApiDoor, followed: Followed, user: User, respond: (answer: Answer) => HttpResponse): HttpResponse {
  const ask = (options: JsonObject): Answer => door.ask({ ...followed, options: options as NonNullable<Request['options']>, user });
  const begun = answered(beginFollowing((followed.options ?? {}) as JsonObject), ask);
  if ('failure' in begun) return respond(begun);
  const response = respond({ code: 200, text: begun.text });
  let { following } = begun;
  if (following === undefined) return response;
  return {
    ...response,
    stream: {
      seconds: Number.POSITIVE_INFINITY,
      next: () => {
        const sent: Sent = following === undefined ? { text: '' } : answered(goOnFollowing(following), ask);
        ({ following } = sent);
        return { text: sent.text, ...(following === undefined ? { ended: true } : {}) };
      },
    },
  };
}
