import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { ALL_KINDS } from '../../api/kinds/all';
import type { JsonObject } from '../../api/patch/merge-patch';
import { createRegistry } from '../../api/registry';
import { byText } from '../../base/ordered-map';
import { loadCluster } from '../load/load';
import { bootCluster, defaultConfig } from '../default-cluster';
import { act, advance, beginHistory, replay, rewind } from '../history/history';
import { emptyStore, objectAt, tableOf } from '../store/store';
import { withObject } from '../store/table';
import { MANY_NOTES, MOST_NOTES, notesIn, withKnownManagers, writtenOf } from '../store/written';
import { handle } from './handle';
import { withManagers } from './managers';
import type { Answer, ApiServer, Request } from './types';

const CONFIG = defaultConfig(createRegistry(ALL_KINDS));
const { registry } = CONFIG.server;
/** No admission, so that no namespace has to be there. */
const SERVER = { registry };
const SECOND = 1_000_000;
const START = 1_767_225_600_000_000;
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const PLACES = {
  deployment: { group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', user },
  config: { group: '', resource: 'configmaps', namespace: 'default', name: 'web', user },
} as const;
const TABLES = { deployment: 'deployments.apps', config: 'configmaps' } as const;
type What = keyof typeof PLACES;

const deployment = (image: string, replicas?: number): ApiObject => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
  spec: { ...(replicas === undefined ? {} : { replicas }), selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image }] } } },
}) as unknown as ApiObject;
const config = (data: object): ApiObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'default' }, data }) as unknown as ApiObject;

type Asked = Omit<Request, 'user' | 'group' | 'resource'> & { readonly what: What };
const sent = ({ what, ...asked }: Asked): Request => ({ ...PLACES[what], ...asked });

const MANAGERS = ['kubectl-create', 'kubectl-edit', 'kubectl', 'ci', 'helm'] as const;
const managers = fc.constantFrom(...MANAGERS);
const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'), { maxKeys: 3 });
const images = fc.constantFrom('app:1', 'app:2');
const counts = fc.option(fc.nat(3), { nil: undefined });

/** Whoever writes, however. */
const writes: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({ fieldManager: managers, patch: values }).map(({ fieldManager, patch }): Asked => ({ what: 'config', verb: 'patch', patch: { data: patch }, fieldManager })),
  fc.record({ fieldManager: managers, data: values }).map(({ fieldManager, data }): Asked => ({ what: 'config', verb: 'update', body: config(data), fieldManager })),
  fc.record({ fieldManager: managers, data: values, force: fc.boolean() }).map(({ fieldManager, data, force }): Asked => ({ what: 'config', verb: 'patch', patchType: 'apply', patch: config(data) as unknown as JsonObject, fieldManager, force })),
  fc.constant<Asked>({ what: 'config', verb: 'patch', patch: { metadata: { managedFields: [{}] } } }),
  fc.record({ fieldManager: managers, image: images }).map(({ fieldManager, image }): Asked => ({ what: 'deployment', verb: 'patch', patchType: 'strategic', patch: { spec: { template: { spec: { containers: [{ name: 'app', image }] } } } }, fieldManager })),
  fc.record({ fieldManager: managers, labels: values }).map(({ fieldManager, labels }): Asked => ({ what: 'deployment', verb: 'patch', patch: { metadata: { labels } }, fieldManager })),
  fc.record({ fieldManager: managers, replicas: fc.nat(3) }).map(({ fieldManager, replicas }): Asked => ({ what: 'deployment', verb: 'patch', subresource: 'scale', patch: { spec: { replicas } }, fieldManager })),
  fc.nat(3).map((readyReplicas): Asked => ({ what: 'deployment', verb: 'patch', subresource: 'status', patch: { status: { readyReplicas, replicas: 3 } }, fieldManager: 'kube-controller-manager' })),
  fc.record({ fieldManager: managers, image: images, replicas: counts, force: fc.boolean() }).map(({ fieldManager, image, replicas, force }): Asked => ({ what: 'deployment', verb: 'patch', patchType: 'apply', patch: deployment(image, replicas) as unknown as JsonObject, fieldManager, force })),
  fc.constantFrom<What>('config', 'deployment').map((what): Asked => ({ what, verb: 'delete' })),
  fc.constantFrom<What>('config', 'deployment').map((what): Asked => ({ what, verb: 'create', body: what === 'config' ? config({ a: '1' }) : deployment('app:1', 1), fieldManager: 'kubectl-create' })),
);

