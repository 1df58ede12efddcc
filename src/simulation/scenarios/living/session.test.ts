import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../cluster/picture/changes';
import { ADMIN } from './admin';
import { stopComponentScene } from './stop-component/scene';
import { ask, openSession, reportOf } from './session';

const SECOND = 1_000_000;
const begun = openSession(stopComponentScene, null);
const first = reportOf(begun);

describe('a cluster that somebody plays with', () => {
  it('begins with Pods that run on nodes that are ready, in plain data', () => {
    expect(first.picture.pods.map(({ status, tone }) => [status, tone])).toEqual(Array.from({ length: 4 }, () => ['Running', 'good']));
    expect(first.picture.nodes.map(({ ready }) => ready)).toEqual(['True', 'True', 'True']);
    expect(first.picture.owners.map(({ kind, ready }) => [kind, ready])).toEqual([['Deployment', 4], ['ReplicaSet', 4]]);
    expect(first.picture.events.map(({ reason }) => reason)).toContain('Scheduled');
    expect(structuredClone(first)).toEqual(first);
  });

  it('tells what changes, goes back, and is replayed by what was done', () => {
    const { name = '' } = first.picture.pods[0] ?? {};
    const killed = ask(begun, { kind: 'input', input: { kind: 'request', request: { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name, user: ADMIN } } });
    expect(killed.report.answer).toMatchObject({ code: 200 });
    const later = ask(killed.session, { kind: 'quiet', latest: first.begun + 120 * SECOND });
    const kinds = changesBetween(first.picture, later.report.picture).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['pod-created', 'pod-gone']);
    const early = ask(killed.session, { kind: 'advance', until: first.begun + SECOND });
    const back = ask(later.session, { kind: 'rewind', at: first.begun + SECOND });
    expect(back.report.picture).toEqual(early.report.picture);
    const forward = ask(back.session, { kind: 'rewind', at: later.report.picture.now });
    expect(forward.report.picture).toEqual(later.report.picture);
    const before = ask(back.session, { kind: 'rewind', at: first.begun });
    expect(ask(before.session, { kind: 'advance', until: later.report.picture.now }).report.picture).toEqual(later.report.picture);
    const again = ask(begun, { kind: 'replay', log: later.report.log, at: later.report.picture.now });
    expect(again.report.picture).toEqual(later.report.picture);
  });

  it('shows which components run', () => {
    const { report } = ask(begun, { kind: 'input', input: { kind: 'component', action: 'stop', name: 'kubelet/node-2' } });
    expect(report.picture.components.filter(({ state }) => state === 'stopped')).toEqual([{ name: 'kubelet/node-2', state: 'stopped' }]);
    const gone = ask(begun, { kind: 'input', input: { kind: 'component', action: 'stop', name: 'kubelet/node-2' } });
    const after = ask(gone.session, { kind: 'advance', until: first.begun + 60 * SECOND });
    expect(after.report.picture.nodes.map(({ ready }) => ready)).toEqual(['True', 'Unknown', 'True']);
  });

  it('gathers the same view again when the time is moved back and forth', () => {
    const counting = { ...stopComponentScene, view: ({ happened }: { happened: readonly unknown[] }, before: unknown) => ((before as number | undefined) ?? 0) + happened.length };
    let now = openSession(counting, null);
    const views: [at: number, view: unknown][] = [];
    for (const [seconds, replicas] of [[3, 5], [9, 2], [14, 6], [30, 1]] as const) {
      now = ask(now, { kind: 'advance', until: first.begun + seconds * SECOND }).session;
      now = ask(now, { kind: 'input', input: { kind: 'request', request: { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', user: ADMIN, patch: { spec: { replicas } } } } }).session;
      const { session, report } = ask(now, { kind: 'advance', until: first.begun + (seconds + 2) * SECOND });
      now = session;
      views.push([report.picture.now, report.view]);
    }
    const { log } = reportOf(now);
    for (const [at, view] of [...views, ...[...views].reverse()]) {
      const { session, report } = ask(now, { kind: 'rewind', at });
      now = session;
      expect([report.view, report.log.length]).toEqual([view, log.length]);
    }
    const end = views.at(-1);
    expect(ask(openSession(counting, null), { kind: 'replay', log, at: end?.[0] ?? 0 }).report.view).toEqual(end?.[1]);
  });
});
