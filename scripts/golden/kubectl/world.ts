import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { customKinds } from '@site/src/simulation/api/custom/custom-kinds';
import { ruleObjectErrors } from '@site/src/simulation/api/custom/rules/check-object';
import type { CustomResourceDefinition } from '@site/src/simulation/api/generated/types/apiextensions.v1';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { createRegistry } from '@site/src/simulation/api/registry';
import type { Registry } from '@site/src/simulation/api/registry';
import { groupQualified } from '@site/src/simulation/api/status';
import type { ApiObject } from '@site/src/simulation/api/types';
import { parseTime } from '@site/src/simulation/base/time';
import { byText } from '@site/src/simulation/base/ordered-map';
import { failure } from '@site/src/simulation/cluster/apiserver/failures';
import { handle } from '@site/src/simulation/cluster/apiserver/handle';
import type { Access, Answer, ApiServer, Failure, Request, ServerConfig } from '@site/src/simulation/cluster/apiserver/types';
import { defaultConfig } from '@site/src/simulation/cluster/default-cluster';
import { emptyStore, objectsIn, tableOf } from '@site/src/simulation/cluster/store/store';
import type { Store } from '@site/src/simulation/cluster/store/store';
import { objectKey, withObject } from '@site/src/simulation/cluster/store/table';
import { authorize, forbiddenMessage, indexRbac, rulesReview } from '@site/src/simulation/policy/rbac';
import type { Binding, ClusterRole, RbacIndex, Role } from '@site/src/simulation/policy/rbac';

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

const BUILT_IN = createRegistry(ALL_KINDS);

/** The RBAC objects that every cluster has. */
function bootstrapObjects(): readonly ApiObject[] {
  const kinds: readonly (readonly [field: string, kind: string])[] = [['clusterRoles', 'ClusterRole'], ['roles', 'Role'], ['clusterRoleBindings', 'ClusterRoleBinding'], ['roleBindings', 'RoleBinding']];
  const recorded = read('rbac/bootstrap.json') as Readonly<Record<string, readonly object[]>>;
  return kinds.flatMap(([field, kind]) => (recorded[field] ?? []).map((one) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, ...one }) as ApiObject));
}

function stored(store: Store, registry: Registry, object: ApiObject): Store {
  const resource = registry.find(object.apiVersion, object.kind)?.resource;
  if (resource === undefined) throw new Error(`no kind ${object.kind} of ${object.apiVersion}`);
  const name = groupQualified(resource.group, resource.plural);
  const table = withObject(tableOf(store.tables, name), objectKey(object), object);
  return { ...store, tables: byText.set(store.tables, name, table) };
}

const registryOf = (objects: readonly ApiObject[]): Registry =>
  BUILT_IN.with(objects.filter(({ kind }) => kind === 'CustomResourceDefinition').flatMap((one) => customKinds(one as CustomResourceDefinition, ruleObjectErrors)));

function indexOf(store: Store): RbacIndex {
  const of = (name: string): readonly unknown[] => objectsIn(store.tables, `${name}.rbac.authorization.k8s.io`);
  return indexRbac({
    roles: of('roles') as readonly Role[], clusterRoles: of('clusterroles') as readonly ClusterRole[],
    roleBindings: of('rolebindings') as readonly Binding[], clusterRoleBindings: of('clusterrolebindings') as readonly Binding[],
  });
}

const named = ({ username, groups = [] }: Request['user']): { name: string; groups: readonly string[] } => ({ name: username, groups });

const ACCESS: Access = {
  decide: (user, asked, store) => ((user.groups ?? []).includes('system:masters') ? { allowed: true, reason: '' } : authorize(indexOf(store), named(user), asked)),
  rules: (user, namespace, store) => rulesReview(indexOf(store), named(user), namespace),
};

function authorized(request: Request, store: Store): Failure | undefined {
  const user = { name: request.user.username, groups: request.user.groups ?? [] };
  if (user.groups.includes('system:masters')) return undefined;
  const { verb, group, resource, subresource, name, namespace } = request;
  const asked = { verb, apiGroup: group, resource, ...(subresource === undefined ? {} : { subresource }), ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) };
  const decision = authorize(indexOf(store), user, asked);
  return decision.allowed ? undefined : failure('Forbidden', forbiddenMessage(user, asked, decision.reason));
}

/** A cluster of a recording: its API server alone, at a standing clock. */
export class World {
  server: ApiServer;
  readonly loaded: readonly ApiObject[];
  readonly now: number;
  private readonly config: ServerConfig;

  constructor(
    name: string,
    now: string,
  ) {
    const { objects } = stateOf(name);
    this.now = parseTime(now) ?? 0;
    this.loaded = objects;
    this.registry = registryOf(objects);
    this.config = { ...defaultConfig(this.registry).server, authorize: authorized, access: ACCESS };
    const first = emptyStore(1_000_000);
    this.server = { store: [...bootstrapObjects(), ...objects].reduce((store, object) => stored(store, this.registry, object), first), random: { state: 7 } as unknown as ApiServer['random'] };
  }

  registry: Registry;

  ask(request: Request): Answer {
    const { server, answer } = handle(this.config, this.server, request, this.now);
    this.server = server;
    return answer;
  }
}
