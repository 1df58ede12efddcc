/** How helm waits (helm pkg/kube: statuswait.go, wait strategies of client.go). */
import { HelmError } from './machine';
import type { Steps } from './machine';
import type { Kube, Resource } from './kube';
import { hookReadiness, readiness } from './ready';
import type { Readiness } from './ready';

export type Strategy = 'watcher' | 'hookOnly' | 'legacy';

const SECOND = 1_000_000;

export class Waiter {
  constructor(
    private readonly kube: Kube,
    readonly strategy: Strategy,
    /** µs; 0: as long as helm waits by itself. */
    private readonly timeout: number,
  ) {}

  private *until(resources: readonly Resource[], judged: (resource: Resource) => Readiness, done: (one: Readiness) => boolean, problem: (resource: Resource, one: Readiness) => string | undefined): Steps<void> {
    const longest = this.timeout === 0 ? 30 * SECOND : this.timeout;
    // Its own watch: a wall clock that is set tells nothing of how long it has waited.
    for (let waited = 0; ; waited += SECOND) {
      const all = resources.map((resource) => ({ resource, state: judged(resource) }));
      const over = waited >= longest;
      if (!over && !all.every(({ state }) => done(state))) {
        yield { do: 'sleep', micros: SECOND };
        continue;
      }
      const problems = all.flatMap(({ resource, state }) => problem(resource, state) ?? []);
      if (over) problems.push('context deadline exceeded');
      if (problems.length > 0) throw new HelmError(problems.join('\n'));
      return;
    }
  }

  private reach(resources: readonly Resource[], judge: (resource: Resource) => Readiness): Steps<void> {
    // What has failed will not become ready by waiting.
    return this.until(resources, judge, ({ status }) => status === 'Current' || status === 'Failed', ({ kind, namespace, name }, { status, message }) =>
      status === 'Current' ? undefined : `resource ${kind.kind}/${namespace}/${name} not ready. status: ${status}, message: ${message}`);
  }

  /** Waiter.Wait and WaitWithJobs. */
  *ready(resources: readonly Resource[], jobs: boolean): Steps<void> {
    if (this.strategy === 'hookOnly') return;
    const waited = resources.filter(({ kind, object }) => !(kind.kind === 'Deployment' && (object['spec'] as { readonly paused?: boolean } | undefined)?.paused === true));
    yield* this.reach(waited, (resource) => readiness(this.kube.find(resource), { jobs }));
  }

  /** Waiter.WatchUntilReady: of hooks, whatever is waited for otherwise. */
  *hookEnds(resources: readonly Resource[]): Steps<void> {
    yield* this.reach(resources, (resource) => hookReadiness(this.kube.find(resource)));
  }

  /** Waiter.WaitForDelete. */
  *gone(resources: readonly Resource[]): Steps<void> {
    if (this.strategy === 'hookOnly') return;
    yield* this.until(resources, (resource) => readiness(this.kube.find(resource)), ({ status }) => status === 'NotFound', ({ kind, namespace, name }, { status, message }) =>
      status === 'NotFound' ? undefined : `resource ${kind.kind}/${namespace}/${name} still exists. status: ${status}, message: ${message}`);
  }
}
