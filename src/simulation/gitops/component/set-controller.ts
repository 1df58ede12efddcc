/**
 * argocd-applicationset-controller as a component of a cluster (applicationset/controllers): it makes Applications from ApplicationSets when a set or one of its Applications changes, and looks at Git
 * again every three minutes. Simplified: it looks once a second; it knows the one cluster that it runs in.
 */
import type { ApiObject } from '../../api';
import { semanticEqual } from '../../api/equal';
import { formatTime } from '../../base';
import type { Controller, Work } from '../../cluster/control/controller';
import { objectsIn } from '../../cluster/store/store';
import { reconcileSet } from '../applicationset/reconcile';
import type { SetCondition } from '../applicationset/reconcile';
import type { ApplicationSet, World } from '../applicationset/types';
import { resolve } from '../git/repository';
import type { JsonObject } from '../objects';
import { findFor, readyPod } from './controller';
import { NAMESPACE } from './installation';
import { APPLICATION_SETS, APPLICATIONS, asStored, PROJECTS } from './objects';

const SECOND = 1_000_000;
const NAME = 'argocd-applicationset-controller';
const KEY = 'applicationsets';
/** ARGOCD_APPLICATIONSET_CONTROLLER_REQUEUE_AFTER's default. */
const AGAIN = 180 * SECOND;
const REFRESH = 'argocd.argoproj.io/application-set-refresh';

interface Seen {
  readonly set: ApiObject;
  readonly applications: readonly ApiObject[];
  readonly again: number;
}
type SetMemory = Readonly<Record<string, Seen>>;

interface Timed extends SetCondition {
  readonly lastTransitionTime?: string;
}
interface Stored {
  readonly metadata: { readonly name?: string; readonly uid?: string; readonly annotations?: Readonly<Record<string, string>>; readonly ownerReferences?: readonly { readonly uid: string }[] };
  readonly status?: { readonly conditions?: readonly Timed[]; readonly health?: { readonly status?: string }; readonly sync?: { readonly status?: string } };
}

const storedOf = (object: ApiObject): Stored => object as unknown as Stored;
const json = (object: ApiObject): JsonObject => object as unknown as JsonObject;

/** The repositories that git generators of a set name; of several only the first is looked at. */
function urlOf({ spec }: ApplicationSet): { readonly url: string; readonly revision: string } | undefined {
  const within = (generators: ApplicationSet['spec']['generators']): { readonly url: string; readonly revision: string } | undefined => {
    for (const { git, matrix, merge } of generators ?? []) {
      if (git !== undefined) return { url: git.repoURL ?? '', revision: git.revision ?? '' };
      const inner = within(matrix?.generators ?? merge?.generators);
      if (inner !== undefined) return inner;
    }
    return undefined;
  };
  return within(spec.generators);
}

/** What generators look at, or why Git cannot be read. */
function worldOf(work: Work<unknown>, set: ApplicationSet): World | { readonly error: string } {
  const projects = objectsIn(work.cluster.server.store.tables, PROJECTS, NAMESPACE).map(({ metadata }) => metadata.name ?? '');
  const source = urlOf(set);
  if (source === undefined) return { directories: [], files: {}, clusters: [], projects };
  const there = findFor(work)(source.url);
  if ('error' in there) return there;
  const revision = source.revision === '' || source.revision === 'HEAD' ? 'main' : source.revision;
  const found = resolve(there.repository, revision);
  if (found === undefined) return { error: `unable to resolve '${revision}' to a commit SHA` };
  const directories = new Set(Object.keys(found.files).flatMap((path) => path.split('/').slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join('/'))));
  return { directories: [...directories].sort(), files: found.files, clusters: [], projects };
}

const failure = (message: string): readonly SetCondition[] => [
  { type: 'ErrorOccurred', status: 'True', reason: 'ApplicationGenerationFromParamsError', message },
  { type: 'ParametersGenerated', status: 'False', reason: 'ErrorOccurred', message },
  { type: 'ResourcesUpToDate', status: 'False', reason: 'ErrorOccurred', message },
];

const nameOf = ({ metadata }: JsonObject): string => String((metadata as JsonObject).name);

class Turn {
  constructor(private readonly work: Work<SetMemory>) {}

  private send(verb: 'create' | 'update' | 'delete', name: string, body?: JsonObject): boolean {
    const answer = this.work.client.send({ verb, group: 'argoproj.io', resource: 'applications', namespace: NAMESPACE, name, ...(body === undefined ? {} : { body: asStored(body) as ApiObject }) });
    return !('failure' in answer);
  }

