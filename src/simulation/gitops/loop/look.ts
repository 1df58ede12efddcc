/** One application at one instant: Git is asked, what is there is compared, and a sync goes on (controller/appcontroller.go: processAppRefreshQueueItem, processAppOperationQueueItem). */
import { fnv32a } from '../../base/hash';
import { isCompleted } from '../decide/application';
import type { Application, ApplicationSource, Operation } from '../decide/application';
import { beginOperation } from '../decide/operation';
import { REFRESH, refresh } from '../decide/refresh';
import type { Fetched } from '../decide/refresh';
import { retriesAt } from '../decide/retry';
import { manifestsIn } from '../git/manifests';
import { changedPaths, resolve } from '../git/repository';
import type { Repository } from '../git/repository';
import type { JsonObject } from '../objects';
import { stepOperation } from '../sync/operation';
import type { Reach } from './see';
import type { AppState, LoopEvent, LookSettings } from './types';

const SECOND = 1_000_000;
/** sync-wave-delay, and how often a sync that waits is looked at. */
const STEP = 2 * SECOND;
const MOST_HISTORY = 10;
/** The branch that a repository's HEAD names. */
const HEAD = 'main';

/** What is behind the address of a repository, or why nothing can be read there. */
export type FindRepository = (url: string) => { readonly repository: Repository } | { readonly error: string };

function started(state: AppState, operation: Operation, now: number): AppState {
  return { ...state, app: { ...state.app, operation }, running: { state: beginOperation(operation, now), results: [] }, stepAt: now };
}

export class Look {
  readonly events: LoopEvent[] = [];

  constructor(private readonly settings: LookSettings, private readonly find: FindRepository, private readonly reach: Reach, private readonly name: string, public state: AppState) {}

  private get now(): number {
    return this.reach.ground.now;
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

  private read(wanted: string, source: ApplicationSource | undefined, synced?: string): Fetched {
    const revision = wanted === '' || wanted === 'HEAD' ? HEAD : wanted;
    const there = this.find(source?.repoURL ?? '');
    if ('error' in there) return there;
    const { repository } = there;
    const found = resolve(repository, revision);
    if (found === undefined) return { error: `unable to resolve '${revision}' to a commit SHA` };
    const rendered = manifestsIn(found.files, source?.path ?? '.');
    if ('error' in rendered) return rendered;
    const paths = (this.state.app.metadata.annotations?.['argocd.argoproj.io/manifest-generate-paths'] ?? '').split(';').filter((path) => path !== '').map((path) => (path === '.' ? (source?.path ?? '') : path.replace(/^\//, '')));
    const before = synced === undefined ? undefined : resolve(repository, synced);
    const changesPaths = paths.length === 0 || before === undefined || changedPaths(before.files, found.files).some((file) => paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`)));
    return { revision: found.id, manifests: rendered.manifests, changesPaths };
  }

  private fetch(): void {
    const { app, gitFailsSince } = this.state;
    const git = this.read(app.spec.source?.targetRevision ?? '', app.spec.source, app.status?.sync?.revision);
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
    if (!('error' in git) && this.isOnlyAnotherCommit(live)) {
      const looked: Application = { ...app, status: { ...app.status, sync: { ...app.status?.sync, revision: git.revision } } };
      this.state = { ...this.state, app: looked, refreshAt: undefined, looked: { app: looked, manifests: git.manifests, live } };
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
    const isStill = done.after === undefined && done.operation === undefined && !('error' in git) && (project?.syncWindows ?? []).length === 0;
    this.state = {
      ...this.state, app: looked, refreshAt: done.after === undefined ? undefined : this.now + Math.ceil(done.after * 1000), looked: isStill ? { app: looked, manifests: git.manifests, live } : undefined,
      ...(done.comparison === undefined ? {} : { resources: done.comparison.resources }),
    };
    if (done.operation !== undefined && app.operation === undefined) this.start(done.operation);
  }

  /** Nothing of what the last look went by has changed, the number of the commit apart. */
  private isSame(live: readonly JsonObject[]): boolean {
    const { app, git, looked } = this.state;
    return looked !== undefined && git !== undefined && !('error' in git) && looked.app === app && looked.manifests === git.manifests
      && looked.live.length === live.length && looked.live.every((object, index) => object === live[index]);
  }

  private isAsBefore(live: readonly JsonObject[]): boolean {
    const { app, git } = this.state;
    return git !== undefined && !('error' in git) && app.status?.sync?.revision === git.revision && this.isSame(live);
  }

  /** A commit that changes nothing here: what was Synced is Synced to it, and nobody decides anything. */
  private isOnlyAnotherCommit(live: readonly JsonObject[]): boolean {
    const { app } = this.state;
    return app.status?.sync?.status === 'Synced' && app.operation === undefined && app.metadata.annotations?.[REFRESH] === undefined && this.isSame(live);
  }

  private step(): void {
    const { app, running } = this.state;
    if (running === undefined) return;
    const { sync } = running.state.operation;
    const source = sync?.source ?? app.spec.source;
    const git = this.read(sync?.revision || (source?.targetRevision ?? ''), source);
    const next = stepOperation(app, running, {
      git, live: this.reach.live(this.state, 'error' in git ? [] : git.manifests), project: this.settings.project ?? { name: app.spec.project ?? '' }, around: this.reach.around, door: this.reach.door,
    });
    const { phase, message = '' } = next.state;
    if (phase !== running.state.phase || message !== running.state.message) this.tell({ what: 'stepped', phase, message });
    const { syncResult } = next.state;
    const shown = syncResult === undefined ? next.state : { ...next.state, syncResult: { ...syncResult, resources: next.results } };
    const status: Application['status'] = { ...app.status, operationState: shown };
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
function historyOf({ status, spec }: Application, { phase, operation, syncResult, startedAt, finishedAt }: NonNullable<NonNullable<Application['status']>['operationState']>): Pick<NonNullable<Application['status']>, 'history'> {
  const before = status?.history ?? [];
  if (phase !== 'Succeeded' || operation.sync?.dryRun === true || (operation.sync?.resources?.length ?? 0) > 0) return { history: before };
  const entry = { id: (before.at(-1)?.id ?? -1) + 1, ...(syncResult?.revision === undefined ? {} : { revision: syncResult.revision }), source: syncResult?.source ?? spec.source ?? {}, deployStartedAt: startedAt, ...(finishedAt === undefined ? {} : { deployedAt: finishedAt }), initiatedBy: operation.initiatedBy ?? {} };
  return { history: [...before, entry].slice(-MOST_HISTORY) };
}

/** When something of it is due, µs since 1970; Infinity: only when something changes. */
export const dueOf = ({ app, running, pollAt, refreshAt, stepAt }: AppState): number => Math.min(pollAt, refreshAt ?? Infinity, stepAt ?? Infinity, app.operation !== undefined && running === undefined ? 0 : Infinity);
