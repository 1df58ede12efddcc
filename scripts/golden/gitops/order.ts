/** Cases of kind `order`: an operation from one reconciliation to the next, on an API server without controllers. */
import { customKinds } from '../../../src/simulation/api/custom/custom-kinds';
import { ruleObjectErrors } from '../../../src/simulation/api/custom/rules/check-object';
import { ALL_KINDS } from '../../../src/simulation/api/kinds/all';
import { createRegistry } from '../../../src/simulation/api/registry';
import { encodeObject } from '../../../src/simulation/api/request/encode';
import { listOf, objectOf, textOf } from '../../../src/simulation/api/schema/values';
import type { ApiObject } from '../../../src/simulation/api';
import type { Kind } from '../../../src/simulation/api/kind';
import { parseTime } from '../../../src/simulation/base';
import { newCluster, request } from '../../../src/simulation/cluster/cluster';
import { serving } from '../../../src/simulation/cluster/apiserver/served';
import type { Answer, Request } from '../../../src/simulation/cluster/apiserver/types';
import { defaultConfig } from '../../../src/simulation/cluster/default-cluster';
import type { Cluster, ClusterConfig } from '../../../src/simulation/cluster/state';
import { objectsIn } from '../../../src/simulation/cluster/store/store';
import { isCompleted } from '../../../src/simulation/gitops/decide/application';
import type { Application, SyncOperation } from '../../../src/simulation/gitops/decide/application';
import { beginOperation } from '../../../src/simulation/gitops/decide/operation';
import { DEFAULT_PROJECT } from '../../../src/simulation/gitops/decide/permissions';
import type { AppProject } from '../../../src/simulation/gitops/decide/permissions';
import { apiVersionOf, kindOf, metadataOf, nameOf, namespaceOf, withMetadata } from '../../../src/simulation/gitops/objects';
import type { JsonObject } from '../../../src/simulation/gitops/objects';
import { stepOperation } from '../../../src/simulation/gitops/sync/operation';
import type { RunningOperation } from '../../../src/simulation/gitops/sync/operation';
import { applyResource } from '../../../src/simulation/gitops/sync/kubectl';
import type { Door } from '../../../src/simulation/gitops/sync/kubectl';
import { scriptsWith } from './health';
import { withTracking } from '../../../src/simulation/gitops/compare/tracking';

interface Change {
  /** `Kind/name`. */
  readonly object: string;
  readonly status?: JsonObject;
  readonly patch?: JsonObject;
  readonly json?: readonly JsonObject[];
  readonly scale?: number;
  readonly apply?: JsonObject;
  readonly delete?: boolean;
  readonly manager?: string;
}

interface OrderInput {
  readonly application: { readonly metadata: { readonly name: string; readonly namespace: string; readonly annotations?: Record<string, string> }; readonly spec: Application['spec'] };
  readonly synced?: readonly JsonObject[];
  readonly edits?: readonly Change[];
  readonly git: readonly JsonObject[];
  readonly operation: SyncOperation;
  readonly project?: Partial<AppProject>;
  readonly steps?: readonly { readonly changes?: readonly Change[]; readonly terminate?: boolean }[];
  readonly stuck?: readonly string[];
}

/** Which fields are looked at in the end is said with the answer alone. */
interface Shown {
  readonly show?: readonly { readonly object: string; readonly field: string }[];
}