const said = (answer: Answer): unknown => ('failure' in answer ? answer.failure.message : 'ok');
const kept = ({ store }: ApiServer, what: What): ApiObject | undefined => objectAt(store.tables, TABLES[what], 'default/web');
const shown = (server: ApiServer, what: What) => {
  const object = kept(server, what);
  return object === undefined ? undefined : withManagers(registry, object).metadata.managedFields;
};

/** A server that works out who owns what after each write. */
function eager(server: ApiServer): ApiServer {
  const { store } = server;
  const tables = (['config', 'deployment'] as const).reduce((all, what) => {
    const object = kept(server, what);
    if (object === undefined) return all;
    const known = withKnownManagers(withManagers(registry, object));
    return byText.set(all, TABLES[what], withObject(tableOf(all, TABLES[what]), 'default/web', known));
  }, store.tables);
  return { ...server, store: { ...store, tables } };
}

const EMPTY: ApiServer = { store: emptyStore(), random: { state: 7 } };
const ask = (server: ApiServer, asked: Asked, at = 0) => handle(SERVER, server, sent(asked), START + at * SECOND);
const play = (asked: readonly Asked[]): ApiServer => asked.reduce((server, one, at) => ask(server, one, at).server, EMPTY);
const patchBy = (fieldManager: string, key: string): Asked => ({ what: 'config', verb: 'patch', patch: { data: { [key]: 'v' } }, fieldManager });
const made: Asked = { what: 'config', verb: 'create', body: config({ a: '1' }), fieldManager: 'kubectl-create' };

