import { describe, expect, it } from 'vitest';
import type { Request } from '../../../cluster/apiserver/types';
import { ask, openSession } from '../session';
import type { Session } from '../session';
import { BAD, deleteByHand, DEPLOYMENT_PATH, deploymentText, ignoreReplicas, push, refreshNow, restart, setPolicy, SETTINGS_PATH, syncNow } from './manifest';
import { gitopsScene } from './scene';
import type { GitopsView } from './scene';

class Play {
  constructor(private session: Session) {}

  get view(): GitopsView {
    return this.session.view as GitopsView;
  }

  do(...requests: readonly Request[]): this {
    for (const request of requests) {
      const { session, report } = ask(this.session, { kind: 'input', input: { kind: 'request', request } });
      expect(report.answer).not.toHaveProperty('failure');
      this.session = session;
    }
    return this;
  }

  wait(seconds: number): this {
    this.session = ask(this.session, { kind: 'advance', until: this.session.history.cluster.clock.now + seconds * 1_000_000 }).session;
    return this;
  }
}

const begun = (trial: 'edits' | 'hpa' = 'edits'): Play => new Play(openSession(gitopsScene, { trial }));

describe('the loop on its page', () => {
  it('begins with an edit by hand that automated sync alone leaves, and self-heal takes back', () => {
    const play = begun();
    expect(play.view).toMatchObject({ sync: 'OutOfSync', replicas: { git: '2', live: '5' }, policy: { auto: true, prune: false, selfHeal: false } });
    expect(play.wait(300).view.replicas.live).toBe('5');
    expect(play.do(setPolicy({ auto: true, prune: false, selfHeal: true })).wait(5).view).toMatchObject({ sync: 'Synced', replicas: { live: '2' } });
    expect(play.do(restart('2026-01-05T10:00:00Z')).wait(10).view.sync).toBe('Synced');
    expect(play.do(deleteByHand).wait(20).view).toMatchObject({ sync: 'Synced', replicas: { live: '2' } });
  });

  it('follows pushes, keeps what may not be pruned, and is Synced while it is ill', () => {
    const play = begun().do(push({ message: 'A bad image', files: { [DEPLOYMENT_PATH]: deploymentText(3, BAD), [SETTINGS_PATH]: null } }, 'a'), refreshNow).wait(15);
    expect(play.view).toMatchObject({ sync: 'OutOfSync', health: 'Progressing', image: { live: BAD }, settings: { git: null, live: 'settings' }, wantsPruning: true });
    expect(play.do(syncNow(play.view.compared, true)).wait(10).view).toMatchObject({ sync: 'Synced', settings: { live: null } });
    expect(play.do(push({ reverts: play.view.commits[0]!.id }, 'b')).wait(200).view).toMatchObject({ sync: 'Synced', health: 'Healthy', settings: { live: 'settings' } });
    expect(play.view.commits.map(({ subject }) => subject)).toEqual(['Revert "A bad image"', 'A bad image', 'Two replicas of web']);
  });

  it('fights with an HPA until the field is left out', () => {
    const play = begun('hpa');
    expect(play.view.healed).toBeGreaterThan(0);
    expect(play.do(ignoreReplicas(true)).wait(60).view).toMatchObject({ sync: 'Synced', replicas: { git: '2', live: '4' } });
  });
});
