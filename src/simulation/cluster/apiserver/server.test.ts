import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { ApiObject, Pod } from '../../api';
import type { JsonObject } from '../../api/patch/merge-patch';
import { byText } from '../../base/ordered-map';
import { emptyStore, objectsIn, compact } from '../store/store';
import { handle } from './handle';
import type { Answer, ApiServer, Request } from './types';
import { watchSince } from './watch';

const CONFIG = { registry: createRegistry(ALL_KINDS) };
const USER = { username: 'somebody' };
const NOW = 1_767_225_600_000_000;
const EMPTY: ApiServer = { store: emptyStore(), random: { state: 7 } };

const pod = (name: string, more: object = {}): ApiObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', ...more }, spec: { containers: [{ name: 'app', image: 'app:1' }] } }) as unknown as ApiObject;

/** Sends requests one after the other. */
function play(requests: readonly Omit<Request, 'user'>[], from = EMPTY): { server: ApiServer; answers: Answer[] } {
  let server = from;
  const answers = requests.map((one) => {
    const handled = handle(CONFIG, server, { ...one, user: USER }, NOW);
    ({ server } = handled);
    return handled.answer;
  });
  return { server, answers };
}

const at = (name: string, more: Partial<Request> = {}): Omit<Request, 'user'> => ({ verb: 'get', group: '', resource: 'pods', namespace: 'default', name, ...more });
const create = (object: ApiObject): Omit<Request, 'user'> => at(object.metadata.name ?? '', { verb: 'create', body: object });
const message = (answer: Answer | undefined): string => (answer !== undefined && 'failure' in answer ? `${answer.failure.code} ${answer.failure.message}` : 'ok');

