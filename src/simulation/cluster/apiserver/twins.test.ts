import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { ApiObject } from '../../api';
import { bootCluster, defaultConfig } from '../default-cluster';
import { storeEvent } from '../events/shortcut';
import { objectsIn } from '../store/store';
import { handle } from './handle';
import type { ApiServer, Request } from './types';

const CONFIG = defaultConfig(createRegistry(ALL_KINDS));
const booted = bootCluster(CONFIG, 8, 1_767_225_600_000_000);
const { clock: { now } } = booted;
const user = { username: 'system:serviceaccount:kube-system:replicaset-controller', groups: ['system:serviceaccounts', 'system:authenticated'] };
const admin = { username: 'kubernetes-admin', groups: ['system:masters'] };

const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'u-1', controller: true, blockOwnerDeletion: true };
const specs = fc.record({
  containers: fc.array(fc.record({ name: fc.constantFrom('app', 'proxy'), image: fc.constantFrom('a:1', 'b'), resources: fc.constantFrom({}, { limits: { cpu: '1' } }) }), { minLength: 1, maxLength: 2 }).map((all) => all.map((one, at) => ({ ...one, name: `${one.name}-${at}` }))),
  initContainers: fc.constantFrom(undefined, [{ name: 'init', image: 'c:1' }]),
  volumes: fc.constantFrom(undefined, [{ name: 'tmp', emptyDir: {} }]),
  automountServiceAccountToken: fc.constantFrom(undefined, false),
  tolerations: fc.constantFrom(undefined, [{ operator: 'Exists' }]),
}).map((spec) => Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined)));

const asked = (spec: object, labels: object): Request => ({
  verb: 'create', group: '', resource: 'pods', namespace: 'default', user,
  body: { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'web-', namespace: 'default', labels, ownerReferences: [{ ...owner }] }, spec } as unknown as ApiObject,
});

describe('shortcuts through the server', () => {
  it('make of a Pod what the long way makes', () => {
    const limits = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'l', namespace: 'default' }, spec: { limits: [{ type: 'Container', default: { memory: '64Mi' } }] } } as unknown as ApiObject;
    const between: readonly Request[] = [
      { verb: 'create', group: '', resource: 'limitranges', namespace: 'default', user: admin, body: limits },
      { verb: 'patch', group: '', resource: 'namespaces', name: 'default', user: admin, patch: { metadata: { labels: { a: 'b' } } } },
      { verb: 'delete', group: '', resource: 'limitranges', namespace: 'default', name: 'l', user: admin },
    ];
    fc.assert(
      fc.property(specs, fc.array(fc.oneof(fc.constant(undefined), fc.constantFrom(...between)), { maxLength: 5 }), (spec, steps) => {
        let [short, long]: ApiServer[] = [booted.server, booted.server];
        const labels = { app: 'web' };
        for (const step of [undefined, ...steps, undefined]) {
          short = handle(CONFIG.server, short!, step ?? asked(spec, labels), now).server;
          // Another server has seen nothing like it, and a Pod of another template object is no twin.
          long = handle({ ...CONFIG.server }, long!, step ?? asked({ ...spec }, { ...labels }), now).server;
        }
        expect(objectsIn(short!.store.tables, 'pods')).toEqual(objectsIn(long!.store.tables, 'pods'));
        expect(short!.random).toEqual(long!.random);
      }),
      { numRuns: 60 },
    );
  });

  it('store an Event as the long way does', () => {
    fc.assert(
      fc.property(fc.constantFrom('default', 'kube-system', 'nowhere'), fc.constantFrom('e1', 'e2'), fc.nat(3), (namespace, name, count) => {
        const body = {
          apiVersion: 'v1', kind: 'Event', metadata: { name, namespace }, involvedObject: { kind: 'Pod', apiVersion: 'v1', name: 'p', uid: 'u', namespace }, reason: 'Started', message: 'm', type: 'Normal', count: count + 1,
          source: { component: 'replicaset-controller' }, reportingComponent: 'replicaset-controller', reportingInstance: '', firstTimestamp: '2026-01-01T00:00:00Z', lastTimestamp: '2026-01-01T00:00:00Z',
        } as unknown as ApiObject;
        const request: Request = { verb: 'create', group: '', resource: 'events', namespace, name, body, user };
        const short = storeEvent(CONFIG.server, booted.server, request, now);
        const long = handle(CONFIG.server, booted.server, request, now);
        if (short === undefined) expect('failure' in long.answer).toBe(true);
        else expect({ answer: short.answer, random: short.server.random, events: objectsIn(short.server.store.tables, 'events') }).toEqual({ answer: long.answer, random: long.server.random, events: objectsIn(long.server.store.tables, 'events') });
      }),
    );
  });
});
