import { describe, expect, it } from 'vitest';
import { ask, openSession, reportOf } from '../session';
import type { Session } from '../session';
import { EDGE_SCRIPT } from '../../operator/script';
import { OPERATOR_INPUTS } from './inputs';
import { operatorScene } from './scene';
import type { OperatorView } from './scene';

const SECOND = 1_000_000;

class Player {
  private session: Session = openSession(operatorScene, null);
  get view(): OperatorView {
    return reportOf(this.session).view as OperatorView;
  }
  do(input: Parameters<typeof this.act>[0], seconds: number): OperatorView {
    this.act(input);
    return this.wait(seconds);
  }
  private act(input: ReturnType<(typeof OPERATOR_INPUTS)['delete']>): void {
    const { session, report } = ask(this.session, { kind: 'input', input });
    if (report.answer !== undefined && 'failure' in report.answer) throw new Error(report.answer.failure.message);
    this.session = session;
  }
  wait(seconds: number): OperatorView {
    for (let count = 0; count < seconds * 2; count += 1) this.session = ask(this.session, { kind: 'advance', until: reportOf(this.session).picture.now + SECOND / 2 }).session;
    return this.view;
  }
}

describe('the operator of the page', () => {
  it('begins with a Pod that has failed, and is well again soon', () => {
    const player = new Player();
    expect(player.view.database?.ready).toMatchObject({ status: 'False', reason: 'Degraded', message: '2 of 3 replicas are ready' });
    expect(player.wait(20).database?.ready?.status).toBe('True');
  });

  it('repairs, is stuck without its program, and backs up before it lets go', () => {
    const player = new Player();
    expect(player.do(OPERATOR_INPUTS.deleteService(), 5)).toMatchObject({ service: true, achieved: { repaired: true } });
    expect(player.do(OPERATOR_INPUTS.scaleSet(1), 5).set?.replicas).toBe(3);
    expect(player.do(OPERATOR_INPUTS.scale(5), 20)).toMatchObject({ database: { replicas: 5, generation: 2, observedGeneration: 2 }, set: { ready: 5 } });
    expect(player.do(OPERATOR_INPUTS.operator(false), 10).operator).toBe('stopped');
    expect(player.do(OPERATOR_INPUTS.delete(), 10)).toMatchObject({ database: { deleting: true }, achieved: { stuck: true, backedUp: false } });
    expect(player.do(OPERATOR_INPUTS.operator(true), 30)).toMatchObject({ database: null, backup: 'done', achieved: { backedUp: true } });
  });

  it('misses for good with edges what happened while it did not look', () => {
    const player = new Player();
    player.do(OPERATOR_INPUTS.program(EDGE_SCRIPT), 0);
    expect(player.do(OPERATOR_INPUTS.restart(), 15)).toMatchObject({ operator: 'running', edge: true });
    player.do(OPERATOR_INPUTS.operator(false), 10);
    player.do(OPERATOR_INPUTS.deleteService(), 2);
    expect(player.do(OPERATOR_INPUTS.operator(true), 40)).toMatchObject({ operator: 'running', service: false, achieved: { missed: true } });
  });

  it('shows where a program of the reader fails', () => {
    const player = new Player();
    player.do(OPERATOR_INPUTS.program('function reconcile(key, cluster) {\n  const db = cluster.get("databases.example.com", key);\n  db.spec.size.cpu;\n}'), 0);
    expect(player.do(OPERATOR_INPUTS.restart(), 10).calls.at(-1)?.error).toEqual({ message: 'cannot read cpu of undefined: db.spec.size', line: 3 });
  });
});
