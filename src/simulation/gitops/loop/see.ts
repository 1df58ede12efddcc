/** The cluster as the loop sees it for one application, and its door there. */
import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import { asObject } from '../../api/request/create';
import { encodeObject } from '../../api/request/encode';
import type { Answer, Request, User } from '../../cluster/apiserver/types';
import { withManagers } from '../../cluster/apiserver/managers';
import { servedRegistry } from '../../cluster/apiserver/served';
import { request } from '../../cluster/cluster';
import type { Cluster, ClusterConfig } from '../../cluster/cluster';
import { objectAt } from '../../cluster/store/store';
import type { Tables } from '../../cluster/store/store';
import { keyOf as storeKey } from '../../cluster/store/table';
import type { Surroundings } from '../compare/compare';
import { ARGO_MANAGER } from '../diff/server-side';
import { apiVersionOf, kindOf, nameOf, namespaceOf } from '../objects';
import type { JsonObject } from '../objects';
import type { Door } from '../sync/kubectl';
import type { AppState, LookSettings, Place } from './types';
import { resourceName } from './watch';

/** Argo CD's own ServiceAccount, which its installation binds to a role that may do everything. */
const ARGO: User = { username: 'system:serviceaccount:argocd:argocd-application-controller', groups: ['system:masters', 'system:serviceaccounts', 'system:serviceaccounts:argocd', 'system:authenticated'] };

/** An object of the store never changes, and neither does what it looks like. */
const ENCODED = new WeakMap<ApiObject, JsonObject>();

/** As a client gets it: with the managers of its fields. */
function encoded(registry: Registry, kind: Kind, object: ApiObject): JsonObject {
  const known = ENCODED.get(object) ?? encodeObject(kind, withManagers(registry, object));
  ENCODED.set(object, known);
  return known;
}

/** Where the objects of an application are, as long as it and what is served stay the same. */
const PLACES = new WeakMap<readonly JsonObject[], { readonly owned: AppState['owned']; readonly registry: Registry; readonly namespace: string; readonly places: readonly Place[] }>();

/** Where a loop stands: what it sees of the cluster, and its door there. */
export interface Ground {
  readonly now: number;
  readonly tables: Tables;
  registry(): Registry;
  ask(asked: Request): Answer;
}

/** A cluster that is changed by what is asked of it. */
export class ClusterGround implements Ground {
  constructor(private readonly config: ClusterConfig, public cluster: Cluster) {}

  get now(): number {
    return this.cluster.clock.now;
  }

  get tables(): Tables {
    return this.cluster.server.store.tables;
  }

  registry(): Registry {
    return servedRegistry(this.config.server, this.cluster.server.store);
  }

  ask(asked: Request): Answer {
    const { cluster, answer } = request(this.config, this.cluster, asked);
    this.cluster = cluster;
    return answer;
  }
}

export class Reach {
  constructor(private readonly settings: Pick<LookSettings, 'configMap' | 'scripts'>, readonly ground: Ground) {}

  get registry(): Registry {
    return this.ground.registry();
  }

  private ask(asked: Request): Answer {
    return this.ground.ask(asked);
  }

  get door(): Door {
    return { registry: () => this.registry, ask: (asked) => this.ask(asked), now: () => this.ground.now, user: ARGO };
  }

  get around(): Surroundings {
    const { configMap, scripts } = this.settings;
    return { controlNamespace: 'argocd', configMap, scripts, kind: (object) => this.registry.find(apiVersionOf(object), kindOf(object)), dryRun: (manifest) => this.dryRun(manifest) };
  }

  /** Server-side apply that keeps nothing: what it would come to. */
  private dryRun(manifest: JsonObject): { readonly object: JsonObject } | { readonly error: string } {
    const kind = this.registry.find(apiVersionOf(manifest), kindOf(manifest));
    if (kind?.resource === undefined) return { error: `no matches for kind "${kindOf(manifest)}" in version "${apiVersionOf(manifest)}"` };
    const { group, plural: resource, namespaced } = kind.resource;
    const answer = this.ask({
      verb: 'patch', group, resource, name: nameOf(manifest), ...(namespaced ? { namespace: namespaceOf(manifest) } : {}), patchType: 'apply',
      patch: asObject(kind, manifest) as never, dryRun: true, managers: true, force: true, fieldManager: ARGO_MANAGER, user: ARGO,
    });
    if ('failure' in answer) return { error: answer.failure.message };
    return 'object' in answer ? { object: encodeObject(kind, answer.object) } : { error: 'the server answered with something else than an object' };
  }

  /** What is there of an application, and what stands where it wants something to stand, in the order of their places. */
  live(state: AppState, manifests: readonly JsonObject[]): JsonObject[] {
    const { tables } = this.ground;
    const found: JsonObject[] = [];
    for (const { resource, key } of this.places(state, manifests)) {
      const object = objectAt(tables, resource, key);
      const kind = object === undefined ? undefined : this.registry.find(object.apiVersion, object.kind);
      if (object !== undefined && kind !== undefined) found.push(encoded(this.registry, kind, object));
    }
    return found;
  }

  private places({ app, owned }: AppState, manifests: readonly JsonObject[]): readonly Place[] {
    const { registry } = this;
    const namespace = app.spec.destination?.namespace ?? '';
    const known = PLACES.get(manifests);
    if (known?.owned === owned && known.registry === registry && known.namespace === namespace) return known.places;
    const found = new Map<string, Place>(Object.entries(owned));
    for (const manifest of manifests) {
      const resource = resourceName(registry, apiVersionOf(manifest), kindOf(manifest));
      const isNamespaced = registry.find(apiVersionOf(manifest), kindOf(manifest))?.resource?.namespaced === true;
      if (resource === undefined) continue;
      const key = storeKey(isNamespaced ? namespaceOf(manifest) || namespace : undefined, nameOf(manifest));
      found.set(`${resource}/${key}`, { resource, key });
    }
    found.set(`namespaces/${namespace}`, { resource: 'namespaces', key: namespace });
    const places = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
    PLACES.set(manifests, { owned, registry, namespace, places });
    return places;
  }
}
