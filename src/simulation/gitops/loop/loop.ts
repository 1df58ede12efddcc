/**
 * Argo CD's application controller beside a cluster (controller/appcontroller.go): Git is asked from time to time, changes of the cluster are heard at once, each look
 * compares, judges and perhaps starts a sync, and a sync goes on step by step. What is simplified: requests of one step take no time; a sync that waits looks again
 * every two seconds; what upstream leaves to chance, the jitter, follows from the application's name; events are heard when the cluster rests for a second.
 */
import { formatTime } from '../../base';
import { nextDue, runUntil } from '../../cluster/cluster';
import type { ClusterConfig } from '../../cluster/cluster';
import { servedRegistry } from '../../cluster/apiserver/served';
import { trackingOf } from '../compare/tracking';
import type { Application } from '../decide/application';
import { DEFAULT_PROJECT } from '../decide/permissions';
import { REFRESH } from '../decide/refresh';
import { DEFAULT_SELF_HEAL } from '../decide/self-heal';
import type { Repository } from '../git/repository';
import { Look } from './look';
import { ClusterGround, Reach } from './see';
import type { AppState, Loop, LoopEvent, LoopSettings } from './types';
import { hear as listen } from './watch';
import { Agenda } from './agenda';

const SECOND = 1_000_000;

export const loopSettings = (config: ClusterConfig, more: Partial<LoopSettings> = {}): LoopSettings => ({
  config, project: DEFAULT_PROJECT, configMap: {}, selfHeal: DEFAULT_SELF_HEAL, poll: 120 * SECOND, jitter: 60 * SECOND, ...more,
});

export const newLoop = (cluster: Loop['cluster'], repository: Repository, apps: readonly Application[]): Loop => ({
  cluster, repository, apps: Object.fromEntries(apps.map((app) => [app.metadata.name, { app, pollAt: 0, owned: {} }])),
});

/** A push to the repository. `hook`: a webhook tells Argo CD, which asks Git at once. */
export const pushed = (loop: Loop, repository: Repository, hook = false): Loop => ({
  ...loop, repository, apps: hook ? Object.fromEntries(Object.entries(loop.apps).map(([name, state]) => [name, { ...state, pollAt: 0 }])) : loop.apps,
});

const change = (loop: Loop, name: string, work: (state: AppState) => AppState): Loop => {
  const state = loop.apps[name];
  if (state === undefined) throw new Error(`there is no application ${name}`);
  return { ...loop, apps: { ...loop.apps, [name]: work(state) } };
};

/** argocd app get --refresh. */
export const requestRefresh = (loop: Loop, name: string): Loop => change(loop, name, (state) => ({
  ...state, pollAt: 0, app: { ...state.app, metadata: { ...state.app.metadata, annotations: { ...state.app.metadata.annotations, [REFRESH]: 'normal' } } },
}));

/** What a request for a sync sets (decide/request.ts), or a new spec. */
export const setApplication = (loop: Loop, name: string, work: (app: Application) => Application): Loop => change(loop, name, (state) => ({ ...state, app: work(state.app), refreshAt: loop.cluster.clock.now }));

/** Lets the cluster and the loop go on up to a time (µs since 1970). */
export function advance(settings: LoopSettings, given: Loop, until: number): { readonly loop: Loop; readonly events: readonly LoopEvent[] } {
  const events: LoopEvent[] = [];
  const tracking = trackingOf(settings.configMap);
  const { repository } = given;
  let { cluster, heard } = given;
  // Only this loop holds the applications until it is done.
  let apps: Record<string, AppState> = { ...given.apps };
  const agenda = new Agenda(apps);
  const hear = (): void => {
    const { store } = cluster.server;
    const told = listen({ apps, heard }, store, () => servedRegistry(settings.config.server, store).kinds, cluster.clock.now, tracking);
    heard = told.heard;
    if (told.apps === apps) return;
    apps = told.apps as Record<string, AppState>;
    for (const name of told.noted) agenda.note(name, apps[name]!);
  };
  hear();
  for (;;) {
    const { now } = cluster.clock;
    for (const name of agenda.takeDue(now)) {
      const ground = new ClusterGround(settings.config, cluster);
      const look = new Look(settings, () => ({ repository }), new Reach(settings, ground), name, apps[name]!);
      look.work();
      for (const event of look.events) events.push(event);
      apps[name] = look.state;
      agenda.note(name, look.state);
      cluster = ground.cluster;
      hear();
    }
    if (now >= until) return { loop: { ...given, cluster, apps, heard }, events };
    const next = Math.min(until, Math.max(agenda.soonest, now + 1), Math.max(nextDue(cluster) ?? Infinity, now + SECOND));
    cluster = runUntil(settings.config, cluster, next).cluster;
    hear();
  }
}

/** How an application stands, in a few words, for logs and tests. */
export function summary(loop: Loop, name: string): { readonly sync: string; readonly health: string; readonly phase: string; readonly at: string } {
  const { status } = loop.apps[name]?.app ?? {};
  return { sync: status?.sync?.status ?? '', health: status?.health?.status ?? '', phase: status?.operationState?.phase ?? '', at: formatTime(loop.cluster.clock.now) };
}
