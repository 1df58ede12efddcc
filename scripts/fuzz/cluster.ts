import type { ApiObject } from '../../src/simulation/api';
import { ALL_KINDS } from '../../src/simulation/api/kinds/all';
import { mappingOf } from '../../src/simulation/api/manifest/tree-of';
import { createRegistry } from '../../src/simulation/api/registry';
import { decodeBody } from '../../src/simulation/api/request/create';
import type { JsonObject } from '../../src/simulation/api/patch/merge-patch';
import { createRandom } from '../../src/simulation/base/random';
import type { Random } from '../../src/simulation/base/random';
import type { Answer, Request, RequestVerb } from '../../src/simulation/cluster/apiserver/types';
import { request, runUntil } from '../../src/simulation/cluster/cluster';
import type { Cluster, ClusterConfig } from '../../src/simulation/cluster/cluster';
import { componentNames, startComponent, stopComponent } from '../../src/simulation/cluster/components';
import type { ComponentName } from '../../src/simulation/cluster/components';
import { defaultCluster, nodeSettings } from '../../src/simulation/cluster/default-cluster';
import { objectsIn } from '../../src/simulation/cluster/store/store';
import type { Store } from '../../src/simulation/cluster/store/store';
import { checkChanges, checkOrphans, checkStore } from './support/cluster/invariants';
import { SEEDS } from './support/cluster/objects';
import { mutateJson } from './support/mutate-json';
import { pick } from './support/mutate-text';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

const SECOND = 1_000_000;
const START = 1_767_225_600_000_000;
const NODES = ['node-1', 'node-2'];
const ADMIN = { username: 'kubernetes-admin', groups: ['system:masters'] };
/** So many steps for a minute, and the cluster works against itself. */
const TOO_MANY_STEPS = 60_000;
const REQUESTS = 12;
/** The first ones of these. */
const CREATIONS = 4;

type Deed =
  /** `chance` draws what depends on what is there at the time. */
  | { readonly kind: 'request'; readonly verb: RequestVerb; readonly which: number; readonly mutated: boolean; readonly chance: number; readonly dryRun: boolean }
  | { readonly kind: 'component'; readonly action: 'stop' | 'start'; readonly name: ComponentName }
  | { readonly kind: 'wait'; readonly seconds: number };

const REGISTRY = createRegistry(ALL_KINDS);

let begun: { readonly config: ClusterConfig; readonly cluster: Cluster } | undefined;

/** A cluster of two nodes, made once for all cases: a value. */
function beginning(): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  if (begun === undefined) {
    const { config, cluster } = defaultCluster(REGISTRY, { nodes: NODES.map((name, index) => nodeSettings(name, index)), now: START });
    begun = { config, cluster: runUntil(config, cluster, START + 30 * SECOND).cluster };
  }
  return begun;
}

const json = (object: unknown): JsonObject => JSON.parse(JSON.stringify(object)) as JsonObject;
const PIECES: readonly unknown[] = SEEDS.flatMap(({ object }) => [object, ...Object.values(json(object))]);

/** The object in a body, as the server reads it; undefined where it cannot be read, so that nothing is asked. */
function read(object: ApiObject, body: JsonObject): ApiObject | undefined {
  const kind = REGISTRY.find(object.apiVersion, object.kind);
  const decoded = kind === undefined ? undefined : decodeBody(mappingOf({ ...body, apiVersion: object.apiVersion, kind: object.kind }), kind, object.kind, 'Ignore');
  return decoded === undefined || 'status' in decoded ? undefined : decoded.object;
}

/** What is asked: of an object that is there, or of one that somebody wants; undefined where the body would not be understood. */
function asked({ verb, which, mutated, chance, dryRun }: Extract<Deed, { kind: 'request' }>, store: Store): Request | undefined {
  const random = createRandom(chance);
  const { group, resource, object } = SEEDS[which]!;
  const there = objectsIn(store.tables, group === '' ? resource : `${resource}.${group}`, object.metadata.namespace);
  const live = there.length === 0 || verb === 'create' || random.below(4) === 0 ? object : pick(random, there);
  const place = { group, resource, user: ADMIN, ...(object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace }), ...(dryRun ? { dryRun } : {}) };
  const named = { ...place, name: live.metadata.name ?? '' };
  const changed = (value: unknown): JsonObject => {
    const next = mutated ? mutateJson(random, json(value), PIECES) : json(value);
    return typeof next === 'object' && next !== null && !Array.isArray(next) ? (next as JsonObject) : json(value);
  };
  const subresource = random.below(5) === 0 ? { subresource: pick(random, ['status', 'scale']) } : {};
  switch (verb) {
    case 'get': return { ...named, ...subresource, verb };
    case 'list': return { ...place, verb, ...(random.below(2) === 0 ? { limit: 1 + random.below(3) } : {}), ...(random.below(3) === 0 ? { labelSelector: 'app=web' } : {}) };
    case 'delete': return { ...named, verb, deleteOptions: { propagationPolicy: pick(random, ['Background', 'Foreground', 'Orphan'] as const), ...(random.below(3) === 0 ? { gracePeriodSeconds: random.below(3) } : {}) } };
    case 'deletecollection': return { ...place, verb, deleteOptions: { propagationPolicy: 'Background' } };
    case 'create': {
      const body = read(object, changed(object));
      return body === undefined ? undefined : { ...place, verb, name: body.metadata.name ?? '', body };
    }
    case 'update': {
      const body = read(object, { ...changed(live), metadata: json(live.metadata) });
      return body === undefined ? undefined : { ...named, ...subresource, verb, body };
    }
    case 'patch': {
      const body = changed({ metadata: { labels: { touched: 'true' }, ...(random.below(4) === 0 ? { finalizers: random.below(2) === 0 ? [] : ['example.com/wait'] } : {}) }, spec: json(object).spec ?? {} });
      return { ...named, ...subresource, verb, patch: body, patchType: pick(random, ['merge', 'strategic'] as const), fieldValidation: pick(random, ['Strict', 'Ignore'] as const) };
    }
  }
}