describe('the API server', () => {
  it('gives each object a UID, a version and a time, and refuses what is there already', () => {
    const { answers } = play([create(pod('a')), create(pod('a')), at('b')]);
    expect(answers[0]).toMatchObject({ code: 201, object: { metadata: { resourceVersion: '2', creationTimestamp: '2026-01-01T00:00:00Z', generation: 1 }, status: { phase: 'Pending' } } });
    expect(message(answers[1])).toBe('409 pods "a" already exists');
    expect(message(answers[2])).toBe('404 pods "b" not found');
  });

  it('refuses an update of an older version, and stores nothing where nothing changes', () => {
    const { server, answers } = play([create(pod('a'))]);
    const first = (answers[0] as unknown as { object: Pod }).object;
    const labelled = { ...first, metadata: { ...first.metadata, labels: { a: 'b' } } };
    const after = play([at('a', { verb: 'update', body: labelled }), at('a', { verb: 'update', body: labelled }), at('a', { verb: 'patch', patch: { metadata: { labels: { a: 'b' } } } })], server);
    expect(after.answers.map(message)).toEqual([
      'ok', '409 Operation cannot be fulfilled on pods "a": the object has been modified; please apply your changes to the latest version and try again', 'ok',
    ]);
    expect(after.server.store.revision).toBe(server.store.revision + 1);
  });

  it('reads and writes the scale of a workload as an object of its own', () => {
    const web = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } } } } as unknown as ApiObject;
    const of = (more: Partial<Request>): Omit<Request, 'user'> => at('web', { group: 'apps', resource: 'replicasets', ...more });
    const patch = (spec: JsonObject): Omit<Request, 'user'> => of({ verb: 'patch', subresource: 'scale', patchType: 'merge', fieldValidation: 'Strict', patch: { spec } });
    const { answers } = play([of({ verb: 'create', body: web }), patch({ replicas: 3 }), patch({ replicas: -1 }), patch({ replicas: 'x' }), patch({ size: 1 }), of({})]);
    expect(answers[1]).toMatchObject({ object: { kind: 'Scale', spec: { replicas: 3 }, status: { selector: 'app=web' } } });
    expect(answers.slice(2, 5).map(message)).toEqual([
      '422 Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      expect.stringContaining('cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32'),
      expect.stringContaining('unknown field "spec.size"'),
    ]);
    expect(answers[5]).toMatchObject({ object: { kind: 'ReplicaSet', spec: { replicas: 3 } } });
  });

  it('lists in parts, as all was when the first one was read, and says when that is compacted', () => {
    const { server } = play(['a', 'b', 'c', 'd'].map((name) => create(pod(name))));
    const parts = (from: ApiServer, more: Partial<Request>): Answer => play([at('', { verb: 'list', limit: 2, ...more })], from).answers[0]!;
    const names = (answer: Answer): string[] => ('list' in answer ? answer.list.map(({ metadata }) => metadata.name ?? '') : []);
    const first = parts(server, {});
    const token = ('continue' in first && first.continue) || '';
    expect(first).toMatchObject({ remaining: 2, resourceVersion: '5' });
    expect(atob(token.replaceAll('-', '+').replaceAll('_', '/'))).toBe('{"v":"meta.k8s.io/v1","rv":5,"start":"/b\\u0000"}');
    const later = play([at('c', { verb: 'delete', deleteOptions: { gracePeriodSeconds: 0 } })], server).server;
    expect([names(first), names(parts(later, { continue: token })), names(parts(later, {}))]).toEqual([['a', 'b'], ['c', 'd'], ['a', 'b']]);
    expect(parts(later, { continue: token })).not.toHaveProperty('continue');
    const forgotten = { ...later, store: compact(later.store, 6) };
    const gone = parts(forgotten, { continue: token });
    expect(message(gone)).toContain('410 The provided continue parameter is too old to display a consistent list result.');
    expect(names(parts(forgotten, { continue: ('failure' in gone && gone.failure.continue) || '' }))).toEqual(['d']);
    expect(names(parts({ ...later, store: compact(later.store, 5) }, { continue: token }))).toEqual(['c', 'd']);
    expect(message(parts(server, { continue: 'x' }))).toContain('400 invalid continue token: continue key is not valid');
    expect(parts(server, { labelSelector: '!app' })).not.toHaveProperty('remaining');
  });

  it('keeps a running Pod for its grace period, and any object for its finalizers', () => {
    const bind = at('a', { verb: 'create', subresource: 'binding', body: { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'a' }, target: { name: 'n1' } } as unknown as ApiObject });
    const running = play([create(pod('a')), bind, at('a', { verb: 'delete' }), at('a'), at('a', { verb: 'delete', deleteOptions: { gracePeriodSeconds: 0 } }), at('a')]);
    expect(running.answers[3]).toMatchObject({ object: { metadata: { deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30, generation: 2 } } });
    expect(message(running.answers[5])).toContain('404');
    const held = play([create(pod('b', { finalizers: ['example.com/hold'] })), at('b', { verb: 'delete' }), at('b'), at('b', { verb: 'patch', patch: { metadata: { finalizers: null } } }), at('b')]);
    expect(held.answers.map(message)).toEqual(['ok', 'ok', 'ok', 'ok', '404 pods "b" not found']);
  });

  it('leaves the store alone on a dry run', () => {
    const { server } = play([create(pod('a'))]);
    const dry = play([{ ...create(pod('b')), dryRun: true }, at('a', { verb: 'delete', dryRun: true }), at('a', { verb: 'patch', patch: { metadata: { labels: { x: 'y' } } }, dryRun: true })], server);
    expect(dry.answers.map(message)).toEqual(['ok', 'ok', 'ok']);
    expect(dry.server.store).toBe(server.store);
  });

  it('tells a watch what its selector sees come and go, and 410 after a compaction', () => {
    const { server } = play([
      create(pod('a', { labels: { app: 'x' } })), create(pod('b')), at('b', { verb: 'patch', patch: { metadata: { labels: { app: 'x' } } } }),
      at('a', { verb: 'patch', patch: { metadata: { labels: { app: 'y' } } } }), at('b', { verb: 'delete' }),
    ]);
    const asked = { group: '', resource: 'pods', labelSelector: 'app=x', user: USER };
    const seen = watchSince(CONFIG, server.store, asked, 1, true);
    expect('events' in seen ? seen.events.map(({ type, object }) => `${type} ${object.metadata.name ?? ''}`) : seen).toEqual(
      ['ADDED a', 'ADDED b', 'DELETED a', 'MODIFIED b', 'DELETED b', 'BOOKMARK '],
    );
    expect(watchSince(CONFIG, compact(server.store, 4), asked, 2)).toMatchObject({ failure: { code: 410, message: 'too old resource version: 2 (5)' } });
  });

  it('never evicts beyond a budget', () => {
    const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace: 'default' }, spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } } } as ApiObject;
    const statusOf = (disruptionsAllowed: number) => ({ disruptionsAllowed, currentHealthy: 1 + disruptionsAllowed, desiredHealthy: 1, expectedPods: 3, observedGeneration: 1 });
    const ready = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }), (allowed, victims) => {
        const names = ['a', 'b', 'c'];
        const place = { group: 'policy', resource: 'poddisruptionbudgets', namespace: 'default', name: 'web' };
        const { server } = play([
          ...names.flatMap((name) => [create(pod(name, { labels: { app: 'web' } })), at(name, { verb: 'patch', subresource: 'status', patch: { status: ready } })]),
          { ...place, verb: 'create', body: budget }, { ...place, verb: 'patch', subresource: 'status', patch: { status: statusOf(allowed) } },
        ]);
        const after = play(victims.map((name) => at(name, { verb: 'create', subresource: 'eviction' })), server);
        const left = objectsIn(after.server.store.tables, 'pods').length;
        expect(3 - left).toBe(Math.min(allowed, new Set(victims).size));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its invariants whatever is asked of it', () => {
    const asked = fc.record({
      verb: fc.constantFrom('create' as const, 'update' as const, 'patch' as const, 'delete' as const, 'get' as const, 'list' as const, 'deletecollection' as const),
      name: fc.constantFrom('a', 'b', 'c'),
      resource: fc.constantFrom('pods', 'configmaps', 'namespaces', 'nothing'),
      finalizers: fc.constantFrom(undefined, [], ['example.com/hold']),
      deleteOptions: fc.constantFrom({}, { gracePeriodSeconds: 0 }, { propagationPolicy: 'Foreground' as const }, { propagationPolicy: 'Orphan' as const }),
      dryRun: fc.boolean(),
    });
    const kinds: Readonly<Record<string, string>> = { pods: 'Pod', configmaps: 'ConfigMap', namespaces: 'Namespace', nothing: 'Nothing' };
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 40 }), (requests) => {
        let server = EMPTY;
        for (const { name, resource, finalizers, ...rest } of requests) {
          const metadata = { name, ...(resource === 'namespaces' ? {} : { namespace: 'default' }), ...(finalizers === undefined ? {} : { finalizers }) };
          const body = { ...pod(name), kind: kinds[resource] ?? '', metadata } as ApiObject;
          const { revision } = server.store;
          const handled = handle(CONFIG, server, { ...rest, group: '', resource, name, namespace: 'default', body, patch: { metadata: { finalizers: finalizers ?? null } }, user: USER }, NOW);
          if (rest.dryRun || 'failure' in handled.answer) expect(handled.server.store.revision).toBe(revision);
          ({ server } = handled);
        }
        const uids = new Set<string>();
        for (const [resource] of byText.entries(server.store.tables)) {
          for (const { metadata } of objectsIn(server.store.tables, resource)) {
            expect(Number(metadata.resourceVersion)).toBeLessThanOrEqual(server.store.revision);
            expect(uids.has(metadata.uid ?? '')).toBe(false);
            uids.add(metadata.uid ?? '');
          }
        }
      }),
      { numRuns: 250 },
    );
  });
});