  /** CreateOrUpdate and delete of what differs; says what it did as Events of the set. */
  private carryOut(set: ApiObject, existing: readonly ApiObject[], wanted: readonly JsonObject[]): void {
    const { uid = '', name: setName = '' } = storedOf(set).metadata;
    const owner = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', name: setName, uid, controller: true, blockOwnerDeletion: true };
    const before = new Map(existing.map((one) => [one.metadata.name ?? '', one]));
    for (const app of wanted) {
      const name = nameOf(app);
      const live = before.get(name);
      before.delete(name);
      const body: JsonObject = { ...app, metadata: { ...(app.metadata as JsonObject), namespace: NAMESPACE, ownerReferences: [owner] } };
      if (live === undefined) {
        if (this.send('create', name, body)) this.work.event(set, 'Normal', 'created', `created Application "${name}"`);
      } else if ((app.metadata as JsonObject).deletionTimestamp !== undefined) {
        if (live.metadata.deletionTimestamp === undefined && this.send('delete', name)) this.work.event(set, 'Normal', 'Deleted', `Deleted Application "${name}"`);
      } else if (!semanticEqual(asStored(body), live) && this.send('update', name, body)) this.work.event(set, 'Normal', 'updated', `updated Application "${name}"`);
    }
    for (const name of before.keys()) if (this.send('delete', name)) this.work.event(set, 'Normal', 'Deleted', `Deleted Application "${name}"`);
  }

  private write(set: ApiObject, conditions: readonly SetCondition[], applications: readonly ApiObject[]): void {
    const before = storedOf(set).status;
    const at = formatTime(this.work.now);
    const timed = conditions.map((one) => ({ ...one, lastTransitionTime: before?.conditions?.find(({ type, status, message }) => type === one.type && status === one.status && message === one.message)?.lastTransitionTime ?? at }));
    const resources = applications.map((app) => ({ group: 'argoproj.io', version: 'v1alpha1', kind: 'Application', name: app.metadata.name, namespace: NAMESPACE, status: storedOf(app).status?.sync?.status, health: { status: storedOf(app).status?.health?.status } }));
    const healths = resources.map(({ health }) => health.status);
    const health = healths.length === 0 || healths.includes(undefined) ? 'Unknown' : ['Degraded', 'Missing', 'Progressing', 'Suspended'].find((one) => healths.includes(one)) ?? 'Healthy';
    const status = asStored({ conditions: timed, resources, resourcesCount: resources.length, health: { status: health } });
    if (!semanticEqual(before, status)) this.work.client.send({ verb: 'patch', group: 'argoproj.io', resource: 'applicationsets', namespace: NAMESPACE, name: set.metadata.name ?? '', subresource: 'status', patch: { status } as never });
  }

  private owned(set: ApiObject): readonly ApiObject[] {
    return objectsIn(this.work.cluster.server.store.tables, APPLICATIONS, NAMESPACE).filter((one) => storedOf(one).metadata.ownerReferences?.some(({ uid }) => uid === storedOf(set).metadata.uid) === true);
  }

  private reconcile(set: ApiObject): void {
    const given = set as unknown as ApplicationSet;
    const existing = this.owned(set);
    const world = worldOf(this.work, given);
    if ('error' in world) return this.write(set, failure(world.error), existing);
    const { applications, conditions } = reconcileSet(given, { world, existing: existing.map(json), now: formatTime(this.work.now) });
    this.carryOut(set, existing, applications);
    if (storedOf(set).metadata.annotations?.[REFRESH] !== undefined) {
      this.work.client.send({ verb: 'patch', group: 'argoproj.io', resource: 'applicationsets', namespace: NAMESPACE, name: set.metadata.name ?? '', patch: { metadata: { annotations: { [REFRESH]: null } } } as never });
    }
    this.write(set, conditions, this.owned(set));
  }

  private latest(name: string): ApiObject | undefined {
    return objectsIn(this.work.cluster.server.store.tables, APPLICATION_SETS, NAMESPACE).find(({ metadata }) => metadata.name === name);
  }

  run(): void {
    const { tables } = this.work.cluster.server.store;
    if (readyPod(tables, NAME) === undefined) {
      this.work.memory = {};
      return;
    }
    const next: Record<string, Seen> = {};
    for (const set of objectsIn(tables, APPLICATION_SETS, NAMESPACE)) {
      const name = set.metadata.name ?? '';
      const before = this.work.memory[name];
      const applications = this.owned(set);
      const same = before !== undefined && before.set === set && before.again > this.work.now && before.applications.length === applications.length && before.applications.every((one, at) => one === applications[at]);
      if (same || set.metadata.deletionTimestamp !== undefined) {
        if (before !== undefined) next[name] = before;
        continue;
      }
      this.reconcile(set);
      const isDue = before === undefined || before.again <= this.work.now;
      next[name] = { set: this.latest(name) ?? set, applications: this.owned(set), again: isDue ? this.work.now + AGAIN : before.again };
    }
    this.work.memory = next;
  }
}

export const applicationSetController: Controller<SetMemory> = {
  name: NAME,
  user: { username: `system:serviceaccount:${NAMESPACE}:${NAME}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${NAMESPACE}`, 'system:authenticated'] },
  process: NAME,
  memory: {},
  handlers: {},
  start: (desk) => desk.enqueue(KEY),
  reconcile: (key, work) => {
    work.enqueueAfter(key, SECOND);
    new Turn(work).run();
  },
};
