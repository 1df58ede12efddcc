/**
 * A cluster that somebody plays with, as a value: what was done to it so far, and what is told of it after each thing that is asked. The same runs in a page's worker, on
 * the server that writes a page's first state, and in tests.
 */
import { act, advance, beginHistory, newsBetween, nextMoment, rewind, runUntilQuiet, waited } from '../../cluster/history/history';
import type { Entry, History, Input } from '../../cluster/history/history';
import { pictureOf } from '../../cluster/picture/picture';
import type { Picture } from '../../cluster/picture/picture';
import type { Answer, Request } from '../../cluster/apiserver/types';
import { notes } from '../../cluster/audit/record';
import { request } from '../../cluster/cluster';
import type { Happening } from '../../cluster/cluster';
import { atHost } from '../../cluster/node/host/host';
import type { AtHost } from '../../cluster/node/host/host';
import type { Cluster, ClusterConfig } from '../../cluster/state';
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
  /** What the scene gathers, as its last look gave it. */
  readonly gathered: unknown;
  /** What the view and that were at some moments, so that they can be gathered again from there. */
  readonly marks: readonly Mark[];
}

interface Mark {
  readonly at: number;
  readonly view: unknown;
  readonly gathered: unknown;
}

/** Between two of them, µs. */
const MARK_EVERY = 10_000_000;
/** How long nothing may change for all to be quiet, µs. */
const QUIET = 5_000_000;

const viewOf = ({ scene, options, config, gathered }: Pick<Session, 'scene' | 'options' | 'config' | 'gathered'>, { cluster }: History, happened: readonly Happening[], before: unknown): unknown =>
  scene.view?.({ config, cluster, options, happened, gathered }, before);

function beginning({ scene, options, config }: Pick<Session, 'scene' | 'options' | 'config'>, cluster: Cluster, future: readonly Entry[], seen: number): Session {
  const history = beginHistory(cluster);
  const gathered = scene.gather?.look({ config, cluster, options }, undefined);
  return { scene, options, config, history, view: viewOf({ scene, options, config, gathered }, history, [], undefined), gathered, future, seen, marks: [] };
}

export function openSession(scene: AnyScene, options: unknown): Session {
  const { config, cluster, shown } = scene.begin(options);
  const begun = beginning({ scene, options, config }, cluster, [], cluster.clock.now);
  return shown === undefined ? begun : forward(begun, shown);
}

/** The same cluster, whose history begins now: what was done to it before is not told, and not gone back to. */
export const fromNowOn = (session: Session): Session => beginning(session, session.history.cluster, [], session.history.cluster.clock.now);

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
  return last === undefined || now - last.at >= MARK_EVERY ? { ...next, marks: [...next.marks, { at: now, view: next.view, gathered: next.gathered }] } : next;
}

interface Passed {
  readonly session: Session;
  readonly happened: readonly Happening[];
}

/**
 * Lets time pass, and what was done once after this moment happen again; nobody looks. `look`: a look follows at the end, which was taken before anything was done at that
 * moment.
 */
function passed(session: Session, until: number, look = false): Passed {
  const { config, future } = session;
  let [now, next, happened] = [session.history, 0, [] as readonly Happening[]];
  for (const { at, steps, input } of future) {
    if (at > until || (look && at === until)) break;
    if (steps > now.steps) {
      const there = advance(config, now, at, { steps: steps - now.steps });
      [now, happened] = [there.history, [...happened, ...there.happened]];
    }
    now = waited(config, now, at);
    const acted = act(config, now, input);
    if (input.kind === 'request' && acted.answer !== undefined) happened = [...happened, { kind: 'request', at, request: input.request, answer: acted.answer }];
    now = acted.history;
    next += 1;
  }
  const there = advance(config, now, until);
  return { session: { ...session, history: there.history, future: next === 0 ? future : future.slice(next) }, happened: [...happened, ...there.happened] };
}

/** Lets time pass; what the scene gathers is looked at on the way, and marked where nothing else was done at that very instant. */
function forward(session: Session, until: number): Session {
  const { gather } = session.scene;
  let [now, happened] = [session, [] as readonly Happening[]];
  if (gather !== undefined) {
    const { look } = gather;
    const every = typeof gather.every === 'number' ? gather.every : gather.every(session.options);
    const begun = session.history.moments[0]?.cluster.clock.now ?? 0;
    const first = begun + (Math.floor((session.history.cluster.clock.now - begun) / every) + 1) * every;
    for (let at = first; at <= until; at += every) {
      const there = passed(now, at, true);
      const { config, options, history } = there.session;
      now = { ...there.session, gathered: look({ config, options, cluster: history.cluster }, now.gathered) };
      if (there.happened.length > 0) happened = [...happened, ...there.happened];
      if (at - (now.marks.at(-1)?.at ?? begun) < MARK_EVERY || now.future[0]?.at === at) continue;
      [now, happened] = [gone(now, now.history, happened), []];
    }
  }
  const there = passed(now, until);
  return gone(there.session, there.session.history, [...happened, ...there.happened]);
}