const NOW = parseTime('2026-03-02T10:00:00Z')!;
const REVISION = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
const ARGO = { username: 'system:serviceaccount:argocd:argocd-application-controller', groups: ['system:masters', 'system:authenticated'] };
const SOMEBODY = { username: 'admin', groups: ['system:masters', 'system:authenticated'] };
const NAMESPACE = 'shop';
const ROLES = new Set(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']);

/** The API server of a case, with the requests that were sent to it. */
class World {
  private readonly config: ClusterConfig;
  private cluster: Cluster;
  calls: string[] = [];

  constructor() {
    const plain = defaultConfig(createRegistry(ALL_KINDS));
    this.config = { ...plain, controllers: [], server: { ...plain.server, customKinds: (definition) => customKinds(definition, ruleObjectErrors) } };
    this.cluster = newCluster(this.config, 1, NOW);
    for (const name of ['default', NAMESPACE]) this.send({ verb: 'create', group: '', resource: 'namespaces', body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as ApiObject, user: SOMEBODY });
  }

  get door(): Door {
    return {
      registry: () => this.registry, now: () => NOW, user: ARGO, ask: (asked) => this.heard(asked),
      refused: (object) => {
        this.calls.push(`create ${kindOf(object)}/${nameOf(object)}`);
      },
    };
  }

  get registry() {
    return serving(this.config.server, this.cluster.server.store).registry;
  }

  send(asked: Request): Answer {
    const { cluster, answer } = request(this.config, this.cluster, asked);
    this.cluster = cluster;
    return answer;
  }

  private heard(asked: Request): Answer {
    const note = noteOf(asked);
    if (note !== undefined) this.calls.push(`${note.verb} ${this.kindFor(asked)?.kind ?? asked.resource}/${asked.name ?? (asked.body?.metadata.name ?? '')}${note.note}`);
    return this.send(asked);
  }

  private kindFor({ group, resource }: Request): Kind | undefined {
    return this.registry.served(group, resource);
  }

  kindOf(object: JsonObject): Kind | undefined {
    return this.registry.find(apiVersionOf(object), kindOf(object));
  }

  /** All objects, as the server prints them. */
  objects(): JsonObject[] {
    return this.registry.kinds.flatMap((kind) => {
      const { group = '', plural = '' } = kind.resource ?? {};
      if (kind.resource === undefined || this.registry.served(group, plural) !== kind) return [];
      return objectsIn(this.cluster.server.store.tables, group === '' ? plural : `${plural}.${group}`).map((object) => encodeObject(kind, object));
    });
  }

  find(place: string, namespace: string): JsonObject | undefined {
    const [kind, name] = place.split('/');
    return this.objects().find((object) => kindOf(object) === kind && nameOf(object) === name && (namespaceOf(object) === namespace || namespaceOf(object) === ''));
  }

  write(object: JsonObject, asked: Partial<Request> & Pick<Request, 'verb'>): void {
    const { group = '', plural = '', namespaced = false } = this.kindOf(object)?.resource ?? {};
    const answer = this.send({ group, resource: plural, name: nameOf(object), ...(namespaced ? { namespace: namespaceOf(object) } : {}), user: SOMEBODY, ...asked });
    if ('failure' in answer && asked.verb !== 'delete') throw new Error(`the edit of ${kindOf(object)}/${nameOf(object)} is refused: ${answer.failure.message}`);
  }

  change({ object: place, status, patch, json, scale, apply, delete: gone, manager = 'kubectl-edit' }: Change, namespace: string): void {
    const object = this.find(place, namespace);
    if (object === undefined) throw new Error(`there is no ${place} to change`);
    if (status !== undefined) this.write(object, { verb: 'patch', subresource: 'status', patch: { status } as never, fieldManager: manager });
    if (patch !== undefined) this.write(object, { verb: 'patch', patch: patch as never, fieldManager: manager });
    if (json !== undefined) this.write(object, { verb: 'patch', patch: json as never, patchType: 'json', fieldManager: manager });
    if (scale !== undefined) this.write(object, { verb: 'patch', subresource: 'scale', patch: { spec: { replicas: scale } } as never, fieldManager: manager });
    if (apply !== undefined) this.write(object, { verb: 'patch', patch: apply as never, patchType: 'apply', fieldManager: manager, force: true });
    if (gone === true) this.write(object, { verb: 'delete', deleteOptions: { propagationPolicy: 'Background' } });
  }

  /** The garbage collector ends foreground deletions. */
  collect(stuck: readonly string[]): void {
    for (const object of this.objects()) {
      const finalizers = listOf(metadataOf(object).finalizers);
      if (!finalizers.includes('foregroundDeletion') || stuck.includes(`${kindOf(object)}/${nameOf(object)}`)) continue;
      const left = finalizers.filter((one) => one !== 'foregroundDeletion');
      this.write(object, { verb: 'patch', patch: { metadata: { finalizers: left.length === 0 ? null : left } } as never });
    }
  }
}

/** How a request that changes something is told of. */
function noteOf({ verb, patchType, fieldManager = '', force, deleteOptions, dryRun }: Request): { readonly verb: string; readonly note: string } | undefined {
  if (verb === 'get' || verb === 'list' || dryRun === true) return undefined;
  if (verb === 'patch' && patchType === 'apply') return { verb: 'apply', note: ` (${fieldManager}${force === true ? ', force' : ''})` };
  const propagation = deleteOptions?.propagationPolicy ?? 'Background';
  return { verb, note: verb === 'delete' && propagation !== 'Foreground' ? ` (${propagation})` : '' };
}

function applicationFor({ application }: OrderInput, operation: SyncOperation): Application {
  const { metadata, spec } = application;
  return {
    metadata, operation: { sync: operation },
    spec: { project: 'default', source: { repoURL: 'https://git.example.com/shop.git', path: 'deploy', targetRevision: 'main' }, ...spec, destination: { server: 'https://kubernetes.default.svc', namespace: NAMESPACE, ...spec.destination } },
  };
}

function step(world: World, app: Application, running: RunningOperation, git: readonly JsonObject[], project: AppProject): RunningOperation {
  return stepOperation(app, running, {
    git: { revision: REVISION, manifests: git }, live: world.objects(), project, door: world.door,
    around: { controlNamespace: 'argocd', configMap: {}, kind: (object) => world.kindOf(object), scripts: SCRIPTS },
  });
}

const SCRIPTS = scriptsWith();

const READY: Readonly<Record<string, (object: JsonObject) => JsonObject>> = {
  Deployment: (object) => {
    const replicas = objectOf(object.spec).replicas ?? 1;
    return { observedGeneration: metadataOf(object).generation, replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
  },
  Job: () => ({
    startTime: '2026-03-02T10:00:00Z', completionTime: '2026-03-02T10:01:00Z', succeeded: 1,
    conditions: ['SuccessCriteriaMet', 'Complete'].map((type) => ({ type, status: 'True', lastTransitionTime: '2026-03-02T10:01:00Z' })),
  }),
};

/** What an earlier sync left: hooks done, Deployments ready. */
function syncBefore(world: World, app: Application, manifests: readonly JsonObject[]): void {
  let running: RunningOperation = { state: beginOperation({ sync: {} }, NOW), results: [] };
  for (let round = 0; round < 20 && !isCompleted(running.state.phase); round += 1) {
    running = step(world, app, running, manifests, DEFAULT_PROJECT);
    for (const object of world.objects()) {
      const status = Object.hasOwn(READY, kindOf(object)) && Object.keys(objectOf(object.status)).length === 0 ? READY[kindOf(object)]!(object) : undefined;
      if (status !== undefined) world.write(object, { verb: 'patch', subresource: 'status', patch: { status } as never });
    }
    world.collect([]);
  }
  if (running.state.phase !== 'Succeeded') throw new Error(`the earlier sync came to nothing: ${running.state.message ?? ''}`);
}

/** Side by side: deletions, and objects of one kind. */
export function replayOrder(input: OrderInput, { show = [] }: Shown): unknown {
  const { git, operation, steps = [], synced = [], edits = [], stuck = [] } = input;
  const world = new World();
  const app = applicationFor(input, operation);
  // A namespace of the recordings outlives its case: where Git has it, too, it is there as an earlier run has applied it.
  for (const manifest of git.filter((one) => kindOf(one) === 'Namespace' && nameOf(one) === NAMESPACE)) {
    applyResource(world.door, withMetadata(withTracking(manifest, app.metadata.name, NAMESPACE, { method: 'annotation', labelKey: '' }), { namespace: NAMESPACE }), { dryRun: false, force: false, serverSide: false });
  }
  const namespace = app.spec.destination?.namespace ?? NAMESPACE;
  const project: AppProject = { ...DEFAULT_PROJECT, ...input.project };
  if (synced.length > 0) syncBefore(world, { ...app, operation: { sync: {} } }, synced);
  for (const edit of edits) world.change(edit, namespace);
  let running: RunningOperation = { state: beginOperation({ sync: operation }, NOW), results: [] };
  const told: object[] = [];
  for (const { changes = [], terminate = false } of [{}, ...steps] as readonly { readonly changes?: readonly Change[]; readonly terminate?: boolean }[]) {
    if (told.length > 0) world.collect(stuck);
    for (const change of changes) world.change(change, namespace);
    if (terminate) running = { ...running, state: { ...running.state, phase: 'Terminating', message: 'operation is terminating' } };
    world.calls = [];
    running = step(world, app, running, git, project);
    told.push({ calls: world.calls, phase: running.state.phase, message: running.state.message ?? '' });
  }
  const results = [...running.results].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ kind, name, namespace: where, syncPhase, status, hookPhase, hookType, message }) => ({
    kind, name, syncPhase, status, ...(hookPhase === '' ? {} : { phase: hookPhase }), ...(hookType === undefined ? {} : { hook: hookType }), ...(where === NAMESPACE ? {} : { namespace: where }),
    ...(message === '' || ROLES.has(kind) ? {} : { message }),
  }));
  world.collect(stuck);
  return {
    steps: told, results, left: left(world, namespace),
    ...(show.length === 0 ? {} : { show: show.map(({ object, field }) => ({ object, field, value: field.split('.').reduce<unknown>((value, name) => objectOf(value)[name], world.find(object, namespace)) })) }),
  };
}

const key = ({ kind, name, syncPhase }: { readonly kind: string; readonly name: string; readonly syncPhase: string }): string => `${kind}/${name}/${syncPhase}`;

function left(world: World, namespace: string): string[] {
  return world.objects()
    .filter((object) => namespaceOf(object) === namespace || textOf(objectOf(metadataOf(object).labels).suite) === 'gitops')
    .map((object) => `${kindOf(object)}/${nameOf(object)}${metadataOf(object).deletionTimestamp === undefined ? '' : ' (being deleted)'}`).sort();
}
