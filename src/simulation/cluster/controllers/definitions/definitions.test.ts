import { describe, expect, it } from 'vitest';
import { customKinds } from '../../../api/custom/custom-kinds';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api';
import type { CustomResourceDefinition } from '../../../api/generated/types/apiextensions.v1';
import type { Answer, Request } from '../../apiserver/types';
import { newCluster, request, runUntil } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../cluster';
import { anyController } from '../../control/controller';
import { garbageCollector } from '../garbage-collector';
import { statusOf } from '../../apiserver/conditions';
import { definitionControllers } from '.';

const REGISTRY = createRegistry(ALL_KINDS);
const CONFIG: ClusterConfig = { server: { registry: REGISTRY, definitions: 'watched', customKinds: (one) => customKinds(one) }, controllers: [...definitionControllers, anyController(garbageCollector(REGISTRY))] };
const USER = { username: 'somebody' };
const CRDS = { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions', user: USER };
const DATABASES = { group: 'example.com', resource: 'databases', namespace: 'default', user: USER };

const definition = (plural: string, kind: string, versions: readonly string[] = ['v1']): ApiObject =>
  ({
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: `${plural}.example.com` },
    spec: {
      group: 'example.com', scope: 'Namespaced', names: { plural, kind },
      versions: versions.map((name, at) => ({
        name, served: true, storage: at === versions.length - 1, subresources: { status: {}, scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size', labelSelectorPath: '.status.selector' } },
        selectableFields: [{ jsonPath: '.spec.engine' }, ...(at > 0 ? [{ jsonPath: '.spec.tier' }] : [])],
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { engine: { type: 'string' }, size: { type: 'integer' }, ...(at > 0 ? { tier: { type: 'string', default: 'small' } } : {}) } }, status: { type: 'object', properties: { size: { type: 'integer' }, selector: { type: 'string' } } } } } },
      })),
    },
  }) as unknown as ApiObject;

const database = (name: string, more: object = {}): ApiObject => ({ apiVersion: 'example.com/v1', kind: 'Database', metadata: { name, ...more }, spec: { engine: 'postgres', size: 2, unknown: true } }) as unknown as ApiObject;

class World {
  private cluster: Cluster = newCluster(CONFIG, 7, 1_767_225_600_000_000);
  ask(asked: Omit<Request, 'user'> & { readonly user?: Request['user'] }): Answer {
    const { cluster, answer } = request(CONFIG, this.cluster, { user: USER, ...asked });
    this.cluster = cluster;
    return answer;
  }
  object(asked: Omit<Request, 'user'>): ApiObject & { readonly spec?: unknown; readonly status?: unknown } {
    const answer = this.ask(asked);
    if (!('object' in answer)) throw new Error(JSON.stringify(answer));
    return answer.object;
  }
  pass(seconds: number): void {
    this.cluster = runUntil(CONFIG, this.cluster, this.cluster.clock.now + seconds * 1_000_000, 50_000).cluster;
  }
}

const conditions = (world: World, name: string): readonly string[] => (statusOf(world.object({ ...CRDS, verb: 'get', name }) as CustomResourceDefinition).conditions ?? []).map(({ type, status, reason }) => `${type}=${status} ${reason}`);