/** Until nothing but Leases has changed for a while. */
function untilQuiet(session: Session, latest: number): Session {
  const whole = session.future.length === 0 ? session : forward(session, Math.min(latest, session.future.at(-1)?.at ?? latest));
  if (session.scene.gather === undefined) {
    const { history, happened } = runUntilQuiet(session.config, whole.history, latest);
    return gone(whole, history, happened);
  }
  let now = whole;
  for (let news = true; news && now.history.cluster.clock.now < latest; ) {
    const next = forward(now, Math.min(latest, now.history.cluster.clock.now + QUIET));
    news = newsBetween(now.history.cluster, next.history.cluster);
    now = next;
  }
  return now;
}

/** The beginning, with all that was ever done still to come. */
function fresh(session: Session, log: readonly Entry[] = [...session.history.log, ...session.future]): Session {
  const [first] = session.history.moments;
  return beginning(session, first?.cluster ?? session.history.cluster, log, session.seen);
}

/** Goes back to where the view is known and on from there, so that it is what it was. */
function backTo(session: Session, at: number): Session {
  const { config, history, future } = session;
  const marks = session.marks.filter((mark) => mark.at <= at);
  const mark = marks.at(-1);
  if (mark === undefined) return forward(fresh(session), at);
  const back = rewind(config, history, mark.at);
  return forward({ ...session, history: back, view: mark.view, gathered: mark.gathered, marks, future: [...history.log.slice(back.log.length), ...future] }, at);
}

function changedBy(session: Session, input: Input): { readonly session: Session; readonly answer: Answer | undefined } {
  const { history, answer } = act(session.config, session.history, input);
  const { now } = history.cluster.clock;
  const happened: Happening[] = input.kind === 'request' && answer !== undefined ? [{ kind: 'request', at: now, request: input.request, answer }] : [];
  // What was known at this very instant was known before this was done.
  const marks = session.marks.filter((mark) => mark.at < now);
  return { session: told({ ...session, future: [], seen: now, marks }, history, happened), answer };
}

/** A request of somebody outside: what only reads is answered and leaves no trace. */
export function requested(session: Session, asked: Request): { readonly session: Session; readonly answer: Answer } {
  const { cluster } = session.history;
  // A reading that is written down changes something.
  if (isRead(asked) && !notes(cluster.audit, asked, cluster.clock.now)) return { session, answer: request(session.config, session.history.cluster, asked).answer };
  const { session: next, answer } = changedBy(session, { kind: 'request', request: asked });
  if (answer === undefined) throw new RangeError('a request was not answered');
  return { session: next, answer };
}

/** A command at a machine: one that changes nothing leaves no trace. */
export function atMachine(session: Session, at: AtHost): { readonly session: Session; readonly answer: Answer } {
  const { cluster } = session.history;
  const looked = atHost(session.config, cluster, at);
  if (looked.cluster === cluster) return { session, answer: looked.answer };
  const { session: next, answer } = changedBy(session, { kind: 'host', ...at });
  if (answer === undefined) throw new RangeError('a command was not answered');
  return { session: next, answer };
}

const ACTS: ReadonlySet<string> = new Set(['exec', 'attach', 'portforward']);
/** What is passed on to a Pod changes nothing of the cluster, whatever its method is. */
const isRead = ({ verb, subresource = '' }: Request): boolean => subresource === 'proxy' || ((verb === 'get' || verb === 'list') && !ACTS.has(subresource));

/** Does what is asked. */
export function ask(session: Session, asked: Ask): { readonly session: Session; readonly report: Report } {
  const { history } = session;
  const { now } = history.cluster.clock;
  const answered = (next: Session): { readonly session: Session; readonly report: Report } => ({ session: next, report: reportOf(next) });
  switch (asked.kind) {
    case 'advance': return answered(forward(session, asked.until));
    case 'next': return answered(forward(session, Math.max(now, Math.min(asked.most, nextMoment(history) ?? asked.most, session.future[0]?.at ?? asked.most))));
    case 'quiet': return answered(untilQuiet(session, asked.latest));
    case 'rewind': return answered(asked.at > now ? forward(session, asked.at) : backTo(session, asked.at));
    case 'replay': return answered(forward({ ...fresh(session, asked.log), seen: asked.at }, asked.at));
    case 'input': {
      const { session: next, answer } = changedBy(session, asked.input);
      return { session: next, report: reportOf(next, answer) };
    }
  }
}
