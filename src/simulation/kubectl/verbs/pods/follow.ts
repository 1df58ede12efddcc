import type { Pod } from '../../../api/types';
import type { JsonObject } from '../../../api/schema/walk';
import { beginFollowing, goOnFollowing } from '../../../cluster/apiserver/http/follow';
import type { Following, Look } from '../../../cluster/apiserver/http/follow';
import type { Answer } from '../../../cluster/apiserver/types';
import { ask } from '../../runtime/client';
import type { Asked } from '../../runtime/client';
import { ConnectionError } from '../../runtime/connection';
import { KubectlError, ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';

/** How often a log is looked at, µs. */
const EVERY = 200_000;
/** How long after a refusal it is asked for again, µs. */
const RETRY = 1_000_000;

/** One container's log. */
export interface Followed {
  readonly pod: Pod;
  readonly container: string;
  /** `[pod/web/nginx] ` or nothing. */
  readonly prefix: string;
}

export const prefixed = (text: string, prefix: string): string => (prefix === '' ? text : text.replace(/^(?=[^])/gm, prefix));

const logOf = ({ pod, container }: Followed, options: JsonObject): Asked => ({ verb: 'get', group: '', resource: 'pods', namespace: pod.metadata.namespace ?? '', name: pod.metadata.name ?? '', subresource: 'log', options: { ...options, container } });

export function* logText(session: Session, followed: Followed, options: JsonObject): Steps<string> {
  const answer = yield* ask(session, logOf(followed, options));
  return 'text' in answer ? answer.text : 'stream' in answer ? answer.stream.stdout : '';
}

/** What a log is answered that is looked at; `asked` tells of its options how they are asked for. */
export function* looked<T>(session: Session, asked: (options: JsonObject) => Asked, look: Look<T>): Steps<T> {
  let step = look.next();
  while (step.done !== true) {
    let answer: Answer;
    try {
      answer = yield* ask(session, asked(step.value));
    } catch (error) {
      if (!(error instanceof ServerError) || error instanceof ConnectionError) throw error;
      answer = { failure: error.failure };
    }
    step = look.next(answer);
  }
  return step.value;
}

/** A log that is being asked for, or whose beginning has been shown. */
interface Stream {
  readonly one: Followed;
  /** When it is asked for next, µs. */
  readonly next: number;
  readonly following?: Following;
}

/** LogsOptions.consumeWithRetry: what the server refuses is asked for again each second, until the time is over that a Pod may take to run. undefined: it has ended. */
function* consume(session: Session, { one, following }: Stream, options: JsonObject, deadline: number): Steps<Stream | undefined> {
  const { machine, flags } = session;
  const asked = (looking: JsonObject): Asked => logOf(one, looking);
  const sent = yield* looked(session, asked, following === undefined ? beginFollowing(options) : goOnFollowing(following));
  const now = machine.now();
  if (!('failure' in sent)) {
    machine.out(prefixed(sent.text, one.prefix));
    return sent.following === undefined ? undefined : { one, next: now + EVERY, following: sent.following };
  }
  if (flags.bool('ignore-errors')) {
    machine.out(`error: ${sent.failure.message}\n`);
    return undefined;
  }
  machine.err(`${sent.failure.message}\n`);
  return { one, next: Math.min(now + RETRY, Math.max(now, deadline)) };
}

/** `logs -f`: what the containers write, until each has ended or Ctrl-C. */
export function* follow(session: Session, followed: readonly Followed[], options: JsonObject, timeout: number): Steps<void> {
  const { machine } = session;
  const deadline = machine.now() + timeout;
  let open: readonly Stream[] = followed.map((one) => ({ one, next: machine.now() }));
  while (open.length > 0) {
    const next = Math.min(...open.map((stream) => stream.next));
    if (next > machine.now()) yield { do: 'sleep', micros: next - machine.now() };
    const left: Stream[] = [];
    for (const stream of open) {
      if (stream.next > machine.now()) {
        left.push(stream);
        continue;
      }
      if (stream.following === undefined && machine.now() >= deadline) throw new KubectlError('context deadline exceeded');
      const rest = yield* consume(session, stream, options, deadline);
      if (rest !== undefined) left.push(rest);
    }
    open = left;
  }
}