describe('a CustomResourceDefinition', () => {
  it('is served when it is established, and not before', () => {
    const world = new World();
    world.object({ ...CRDS, verb: 'create', name: 'databases.example.com', body: definition('databases', 'Database') });
    expect(world.ask({ ...DATABASES, verb: 'list' })).toMatchObject({ failure: { code: 404 } });
    world.pass(1);
    expect(conditions(world, 'databases.example.com')).toEqual(['NamesAccepted=True NoConflicts', 'Established=True InitialNamesAccepted']);
    expect(world.object({ ...DATABASES, verb: 'create', name: 'a', body: database('a') }).spec).toEqual({ engine: 'postgres', size: 2 });
    expect(world.ask({ ...DATABASES, verb: 'list', fieldSelector: 'spec.engine=mysql' })).toMatchObject({ list: [] });
    expect(world.ask({ ...DATABASES, verb: 'list', fieldSelector: 'spec.size=2' })).toMatchObject({ failure: { message: 'field label not supported: spec.size' } });
    expect(world.object({ ...DATABASES, verb: 'get', name: 'a', subresource: 'scale' }).spec).toEqual({ replicas: 2 });
  });

  it('waits for names that another one has, and gets them when that goes', () => {
    const world = new World();
    world.object({ ...CRDS, verb: 'create', name: 'databases.example.com', body: definition('databases', 'Database') });
    world.object({ ...CRDS, verb: 'create', name: 'stores.example.com', body: definition('stores', 'Database') });
    world.pass(1);
    expect(conditions(world, 'stores.example.com')).toEqual(['NamesAccepted=False ListKindConflict', 'Established=False NotAccepted']);
    world.object({ ...CRDS, verb: 'delete', name: 'databases.example.com' });
    world.pass(10);
    expect(conditions(world, 'stores.example.com')).toEqual(['NamesAccepted=True NoConflicts', 'Established=True InitialNamesAccepted']);
  });

  it('goes after its objects, and says what it waits for', () => {
    const world = new World();
    world.object({ ...CRDS, verb: 'create', name: 'databases.example.com', body: definition('databases', 'Database') });
    world.pass(1);
    for (const [name, more] of [['a', {}], ['b', { finalizers: ['example.com/backup'] }]] as const) world.object({ ...DATABASES, verb: 'create', name, body: database(name, more) });
    world.object({ ...CRDS, verb: 'delete', name: 'databases.example.com' });
    world.pass(20);
    expect(conditions(world, 'databases.example.com').at(-1)).toBe('Terminating=True InstanceDeletionInProgress');
    expect(world.ask({ ...DATABASES, verb: 'create', name: 'c', body: database('c') })).toMatchObject({ failure: { code: 403 } });
    expect(world.ask({ ...DATABASES, verb: 'get', name: 'a' })).toMatchObject({ failure: { code: 404 } });
    world.object({ ...DATABASES, verb: 'patch', name: 'b', patch: { metadata: { finalizers: null } } });
    world.pass(60);
    expect(world.ask({ ...CRDS, verb: 'get', name: 'databases.example.com' })).toMatchObject({ failure: { code: 404 } });
    expect(world.ask({ group: 'apiregistration.k8s.io', resource: 'apiservices', verb: 'list' })).toMatchObject({ list: [] });
  });

  it('keeps objects in its storage version once they are written again', () => {
    const world = new World();
    world.object({ ...CRDS, verb: 'create', name: 'databases.example.com', body: definition('databases', 'Database') });
    world.pass(1);
    world.object({ ...DATABASES, verb: 'create', name: 'a', body: database('a') });
    const before = world.object({ ...CRDS, verb: 'get', name: 'databases.example.com' });
    world.object({ ...CRDS, verb: 'update', name: 'databases.example.com', body: { ...before, spec: { ...(before.spec as object), versions: (definition('databases', 'Database', ['v1', 'v2']) as unknown as CustomResourceDefinition).spec.versions } } as unknown as ApiObject });
    world.pass(1);
    expect(statusOf(world.object({ ...CRDS, verb: 'get', name: 'databases.example.com' }) as CustomResourceDefinition).storedVersions).toEqual(['v1', 'v2']);
    const second = world.object({ ...DATABASES, verb: 'get', version: 'v2', name: 'a' });
    // What it lacks of v2's defaults it gets when it is written there, not when it is only read.
    expect([second.apiVersion, second.spec]).toEqual(['example.com/v2', { engine: 'postgres', size: 2 }]);
    const written = world.object({ ...DATABASES, verb: 'update', version: 'v1', name: 'a', body: world.object({ ...DATABASES, verb: 'get', version: 'v1', name: 'a' }) });
    expect(written.apiVersion).toBe('example.com/v1');
    expect(written.metadata.resourceVersion).not.toBe(second.metadata.resourceVersion);
    const again = world.object({ ...DATABASES, verb: 'update', version: 'v1', name: 'a', body: written });
    expect(again.metadata.resourceVersion).toBe(written.metadata.resourceVersion);
  });

  it('fails for all who read an object in another version where its conversion webhook is gone', () => {
    const world = new World();
    world.object({ ...CRDS, verb: 'create', name: 'databases.example.com', body: definition('databases', 'Database') });
    world.pass(1);
    world.object({ ...DATABASES, verb: 'create', name: 'a', body: database('a') });
    const before = world.object({ ...CRDS, verb: 'get', name: 'databases.example.com' });
    const conversion = { strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'], clientConfig: { service: { name: 'hook', namespace: 'operators', path: '/convert', port: 443 } } } };
    const { versions } = (definition('databases', 'Database', ['v1', 'v2']) as unknown as CustomResourceDefinition).spec;
    world.object({ ...CRDS, verb: 'update', name: 'databases.example.com', body: { ...before, spec: { ...(before.spec as object), versions, conversion } } as unknown as ApiObject });
    world.pass(1);
    const message = 'conversion webhook for example.com/v1, Kind=Database failed: Post "https://hook.operators.svc:443/convert?timeout=30s": service "hook" not found';
    expect(world.ask({ ...DATABASES, verb: 'list' })).toMatchObject({ failure: { code: 500, reason: '', message } });
    expect(world.ask({ ...DATABASES, verb: 'create', version: 'v1', name: 'b', body: database('b') })).toMatchObject({ failure: { message } });
    expect(world.object({ ...DATABASES, verb: 'get', version: 'v1', name: 'a' }).apiVersion).toBe('example.com/v1');
  });

  it('owns its objects for the garbage collector, which takes what they own', () => {
    const world = new World();
    world.object({ ...CRDS, verb: 'create', name: 'databases.example.com', body: definition('databases', 'Database') });
    world.pass(1);
    const { metadata: { uid = '' } } = world.object({ ...DATABASES, verb: 'create', name: 'a', body: database('a') });
    const child = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'child', ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Database', name: 'a', uid }] } } as unknown as ApiObject;
    const place = { group: '', resource: 'configmaps', namespace: 'default', name: 'child' };
    world.object({ ...place, verb: 'create', body: child });
    world.pass(5);
    expect(world.object({ ...place, verb: 'get' }).metadata.name).toBe('child');
    world.object({ ...DATABASES, verb: 'delete', name: 'a' });
    world.pass(5);
    expect(world.ask({ ...place, verb: 'get' })).toMatchObject({ failure: { code: 404 } });
  });
});
