/** The cluster that a terminal talks to: a session that changes in place, since a command that runs is no value. */
import type { ApiObject } from '../../api/types';
import type { Answer, Request } from '../../cluster/apiserver/types';
import type { AtHost } from '../../cluster/node/host/host';
import type { NodeDoor } from '../../cluster/node-door/types';
import type { Cluster, ClusterConfig } from '../../cluster/state';
import { ask, atMachine, fromNowOn, openSession, reportOf, requested } from '../living/session';
import type { Ask, Report, Session } from '../living/session';
import type { AnyScene } from '../living/scene';

export class DeskCluster {
  private session: Session;

  constructor(scene: AnyScene, options: unknown) {
    this.session = openSession(scene, options);
  }

  get config(): ClusterConfig {
    return this.session.config;
  }

  get state(): Cluster {
    return this.session.history.cluster;
  }

  /** µs since 1970. */
  get now(): number {
    return this.state.clock.now;
  }

  get report(): Report {
    return reportOf(this.session);
  }

  /** What its nodes answer when something runs in their containers. */
  useMachines(machines: NodeDoor<Cluster>): void {
    this.session = { ...this.session, config: { ...this.session.config, machines } };
  }

  /** What happened so far is not told, and not gone back to. */
  beginHistory(): void {
    this.session = fromNowOn(this.session);
  }

  do(asked: Ask): void {
    this.session = ask(this.session, asked).session;
  }

  /** What the API server answers, at once. */
  answer(asked: Request): Answer {
    const { session, answer } = requested(this.session, asked);
    this.session = session;
    return answer;
  }

  /** What it answers to a list; nothing where it refuses or does not answer. */
  list(asked: Request): readonly ApiObject[] {
    const answer = this.answer(asked);
    return 'list' in answer ? answer.list : [];
  }

  /** A command at one of its machines. */
  atMachine(at: AtHost): Answer {
    const { session, answer } = atMachine(this.session, at);
    this.session = session;
    return answer;
  }
}
