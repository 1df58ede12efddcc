import type { Pod } from '../../../api/types';
import { textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { formatMicroTime } from '../../../base/time';
import { ask, getObject } from '../../runtime/client';
import { isNotFound } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';

/** How often a log is looked at, µs. */
const EVERY = 200_000;

/** One container's log. */
export interface Followed {
  readonly pod: Pod;
  readonly container: string;
  /** `[pod/web/nginx] ` or nothing. */
  readonly prefix: string;
}

export const prefixed = (text: string, prefix: string): string => (prefix === '' ? text : text.replace(/^(?=[^])/gm, prefix));

export function* logText(session: Session, { pod, container }: Followed, options: JsonObject): Steps<string> {
  const { name = '', namespace = '' } = pod.metadata;
  const answer = yield* ask(session, { verb: 'get', group: '', resource: 'pods', namespace, name, subresource: 'log', options: { ...options, container } });
  return 'text' in answer ? answer.text : 'stream' in answer ? answer.stream.stdout : '';
}

/** The whole log: what is new in it is what stands behind what was there. */
const whole = ({ tailLines: _, limitBytes: __, sinceSeconds: ___, sinceTime: ____, ...options }: JsonObject): JsonObject => options;

interface WithStatuses {
  readonly status?: { readonly [list: string]: unknown };
}

function* isRunning(session: Session, { pod, container }: Followed): Steps<boolean> {
  const kind = session.machine.registry().find('v1', 'Pod');
  if (kind === undefined) return false;
  try {
    const { status = {} } = (yield* getObject(session, kind, pod.metadata.namespace ?? '', pod.metadata.name ?? '')) as WithStatuses;
    const all = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'].flatMap((list) => (Array.isArray(status[list]) ? (status[list] as readonly JsonObject[]) : []));
    const own = all.find(({ name }) => textOf(name) === container);
    return own !== undefined && (own.state as { readonly running?: unknown } | undefined)?.running !== undefined;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** `logs -f`: what the containers go on to write, until each has ended or Ctrl-C. `shown`: the length of each log when its first lines were printed. */
export function* follow(session: Session, followed: readonly Followed[], options: JsonObject, shown: readonly number[]): Steps<void> {
  const open = followed.map((one, at) => ({ one, length: shown[at] ?? 0, at: session.machine.now() }));
  while (open.length > 0) {
    yield { do: 'sleep', micros: EVERY };
    for (const entry of [...open]) {
      const running = yield* isRunning(session, entry.one);
      const looked = session.machine.now();
      let text = '';
      try {
        text = yield* logText(session, entry.one, whole(options));
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
      if (text.length < entry.length && text !== '') {
        // The file was put aside: what was written into it since the last look, and the new one.
        const rest = yield* logText(session, entry.one, { ...whole(options), reopened: true, sinceTime: formatMicroTime(entry.at + 1) });
        session.machine.out(prefixed(rest, entry.one.prefix));
        entry.length = rest.length - Math.max(0, rest.indexOf(text));
      } else if (text.length > entry.length) session.machine.out(prefixed(text.slice(entry.length), entry.one.prefix));
      if (text !== '') entry.at = looked;
      entry.length = Math.max(entry.length, text.length);
      if (!running) open.splice(open.indexOf(entry), 1);
    }
  }
}

/** What is shown first of a log that is followed, and the length of what was there by then. */
export function* followedText(session: Session, followed: Followed, options: JsonObject): Steps<{ readonly text: string; readonly length: number }> {
  const all = yield* logText(session, followed, whole(options));
  const { length } = all;
  const { tailLines, limitBytes, sinceSeconds, sinceTime } = options;
  if (limitBytes !== undefined || sinceSeconds !== undefined || sinceTime !== undefined) return { text: yield* logText(session, followed, options), length };
  // The server reads it once: between the last lines and what follows nothing is lost.
  const lines = all.split('\n').slice(0, -1);
  return { text: typeof tailLines === 'number' ? lines.slice(Math.max(0, lines.length - tailLines)).map((line) => `${line}\n`).join('') : all, length };
}