describe('who owns which field', () => {
  it('is the same whether it is worked out at each write or when somebody asks', () => {
    fc.assert(
      fc.property(fc.array(writes, { minLength: 1, maxLength: 24 }), (asked) => {
        let [lazy, known] = [EMPTY, EMPTY];
        asked.forEach((one, at) => {
          const [a, b] = [ask(lazy, one, at), ask(known, one, at)];
          expect(said(a.answer)).toEqual(said(b.answer));
          [lazy, known] = [a.server, eager(b.server)];
          expect(lazy.store.revision).toBe(known.store.revision);
        });
        for (const what of ['config', 'deployment'] as const) expect(shown(lazy, what)).toEqual(shown(known, what));
      }),
      { numRuns: 30 },
    );
  });

  it('is the same where managers repeat what they write', () => {
    const status = fc.record({ fieldManager: fc.constantFrom('kube-controller-manager', 'ci'), readyReplicas: fc.nat(3), replicas: fc.nat(1), reason: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }) });
    const asked = status.map(({ fieldManager, reason, ...counts }): Asked => ({ what: 'deployment', verb: 'patch', subresource: 'status', fieldManager, patch: { status: { ...counts, ...(reason === undefined ? {} : { conditions: [{ type: 'Available', status: 'True', reason }] }) } } }));
    fc.assert(
      fc.property(fc.array(asked, { minLength: 6, maxLength: 30 }), (all) => {
        const created: Asked = { what: 'deployment', verb: 'create', body: deployment('app:1', 1), fieldManager: 'kubectl-create' };
        let [lazy, known] = [EMPTY, EMPTY];
        [created, ...all].forEach((one, at) => ([lazy, known] = [ask(lazy, one, at).server, eager(ask(known, one, at).server)]));
        expect(shown(lazy, 'deployment')).toEqual(shown(known, 'deployment'));
      }),
      { numRuns: 100 },
    );
  });

  it('needs no more notes for what a manager writes again and again', () => {
    const renewed = play([made, ...Array.from({ length: 50 }, (_, at): Asked => ({ what: 'config', verb: 'patch', patch: { data: { a: String(at + 2) } }, fieldManager: 'kubelet' }))]);
    expect(notesIn(writtenOf(kept(renewed, 'config')))).toBe(MANY_NOTES);
    expect((shown(renewed, 'config') ?? []).map(({ manager, time }) => [manager, time])).toEqual([['kubectl-create', '2026-01-01T00:00:00Z'], ['kubelet', '2026-01-01T00:00:50Z']]);
  });

  it('is known from the first write on, and named in a conflict', () => {
    const conflict = ask(play([made]), { what: 'config', verb: 'patch', patchType: 'apply', patch: config({ a: '2' }) as unknown as JsonObject, fieldManager: 'kubectl' });
    expect(said(conflict.answer)).toBe('Apply failed with 1 conflict: conflict with "kubectl-create" using v1: .data.a');
  });

  it('is told only to who looks at it', () => {
    const server = play([made]);
    const [plain, managed] = [false, true].map((looks) => ask(server, { what: 'config', verb: 'get', ...(looks ? { managers: true } : {}) }).answer as { readonly object: ApiObject });
    expect(plain?.object.metadata.managedFields).toBeUndefined();
    expect(managed?.object.metadata.managedFields).toEqual([
      { manager: 'kubectl-create', operation: 'Update', apiVersion: 'v1', time: '2026-01-01T00:00:00Z', fieldsType: 'FieldsV1', fieldsV1: { 'f:data': { '.': {}, 'f:a': {} } } },
    ]);
    expect(kept(server, 'config')?.metadata.managedFields).toBeUndefined();
  });

  it('says ten managers by update, and takes older ones together', () => {
    const server = play([made, ...Array.from({ length: 13 }, (_, at) => patchBy(`m${at + 1}`, `k${at + 1}`))]);
    const entries = shown(server, 'config') ?? [];
    expect(entries.map(({ manager }) => manager)).toEqual(['ancient-changes', ...Array.from({ length: 9 }, (_, at) => `m${at + 5}`)]);
    expect(entries[0]?.fieldsV1).toEqual({ 'f:data': { '.': {}, 'f:a': {}, 'f:k1': {}, 'f:k2': {}, 'f:k3': {}, 'f:k4': {} } });
  });

  it('never keeps more notes than it may, however often an object is written', () => {
    const server = play([made, ...Array.from({ length: 100 }, (_, at): Asked => ({ what: 'config', verb: 'patch', patch: { data: { a: String(at) } }, fieldManager: at % 2 === 0 ? 'ci' : 'kubelet' }))]);
    expect(notesIn(writtenOf(kept(server, 'config')))).toBeLessThanOrEqual(MOST_NOTES + 1);
    expect((shown(server, 'config') ?? []).map(({ manager, time }) => [manager, time])).toEqual([['kubectl-create', '2026-01-01T00:00:00Z'], ['kubelet', '2026-01-01T00:01:40Z']]);
  });

  it('is forgotten where a client asks for it', () => {
    const server = play([made, { what: 'config', verb: 'patch', patch: { metadata: { managedFields: [{}] } } }, patchBy('ci', 'b')]);
    expect(shown(server, 'config')).toBeUndefined();
    const conflict = ask(server, { what: 'config', verb: 'patch', patchType: 'apply', patch: config({ a: '2' }) as unknown as JsonObject, fieldManager: 'kubectl' });
    expect(said(conflict.answer)).toContain('"before-first-apply"');
  });

  it('comes back by a rewind and a replay, and goes along with a dump', () => {
    const input = (asked: Asked) => ({ kind: 'request', request: sent(asked) }) as const;
    const booted = bootCluster(CONFIG, 3, START);
    const begun = beginHistory(booted);
    const first = advance(CONFIG, act(CONFIG, begun, input({ what: 'deployment', verb: 'create', body: deployment('app:1', 1), fieldManager: 'kubectl-create' })).history, START + 20 * SECOND).history;
    const later = advance(CONFIG, act(CONFIG, first, input({ what: 'deployment', verb: 'patch', subresource: 'scale', patch: { spec: { replicas: 3 } }, fieldManager: 'kubectl' })).history, START + 40 * SECOND).history;
    const names = (server: ApiServer) => (shown(server, 'deployment') ?? []).map(({ manager, subresource = '' }) => `${manager}/${subresource}`).sort();
    expect(names(later.cluster.server)).toEqual(['kube-controller-manager/status', 'kubectl-create/', 'kubectl/scale']);
    expect(names(rewind(CONFIG, later, START + 20 * SECOND - 1).cluster.server)).toEqual(['kube-controller-manager/status', 'kubectl-create/']);
    expect(shown(replay(CONFIG, booted, later.log, later.cluster.clock.now).cluster.server, 'deployment')).toEqual(shown(later.cluster.server, 'deployment'));
    const { cluster } = loadCluster(CONFIG, { objects: [withManagers(registry, kept(later.cluster.server, 'deployment')!)] });
    expect(shown(cluster.server, 'deployment')).toEqual(shown(later.cluster.server, 'deployment'));
  });
});
