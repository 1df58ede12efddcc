/**
 * A cluster that somebody plays with, as a value: what was done to it so far, and what is told of it after each thing that is asked. The same runs in a page's worker, on
 * the server that writes a page's first state, and in tests.
 */
import { act, advance, beginHistory, nextMoment, rewind, runUntilQuiet } from '../../cluster/history/history';
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
  /** What the view was at some moments, so that it can be gathered again from there. */
  readonly marks: readonly Mark[];
}

interface Mark {
  readonly at: number;
  readonly view: unknown;
}

/** Between two of them, µs. */
const MARK_EVERY = 10_000_000;

const viewOf = ({ scene, options, config }: Pick<Session, 'scene' | 'options' | 'config'>, { cluster }: History, happened: readonly Happening[], before: unknown): unknown =>
  scene.view?.({ config, cluster, options, happened }, before);

export function openSession(scene: AnyScene, options: unknown): Session {
  const { config, cluster } = scene.begin(options);
  const history = beginHistory(cluster);
  const view = viewOf({ scene, options, config }, history, [], undefined);
  return { scene, options, config, history, view, future: [], seen: cluster.clock.now, marks: [] };
}

export function reportOf({ scene, history, view, future, seen }: Session, answer?: Answer): Report {
  const [first] = history.moments;
  return {
    picture: pictureOf(history.cluster, scene.namespaces), view, begun: first?.cluster.clock.now ?? history.cluster.clock.now, log: [...history.log, ...future], seen: Math.max(seen, history.cluster.clock.now),
    ...(answer === undefined ? {} : { answer }),
  };
}

function told(session: Session, history: History, happened: readonly Happening[]): Session {
  return { ...session, history, view: viewOf(session, history, happened, session.view), seen: Math.max(session.seen, history.cluster.clock.now) };
}

/** After time has passed: all that was due by now has happened, so this is a moment to come back to. */
function gone(session: Session, history: History, happened: readonly Happening[]): Session {
  const next = told(session, history, happened);
  const { now } = history.cluster.clock;
  const last = next.marks.at(-1);
  return last === undefined || now - last.at >= MARK_EVERY ? { ...next, marks: [...next.marks, { at: now, view: next.view }] } : next;
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
    const acted = act(config, now, input);
    if (input.kind === 'request' && acted.answer !== undefined) happened = [...happened, { kind: 'request', at, request: input.request, answer: acted.answer }];
    now = acted.history;
    next += 1;
  }
  const there = advance(config, now, until);
  return gone({ ...session, future: future.slice(next) }, there.history, [...happened, ...there.happened]);
}

/** The beginning, with all that was ever done still to come. */
function fresh({ scene, options, config, history, future, seen }: Session, log: readonly Entry[] = [...history.log, ...future]): Session {
  const [first] = history.moments;
  const begun = beginHistory(first?.cluster ?? history.cluster);
  return { scene, options, config, history: begun, view: viewOf({ scene, options, config }, begun, [], undefined), future: log, seen, marks: [] };
}

/** Goes back to where the view is known and on from there, so that it is what it was. */
function backTo(session: Session, at: number): Session {
  const { config, history, future } = session;
  const marks = session.marks.filter((mark) => mark.at <= at);
  const mark = marks.at(-1);
  if (mark === undefined) return forward(fresh(session), at);
  const back = rewind(config, history, mark.at);
  return forward({ ...session, history: back, view: mark.view, marks, future: [...history.log.slice(back.log.length), ...future] }, at);
}

function changedBy(session: Session, input: Input): { readonly session: Session; readonly answer: Answer | undefined } {
  const { history, answer } = act(session.config, session.history, input);
  const { now } = history.cluster.clock;
  const happened: Happening[] = input.kind === 'request' && answer !== undefined ? [{ kind: 'request', at: now, request: input.request, answer }] : [];
  // What was known at this very instant was known before this was done.
  const marks = session.marks.filter((mark) => mark.at < now);
  return { session: told({ ...session, future: [], seen: now, marks }, history, happened), answer };
}

/** Does what is asked. */
export function ask(session: Session, asked: Ask): { readonly session: Session; readonly report: Report } {
  const { config, history } = session;
  const { now } = history.cluster.clock;
  const answered = (next: Session): { readonly session: Session; readonly report: Report } => ({ session: next, report: reportOf(next) });
  switch (asked.kind) {
    case 'advance': return answered(forward(session, asked.until));
    case 'next': return answered(forward(session, Math.max(now, Math.min(asked.most, nextMoment(history) ?? asked.most, session.future[0]?.at ?? asked.most))));
    case 'quiet': {
      const whole = session.future.length === 0 ? session : forward(session, Math.min(asked.latest, session.future.at(-1)?.at ?? now));
      const { history: quiet, happened } = runUntilQuiet(config, whole.history, asked.latest);
      return answered(gone(whole, quiet, happened));
    }
    case 'rewind': return answered(asked.at > now ? forward(session, asked.at) : backTo(session, asked.at));
    case 'replay': return answered(forward({ ...fresh(session, asked.log), seen: asked.at }, asked.at));
    case 'input': {
      const { session: next, answer } = changedBy(session, asked.input);
      return { session: next, report: reportOf(next, answer) };
    }
  }
}
