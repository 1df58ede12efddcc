/**
 * Argo CD's application controller beside a cluster (controller/appcontroller.go): Git is asked from time to time, changes of the cluster are heard at once, each look
 * compares, judges and perhaps starts a sync, and a sync goes on step by step. What is simplified: requests of one step take no time; a sync that waits looks again
 * every two seconds; what upstream leaves to chance, the jitter, follows from the application's name; events are heard when the cluster rests for a second.
 */
import { fnv32a } from '../../base/hash';
import { formatTime } from '../../base';
import { nextDue, runUntil } from '../../cluster/cluster';
import type { ClusterConfig } from '../../cluster/cluster';
import { isCompleted } from '../decide/application';
import type { Application, Operation } from '../decide/application';
import { beginOperation } from '../decide/operation';
import { DEFAULT_PROJECT } from '../decide/permissions';
import { REFRESH, refresh } from '../decide/refresh';
import type { Fetched } from '../decide/refresh';
import { retriesAt } from '../decide/retry';
import { DEFAULT_SELF_HEAL } from '../decide/self-heal';
import { manifestsIn } from '../git/manifests';
import { changedPaths, resolve } from '../git/repository';
import type { Repository } from '../git/repository';
import type { JsonObject } from '../objects';
import { stepOperation } from '../sync/operation';
import { Reach } from './see';
import type { AppState, Loop, LoopEvent, LoopSettings } from './types';
import { hear } from './watch';

const SECOND = 1_000_000;
/** sync-wave-delay, and how often a sync that waits is looked at. */
const STEP = 2 * SECOND;
const MOST_HISTORY = 10;

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

function started(state: AppState, operation: Operation, now: number): AppState {
  return { ...state, app: { ...state.app, operation }, running: { state: beginOperation(operation, now), results: [] }, stepAt: now };
}

/** One application at one instant. */
class Look {
  readonly events: LoopEvent[] = [];

  constructor(private readonly settings: LoopSettings, private readonly repository: Repository, private readonly reach: Reach, private readonly name: string, public state: AppState) {}

  private get now(): number {
    return this.reach.cluster.clock.now;
  }

  private tell(event: LoopEvent extends infer E ? (E extends LoopEvent ? Omit<E, 'at' | 'app'> : never) : never): void {
    this.events.push({ at: this.now, app: this.name, ...event } as LoopEvent);
  }

  work(): void {
    if (this.state.running === undefined && this.state.app.operation !== undefined) this.start(this.state.app.operation);
    if (this.state.stepAt !== undefined && this.state.stepAt <= this.now) this.step();
    if (this.state.pollAt <= this.now) this.fetch();
    if (this.state.refreshAt !== undefined && this.state.refreshAt <= this.now) this.look();
  }

  private start(operation: Operation): void {
    const { sync } = operation;
    this.tell({ what: 'started', revision: sync?.revision ?? '', automated: operation.initiatedBy?.automated === true, healing: (sync?.autoHealAttemptsCount ?? 0) > 0 });
    this.state = started(this.state, operation, this.now);
  }