function checkAnswer(answer: Answer, deed: string): boolean {
  if (!('failure' in answer)) return true;
  const { message, code, transport } = answer.failure;
  if (message === '' || (code < 400 && transport === undefined)) throw new Broken(`${deed}: refused with code ${code} and "${message}"`);
  return false;
}

/** Does it, and says whether it was granted; what it must leave as it is is looked at. */
function carryOut(config: ClusterConfig, cluster: Cluster, deed: Deed): { readonly cluster: Cluster; readonly granted: boolean } {
  switch (deed.kind) {
    case 'wait': return { cluster: runUntil(config, cluster, cluster.clock.now + deed.seconds * SECOND, TOO_MANY_STEPS).cluster, granted: true };
    case 'component': return { cluster: (deed.action === 'stop' ? stopComponent : startComponent)(config, cluster, deed.name), granted: true };
    case 'request': {
      const wanted = asked(deed, cluster.server.store);
      if (wanted === undefined) return { cluster, granted: false };
      const done = request(config, cluster, wanted);
      const granted = checkAnswer(done.answer, `${wanted.verb} ${wanted.resource} ${wanted.name ?? ''}`);
      const writes = granted && wanted.dryRun !== true && wanted.verb !== 'get' && wanted.verb !== 'list';
      if (!writes && done.cluster.server.store.tables !== cluster.server.store.tables) throw new Broken(`${wanted.verb} ${wanted.resource} has changed the store, though it was ${granted ? 'only a question' : 'refused'}`);
      return { cluster: done.cluster, granted };
    }
  }
}

/** Something to begin with: as it is written by hand. */
const drawCreation = (random: Random): Deed => ({ kind: 'request', verb: 'create', which: random.below(SEEDS.length), mutated: false, chance: random.below(2 ** 31), dryRun: false });

function drawDeed(random: Random): Deed {
  const chance = random.below(100);
  if (chance < 12) return { kind: 'component', action: pick(random, ['stop', 'stop', 'start'] as const), name: pick(random, componentNames(NODES)) };
  if (chance < 35) return { kind: 'wait', seconds: pick(random, [1, 3, 10, 60]) };
  const verb = pick<RequestVerb>(random, ['create', 'create', 'create', 'update', 'patch', 'patch', 'delete', 'delete', 'deletecollection', 'get', 'list']);
  return { kind: 'request', verb, which: random.below(SEEDS.length), mutated: random.below(3) === 0, chance: random.below(2 ** 31), dryRun: random.below(12) === 0 };
}

export const target: FuzzTarget<readonly Deed[]> = {
  about: `${REQUESTS} random requests or more and components that stop in between: no throw, an answer with words, a store whose places, identities, versions and indexes are right, and no orphan in the end`,
  count: 10_000,
  limit: 10_000,
  make(random) {
    const deeds: Deed[] = [];
    for (let requests = 0; requests < REQUESTS;) {
      const deed = requests < CREATIONS ? drawCreation(random) : drawDeed(random);
      deeds.push(deed);
      if (deed.kind === 'request') requests += 1;
    }
    return deeds;
  },
  play(deeds) {
    const { config, cluster: first } = beginning();
    let cluster = first;
    let refused = 0;
    for (const deed of deeds) {
      const done = carryOut(config, cluster, deed);
      checkChanges(cluster.server.store, done.cluster.server.store);
      cluster = done.cluster;
      if (!done.granted) refused += 1;
    }
    checkStore(cluster.server.store);
    cluster = componentNames(NODES).reduce((one, name) => startComponent(config, one, name), cluster);
    cluster = runUntil(config, cluster, cluster.clock.now + 90 * SECOND, TOO_MANY_STEPS).cluster;
    checkStore(cluster.server.store);
    checkOrphans(cluster.server.store);
    return refused === 0 ? 'all granted' : refused < REQUESTS / 2 ? 'some refused' : 'most refused';
  },
};
