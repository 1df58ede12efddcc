import { describe, expect, it } from 'vitest';
import type { Input } from '../../../cluster/history/history';
import { ask, openSession, reportOf } from '../session';
import type { Session } from '../session';
import { LOOP_INPUTS, reconcileLoopScene, ROOM } from './scene';
import type { LoopView } from './scene';
import { setSwitches, switchesIn } from './switches';

const SECOND = 1_000_000;
const begun = openSession(reconcileLoopScene, null);
const viewOf = (session: Session): LoopView => reportOf(session).view as LoopView;
const podsOf = (session: Session) => reportOf(session).picture.pods;
const after = (session: Session, seconds: number): Session => ask(session, { kind: 'advance', until: reportOf(session).picture.now + seconds * SECOND }).session;
const done = (session: Session, ...inputs: readonly Input[]): Session => inputs.reduce((now, input) => ask(now, { kind: 'input', input }).session, session);
const victim = (session: Session): Input => LOOP_INPUTS.delete(podsOf(session).find(({ status }) => status === 'Running')?.name ?? '');
const synced = ({ steps }: LoopView) => steps.flatMap((step) => (step.kind === 'sync' ? [step] : []));

describe('a ReplicaSet whose controller is laid open', () => {
  it('begins with a Pod that was deleted, seen, queued, counted and replaced', () => {
    const view = viewOf(begun);
    expect(view).toMatchObject({ desired: 3, active: 3, seen: 3, room: ROOM, lost: 0, retry: null });
    expect(view.steps[0]).toMatchObject({ kind: 'event', change: 'DELETING', fate: 'queued' });
    expect(synced(view)[0]).toMatchObject({ desired: 3, seen: 2, did: 'create', count: 1 });
    expect(view.merged).toBeGreaterThan(0);
  });

  it('does not notice what it is not told, and makes all of it good with the next news', () => {
    const deaf = done(begun, setSwitches({ events: 'lost' }));
    const short = after(done(deaf, victim(deaf)), 20);
    expect(viewOf(short)).toMatchObject({ active: 2, lost: expect.any(Number) as number });
    expect(viewOf(short).lost).toBeGreaterThan(0);
    const hears = done(short, setSwitches({ events: 'arrive' }));
    const mended = viewOf(after(done(hears, victim(hears)), 20));
    expect(mended).toMatchObject({ active: 3, achieved: { repaired: true } });
    expect(synced(mended).some(({ seen, count }) => seen === 1 && count === 2)).toBe(true);
  });

  it('is woken by a resync where no news comes, once: then it waits for a creation that it is not told of', () => {
    const deaf = done(begun, setSwitches({ events: 'lost', resync: 'on' }));
    const mended = after(done(deaf, victim(deaf)), 40);
    expect(viewOf(mended)).toMatchObject({ active: 3, expects: { adds: 1 }, achieved: { repaired: true } });
    const stuck = after(done(mended, victim(mended)), 60);
    expect(viewOf(stuck).active).toBe(2);
    expect(synced(viewOf(stuck)).at(-1)).toMatchObject({ did: 'waits' });
    // ControllerExpectations expire after five minutes.
    expect(viewOf(after(stuck, 300)).active).toBe(3);
  });

  it('does not act twice on an old cache, unless it forgets what it has asked for', () => {
    const most = (session: Session): number => {
      let [now, pods] = [session, 0];
      for (let n = 0; n < 60; n += 1) [now, pods] = [after(now, 0.5), Math.max(pods, viewOf(now).active)];
      expect(viewOf(now).active).toBe(3);
      return pods;
    };
    const old = done(begun, setSwitches({ cache: 'late' }));
    expect(most(done(old, victim(old)))).toBe(3);
    const careless = done(begun, setSwitches({ cache: 'late', controller: 'forgets' }));
    expect(most(done(careless, victim(careless)))).toBeGreaterThan(3);
    expect(viewOf(after(done(careless, victim(careless)), 20)).achieved.doubled).toBe(true);
    expect(viewOf(after(done(old, victim(old)), 20)).achieved.waited).toBe(true);
  });

  it('adds and adds where it does not count, until the quota ends it and the key waits longer and longer', () => {
    const bad = done(begun, setSwitches({ controller: 'adds' }));
    const full = after(done(bad, victim(bad)), 30);
    const view = viewOf(full);
    expect(podsOf(full).length).toBe(ROOM);
    expect(view.steps.some((step) => step.kind === 'request' && step.error?.includes('exceeded quota: room') === true)).toBe(true);
    const tries = view.steps.flatMap((step) => (step.kind === 'retry' ? [step.tries] : []));
    expect(tries.length).toBeGreaterThan(3);
    expect(tries.at(-1)).toBe(tries[0]! + tries.length - 1);
    const mended = after(done(full, setSwitches({ controller: 'compares' }), LOOP_INPUTS.scale(4)), 60);
    expect(viewOf(mended).active).toBe(4);
  });

  it('merges what waits while the worker is paused, and takes in and deletes what is added by hand', () => {
    const paused = done(begun, setSwitches({ worker: 'paused' }));
    const waiting = after(done(done(paused, victim(paused)), LOOP_INPUTS.scale(5)), 5);
    expect(viewOf(waiting)).toMatchObject({ queue: ['default/web'], active: 2 });
    const on = after(done(waiting, setSwitches({ worker: 'works' })), 10);
    expect(viewOf(on).active).toBe(5);
    const more = after(done(on, LOOP_INPUTS.add()), 10);
    expect(podsOf(more).filter(({ status }) => status === 'Running')).toHaveLength(5);
    expect(viewOf(more).steps.some((step) => step.kind === 'request' && step.verb === 'delete' && step.pod.startsWith('by-hand-'))).toBe(true);
  });

  it('is the same however time is asked for, and after a rewind', () => {
    const late = done(begun, setSwitches({ cache: 'late', controller: 'forgets' }));
    const end = after(done(late, victim(late)), 30);
    const { picture, begun: first, log } = reportOf(end);
    const back = ask(end, { kind: 'rewind', at: first + 7_300_000 });
    expect(ask(back.session, { kind: 'rewind', at: picture.now }).report).toEqual(reportOf(end));
    expect(ask(begun, { kind: 'replay', log, at: picture.now }).report).toEqual(reportOf(end));
  });

  it('reads nothing from the switches that they do not know', () => {
    expect(switchesIn({ data: { events: 'eaten', cache: 'late' } })).toEqual({ events: 'arrive', resync: 'off', cache: 'late', worker: 'works', controller: 'compares' });
  });
});
