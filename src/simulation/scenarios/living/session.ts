/**
 * A cluster that somebody plays with, as a value: what was done to it so far, and what is told of it after each thing that is asked. The same runs in a page's worker, on
 * the server that writes a page's first state, and in tests.
 */
import { act, advance, beginHistory, nextMoment, replay, rewind, runUntilQuiet } from '../../cluster/history/history';
import type { Entry, History, Input } from '../../cluster/history/history';
import { pictureOf } from '../../cluster/picture/picture';
import type { Picture } from '../../cluster/picture/picture';
import type { Answer } from '../../cluster/apiserver/types';
import type { Happening } from '../../cluster/cluster';
import type { ClusterConfig } from '../../cluster/state';
import { moveTo } from '../../base/clock';
import type { AnyScene } from './scene';

/** What can be asked. Times in µs since 1970. */
export type Ask =
  /** Time passes up to a moment. */
  | { readonly kind: 'advance'; readonly until: number }
  /** Up to the next moment at which anything happens; `most` at the latest. */
  | { readonly kind: 'next'; readonly most: number }
  /** Until nothing changes any more; `latest` at the latest. */
  | { readonly kind: 'quiet'; readonly latest: number }
  | { readonly kind: 'input'; readonly input: Input }
  /** To a moment between the beginning and what has been seen. What was done after it happens again when time passes, until something else is done. */
  | { readonly kind: 'rewind'; readonly at: number }
  /** From the beginning: what somebody did the last time, up to a moment. */
  | { readonly kind: 'replay'; readonly log: readonly Entry[]; readonly at: number };

export interface Report {
  readonly picture: Picture;
  /** What the scene shows besides. */
  readonly view: unknown;
  /** When the history begins. */
  readonly begun: number;
  readonly log: readonly Entry[];
  /** How far it has been seen: later than the picture's moment after the time was moved back, until something else is done there. */
  readonly seen: number;
  /** Where a request was made. */
  readonly answer?: Answer;
}

export interface Session {
  readonly scene: AnyScene;
  readonly options: unknown;
  readonly config: ClusterConfig;
  readonly history: History;
  readonly view: unknown;
  /** What was done later than this moment, and how far it has been seen. */
  readonly future: readonly Entry[];
  readonly seen: number;
}

const viewOf = ({ scene, options, config }: Pick<Session, 'scene' | 'options' | 'config'>, { cluster }: History, happened: readonly Happening[], before: unknown): unknown =>
  scene.view?.({ config, cluster, options, happened }, before);

export function openSession(scene: AnyScene, options: unknown): Session {
  const { config, cluster } = scene.begin(options);
  const history = beginHistory(cluster);
  return { scene, options, config, history, view: viewOf({ scene, options, config }, history, [], undefined), future: [], seen: cluster.clock.now };
}

export function reportOf({ scene, history, view, future, seen }: Session, answer?: Answer): Report {
  const [first] = history.moments;
  return {
    picture: pictureOf(history.cluster, scene.namespaces), view, begun: first?.cluster.clock.now ?? history.cluster.clock.now, log: [...history.log, ...future], seen: Math.max(seen, history.cluster.clock.now),
    ...(answer === undefined ? {} : { answer }),
  };
}

/** The view of another moment knows nothing of what happened before. */
const moved = (session: Session, history: History): Session => ({ ...session, history, view: viewOf(session, history, [], undefined) });

function gone(session: Session, history: History, happened: readonly Happening[]): Session {
  return { ...session, history, view: viewOf(session, history, happened, session.view), seen: Math.max(session.seen, history.cluster.clock.now) };
}

/** Lets time pass, and what was done once after this moment happen again. */
function forward(session: Session, until: number): Session {
  const { config, future } = session;
  let [now, next, happened] = [session.history, 0, [] as readonly Happening[]];
  for (const { at, steps, input } of future) {
    if (at > until) break;
    if (steps > now.steps) {
      const there = advance(config, now, at, { steps: steps - now.steps });
      [now, happened] = [there.history, [...happened, ...there.happened]];
    }
    if (now.cluster.clock.now < at) now = { ...now, cluster: { ...now.cluster, clock: moveTo(now.cluster.clock, at) } };
    now = act(config, now, input).history;
    next += 1;
  }
  const there = advance(config, now, until);
  return gone({ ...session, future: future.slice(next) }, there.history, [...happened, ...there.happened]);
}

function backTo(session: Session, at: number): Session {
  const { config, history, future } = session;
  const back = rewind(config, history, at);
  return { ...moved(session, back), future: [...history.log.slice(back.log.length), ...future] };
}

function changedBy(session: Session, input: Input): { readonly session: Session; readonly answer: Answer | undefined } {
  const { history, answer } = act(session.config, session.history, input);
  const { now } = history.cluster.clock;
  const happened: Happening[] = input.kind === 'request' && answer !== undefined ? [{ kind: 'request', at: now, request: input.request, answer }] : [];
  return { session: gone({ ...session, future: [], seen: now }, history, happened), answer };
}

function again(session: Session, log: readonly Entry[], at: number): Session {
  const [first] = session.history.moments;
  return { ...moved(session, replay(session.config, first?.cluster ?? session.history.cluster, log, at)), future: [], seen: at };
}

/** Does what is asked. */
export function ask(session: Session, asked: Ask): { readonly session: Session; readonly report: Report } {
  const { config, history } = session;
  const { now } = history.cluster.clock;
  const told = (next: Session): { readonly session: Session; readonly report: Report } => ({ session: next, report: reportOf(next) });
  switch (asked.kind) {
    case 'advance': return told(forward(session, asked.until));
    case 'next': return told(forward(session, Math.max(now, Math.min(asked.most, nextMoment(history) ?? asked.most, session.future[0]?.at ?? asked.most))));
    case 'quiet': {
      const whole = session.future.length === 0 ? session : forward(session, Math.min(asked.latest, session.future.at(-1)?.at ?? now));
      const { history: quiet, happened } = runUntilQuiet(config, whole.history, asked.latest);
      return told(gone(whole, quiet, happened));
    }
    case 'rewind': return told(asked.at > now ? forward(session, asked.at) : backTo(session, asked.at));
    case 'replay': return told(again(session, asked.log, asked.at));
    case 'input': {
      const { session: next, answer } = changedBy(session, asked.input);
      return { session: next, report: reportOf(next, answer) };
    }
  }
}
