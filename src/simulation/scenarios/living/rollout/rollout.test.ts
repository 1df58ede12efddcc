import { describe, expect, it } from 'vitest';
import type { Input } from '../../../cluster/history/history';
import { ask, openSession, reportOf } from '../session';
import type { Session } from '../session';
import { boundsOf, parseRolloutOptions, ROLLOUT_DEFAULT } from './options';
import type { RolloutOptions } from './options';
import { rolloutScene } from './scene';
import type { RolloutView } from './scene';

const SECOND = 1_000_000;
const open = (options: Partial<RolloutOptions> = {}): Session => openSession(rolloutScene, { ...ROLLOUT_DEFAULT, ...options });
const viewIn = (session: Session): RolloutView => reportOf(session).view as RolloutView;
const lostOf = ({ traffic: { lost } }: RolloutView): number => Object.values(lost).reduce((sum, n) => sum + n, 0);

describe('a rollout under load', () => {
  it('stays within its bounds, and is over when it is shown', () => {
    const view = viewIn(open());
    const { least, most } = boundsOf(ROLLOUT_DEFAULT);
    expect([least, most]).toEqual([8, 13]);
    expect(view).toMatchObject({ least: 8, most: 13, over: true, refused: null, status: 'deployment "shop" successfully rolled out' });
    expect(view.traffic.sent).toBeGreaterThan(400);
  });

  it('loses requests where processes end at once, and none with a pause before they end', () => {
    const rude = viewIn(open());
    const polite = viewIn(open({ graceful: true, preStop: 5, maxUnavailable: '0' }));
    expect(lostOf(rude)).toBeGreaterThan(0);
    expect(polite).toMatchObject({ least: 10, over: true });
    expect(lostOf(polite)).toBe(0);
  });

  it('stands still with a bad image, says so after the deadline, and goes back', () => {
    const stuck = open({ newImage: 'missing', progressDeadlineSeconds: 30 });
    const view = viewIn(stuck);
    expect(view).toMatchObject({ least: 8, status: 'error: deployment "shop" exceeded its progress deadline' });
    expect(view.detected).toBeGreaterThan(29);
    expect(view.detected).toBeLessThan(60);
    if (!('request' in view.undo)) throw new Error('there is something to go back to');
    const input: Input = { kind: 'request', request: view.undo.request };
    const asked = ask(stuck, { kind: 'input', input });
    const back = ask(asked.session, { kind: 'advance', until: asked.report.picture.now + 30 * SECOND });
    expect(back.report.view).toMatchObject({ over: true, status: 'deployment "shop" successfully rolled out' });
    expect(back.report.picture.owners.filter(({ kind }) => kind === 'ReplicaSet').map(({ revision, desired }) => [revision, desired]).sort()).toEqual([['2', 0], ['3', 10]]);
    const again = ask(open({ newImage: 'missing', progressDeadlineSeconds: 30 }), { kind: 'replay', log: back.report.log, at: back.report.picture.now });
    expect(again.report.view).toEqual(back.report.view);
  });

  it('gathers the same however time is asked for, and after going back', () => {
    const session = open();
    const { begun, picture } = reportOf(session);
    const half = ask(session, { kind: 'rewind', at: begun + 7_330_000 });
    expect((half.report.view as RolloutView).seconds).toEqual(viewIn(session).seconds.slice(0, 8));
    const on = ask(half.session, { kind: 'advance', until: begun + 9_010_000 });
    expect(ask(on.session, { kind: 'advance', until: picture.now }).report).toEqual(reportOf(session));
  });

  it('says why the server does not take a strategy', () => {
    expect(viewIn(open({ maxSurge: '0', maxUnavailable: '0' })).refused).toContain('may not be 0 when `maxSurge` is 0');
  });

  it('lets a version spread that ends after it was ready, unless it has to stay so for a while', () => {
    expect(viewIn(open({ newImage: 'crash' })).least).toBeLessThan(boundsOf(ROLLOUT_DEFAULT).least);
    expect(viewIn(open({ newImage: 'crash', minReadySeconds: 10 })).least).toBe(boundsOf(ROLLOUT_DEFAULT).least);
  });

  it('reads back its own options alone', () => {
    expect(parseRolloutOptions(structuredClone(ROLLOUT_DEFAULT))).toEqual(ROLLOUT_DEFAULT);
    expect(parseRolloutOptions({ ...ROLLOUT_DEFAULT, replicas: 40 })).toBeUndefined();
    expect(parseRolloutOptions({ ...ROLLOUT_DEFAULT, maxSurge: '7%' })).toBeUndefined();
  });
});