  private read(revision: string, synced?: string): Fetched {
    const { source } = this.state.app.spec;
    const found = resolve(this.repository, revision);
    if (found === undefined) return { error: `unable to resolve '${revision}' to a commit SHA` };
    const rendered = manifestsIn(found.files, source?.path ?? '.');
    if ('error' in rendered) return rendered;
    const paths = (this.state.app.metadata.annotations?.['argocd.argoproj.io/manifest-generate-paths'] ?? '').split(';').filter((path) => path !== '').map((path) => (path === '.' ? (source?.path ?? '') : path.replace(/^\//, '')));
    const before = synced === undefined ? undefined : resolve(this.repository, synced);
    const changesPaths = paths.length === 0 || before === undefined || changedPaths(before.files, found.files).some((file) => paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`)));
    return { revision: found.id, manifests: rendered.manifests, changesPaths };
  }

  private fetch(): void {
    const { app, gitFailsSince } = this.state;
    const git = this.read(app.spec.source?.targetRevision ?? 'main', app.status?.sync?.revision);
    const failed = 'error' in git;
    this.tell({ what: 'fetched', revision: failed ? undefined : git.revision, ...(failed ? { error: git.error } : {}) });
    const seconds = this.settings.jitter / SECOND;
    const jitter = seconds < 1 ? 0 : (fnv32a(`${this.name}${String(this.now)}`) % Math.floor(seconds)) * SECOND;
    this.state = { ...this.state, git, gitFailsSince: failed ? (gitFailsSince ?? this.now) : undefined, pollAt: this.now + this.settings.poll + jitter, refreshAt: this.now };
  }

  private look(): void {
    const { app, git, gitFailsSince } = this.state;
    if (git === undefined) return;
    const { project, selfHeal } = this.settings;
    const { source, destination } = app.spec;
    const live = this.reach.live(this.state, 'error' in git ? [] : git.manifests);
    if (this.isAsBefore(live)) {
      this.state = { ...this.state, refreshAt: undefined };
      return;
    }
    const done = refresh(app, { git, live, project, now: this.now, selfHeal, around: this.reach.around, gitFailsSince });
    const { [REFRESH]: _asked, ...annotations } = app.metadata.annotations ?? {};
    const revision = 'error' in git ? app.status?.sync?.revision : git.revision;
    if (done.sync !== app.status?.sync?.status || done.health !== app.status?.health?.status) this.tell({ what: 'compared', sync: done.sync, health: done.health });
    const status: Application['status'] = {
      ...app.status, health: { status: done.health }, conditions: done.conditions,
      sync: { status: done.sync, ...(revision === undefined ? {} : { revision }), comparedTo: { ...(source === undefined ? {} : { source }), ...(destination === undefined ? {} : { destination }) } },
    };
    const looked: Application = { ...app, metadata: { ...app.metadata, annotations }, status };
    const isStill = done.after === undefined && done.operation === undefined && !('error' in git) && (project.syncWindows ?? []).length === 0;
    this.state = {
      ...this.state, app: looked, refreshAt: done.after === undefined ? undefined : this.now + Math.ceil(done.after * 1000), looked: isStill ? { app: looked, manifests: git.manifests, live } : undefined,
    };
    if (done.operation !== undefined && app.operation === undefined) this.start(done.operation);
  }

  private isAsBefore(live: readonly JsonObject[]): boolean {
    const { app, git, looked } = this.state;
    return looked !== undefined && git !== undefined && !('error' in git) && looked.app === app && looked.manifests === git.manifests && app.status?.sync?.revision === git.revision
      && looked.live.length === live.length && looked.live.every((object, index) => object === live[index]);
  }

  private step(): void {
    const { app, running } = this.state;
    if (running === undefined) return;
    const git = this.read(running.state.operation.sync?.revision || (app.spec.source?.targetRevision ?? 'main'));
    const next = stepOperation(app, running, {
      git, live: this.reach.live(this.state, 'error' in git ? [] : git.manifests), project: this.settings.project, around: this.reach.around, door: this.reach.door,
    });
    const { phase, message = '' } = next.state;
    if (phase !== running.state.phase || message !== running.state.message) this.tell({ what: 'stepped', phase, message });
    const status: Application['status'] = { ...app.status, operationState: next.state };
    if (!isCompleted(phase)) {
      const due = retriesAt(next.state);
      this.state = { ...this.state, running: next, app: { ...app, status }, stepAt: due !== undefined && due > this.now ? due : this.now + STEP };
      return;
    }
    const { operation: _over, ...rest } = app;
    this.state = { ...this.state, running: undefined, stepAt: undefined, refreshAt: this.now, app: { ...rest, status: { ...status, ...historyOf(app, next.state) } } };
  }
}

/** persistRevisionHistory: what was synced whole, and not only tried. */
function historyOf({ status, spec }: Application, { phase, operation, syncResult }: NonNullable<NonNullable<Application['status']>['operationState']>): Pick<NonNullable<Application['status']>, 'history'> {
  const before = status?.history ?? [];
  if (phase !== 'Succeeded' || operation.sync?.dryRun === true || (operation.sync?.resources?.length ?? 0) > 0) return { history: before };
  const entry = { id: (before.at(-1)?.id ?? -1) + 1, ...(syncResult?.revision === undefined ? {} : { revision: syncResult.revision }), source: syncResult?.source ?? spec.source ?? {} };
  return { history: [...before, entry].slice(-MOST_HISTORY) };
}

const dueOf = ({ app, running, pollAt, refreshAt, stepAt }: AppState): number => Math.min(pollAt, refreshAt ?? Infinity, stepAt ?? Infinity, app.operation !== undefined && running === undefined ? 0 : Infinity);

/** Lets the cluster and the loop go on up to a time (µs since 1970). */
export function advance(settings: LoopSettings, given: Loop, until: number): { readonly loop: Loop; readonly events: readonly LoopEvent[] } {
  const events: LoopEvent[] = [];
  let loop = hear(given, settings);
  for (;;) {
    const { now } = loop.cluster.clock;
    const due = Object.keys(loop.apps).filter((name) => dueOf(loop.apps[name]!) <= now);
    // One copy for all that are due now: only this loop holds it until they are done.
    const apps = due.length === 0 ? loop.apps : { ...loop.apps };
    loop = { ...loop, apps };
    for (const name of due) {
      const reach = new Reach(settings, loop.cluster);
      const look = new Look(settings, loop.repository, reach, name, loop.apps[name]!);
      look.work();
      events.push(...look.events);
      const held = loop.apps as Record<string, AppState>;
      held[name] = look.state;
      loop = hear({ ...loop, cluster: reach.cluster }, settings);
    }
    if (now >= until) return { loop, events };
    let soonest = Infinity;
    for (const name in loop.apps) soonest = Math.min(soonest, dueOf(loop.apps[name]!));
    const next = Math.min(until, Math.max(soonest, now + 1), Math.max(nextDue(loop.cluster) ?? Infinity, now + SECOND));
    loop = hear({ ...loop, cluster: runUntil(settings.config, loop.cluster, next).cluster }, settings);
  }
}

/** How an application stands, in a few words, for logs and tests. */
export function summary(loop: Loop, name: string): { readonly sync: string; readonly health: string; readonly phase: string; readonly at: string } {
  const { status } = loop.apps[name]?.app ?? {};
  return { sync: status?.sync?.status ?? '', health: status?.health?.status ?? '', phase: status?.operationState?.phase ?? '', at: formatTime(loop.cluster.clock.now) };
}
