/** How what is recorded reaches the API server. */
import type { Answer, Request, User } from '../apiserver/types';
import type { Recorded } from './record';
import type { SpokenAs } from './series';

/** A write of an Event that is to be sent. */
export type Outgoing = Omit<Request, 'user'> & {
  /** What is sent where there is nothing to patch. */
  readonly otherwise?: Request['body'];
  /** How often it was tried. */
  readonly tries: number;
};

const place = (namespace: string, name: string) => ({ group: '', resource: 'events', namespace, name, tries: 0 });

/** client-go tools/record recordEvent: a count is patched; where its Event is gone, it is created anew. */
export function outgoingOf(recorded: Exclude<Recorded, { kind: 'drop' }>): Outgoing {
  const { event } = recorded;
  const at = place(event.metadata.namespace ?? 'default', event.metadata.name ?? '');
  if (recorded.kind === 'create') return { ...at, verb: 'create', body: event };
  const { count = 1, lastTimestamp = '', message = '' } = event;
  return { ...at, verb: 'patch', patch: { count, lastTimestamp, message }, otherwise: event };
}

/** client-go tools/events recordEvent. */
export const spokenOutgoing = (spoken: Exclude<SpokenAs, { kind: 'keep' }>): Outgoing =>
  spoken.kind === 'create'
    ? { ...place(spoken.event.metadata.namespace ?? 'default', spoken.event.metadata.name ?? ''), verb: 'create', body: spoken.event }
    : { ...place(spoken.namespace, spoken.name), verb: 'patch', patch: { series: spoken.series } };

/** maxTriesPerEvent, and defaultSleepDuration between them, µs. */
export const [MOST_TRIES, SLEEP] = [12, 10_000_000];

/** Sends one; true where nobody answered and it is worth another try. What the server refuses is given up. */
export function send({ otherwise, tries, ...request }: Outgoing, user: User, door: (request: Request) => Answer): boolean {
  const isLost = (answer: Answer): boolean => 'failure' in answer && (answer.failure.transport !== undefined || answer.failure.reason === 'Timeout') && tries + 1 < MOST_TRIES;
  const answer = door({ ...request, user });
  if (isLost(answer)) return true;
  if (!('failure' in answer) || otherwise === undefined) return false;
  return isLost(door({ ...request, verb: 'create', body: otherwise, user }));
}
