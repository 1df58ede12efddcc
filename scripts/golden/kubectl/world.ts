import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { customKinds } from '@site/src/simulation/api/custom/custom-kinds';
import { ruleObjectErrors } from '@site/src/simulation/api/custom/rules/check-object';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { createRegistry } from '@site/src/simulation/api/registry';
import type { Registry } from '@site/src/simulation/api/registry';
import type { ApiObject } from '@site/src/simulation/api/types';
import { parseTime } from '@site/src/simulation/base/time';
import { handle } from '@site/src/simulation/cluster/apiserver/handle';
import { settled } from '@site/src/simulation/cluster/apiserver/definitions';
import { servedRegistry } from '@site/src/simulation/cluster/apiserver/served';
import type { Answer, ApiServer, Request, ServerConfig } from '@site/src/simulation/cluster/apiserver/types';
import { defaultConfig } from '@site/src/simulation/cluster/default-cluster';
import { objectsIn, remove } from '@site/src/simulation/cluster/store/store';
import { loadCluster } from '@site/src/simulation/cluster/load/load';

const SHARED = '/work/shared/golden';
const HERE = join(resolve(__dirname, '..', '..', '..'), 'testdata', 'golden');

interface State {
  readonly now: string;
  readonly objects: readonly ApiObject[];
}

const read = (path: string): unknown => JSON.parse(readFileSync(existsSync(join(HERE, path)) ? join(HERE, path) : join(SHARED, path), 'utf8'));

const states = new Map<string, State>();

export function stateOf(name: string): State {
  const known = states.get(name) ?? (read(`kubectl/states/${name}.json`) as State);
  states.set(name, known);
  return known;
}

/** The RBAC objects that every cluster has; the states leave them out. */
function bootstrapObjects(): readonly ApiObject[] {
  const kinds: readonly (readonly [field: string, kind: string])[] = [['clusterRoles', 'ClusterRole'], ['roles', 'Role'], ['clusterRoleBindings', 'ClusterRoleBinding'], ['roleBindings', 'RoleBinding']];
  const recorded = read('rbac/bootstrap.json') as Readonly<Record<string, readonly object[]>>;
  return kinds.flatMap(([field, kind]) => (recorded[field] ?? []).map((one) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, ...one }) as ApiObject));
}

const BASE = defaultConfig(createRegistry(ALL_KINDS));
const CONFIG: ServerConfig = { ...BASE.server, customKinds: (definition) => customKinds(definition, ruleObjectErrors) };

const loaded = new Map<string, ApiServer>();

/** A cluster of a recording: its API server alone, at a standing clock. */
export class World {
  server: ApiServer;
  readonly objects: readonly ApiObject[];
  readonly now: number;
  /** Every Pod is removed as soon as it is being deleted. */
  kubelet = false;

  constructor(name: string, now: string) {
    const { objects } = stateOf(name);
    this.now = parseTime(now) ?? 0;
    this.objects = objects;
    // The API server registers what it serves before it answers.
    const known = loaded.get(name) ?? settled(loadCluster({ ...BASE, server: CONFIG }, { now, objects: [...bootstrapObjects(), ...objects] }).cluster.server, undefined, this.now);
    loaded.set(name, known);
    this.server = known;
  }

  registry(): Registry {
    return servedRegistry(CONFIG, this.server.store);
  }

  ask(request: Request): Answer {
    const { server, answer } = handle(CONFIG, this.server, request, this.now);
    this.server = server;
    if (this.kubelet) this.removePods();
    return answer;
  }

  private removePods(): void {
    const before = new Set(this.objects.filter(({ kind, metadata }) => kind === 'Pod' && metadata.deletionTimestamp !== undefined).map(({ metadata }) => metadata.uid));
    for (const pod of objectsIn(this.server.store.tables, 'pods')) {
      const { namespace = '', name = '', deletionTimestamp, uid } = pod.metadata;
      if (deletionTimestamp !== undefined && !before.has(uid)) this.server = { ...this.server, store: remove(this.server.store, 'pods', `${namespace}/${name}`).store };
    }
  }
}
