import { beforeEach, describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api/types';
import { emptyStore } from '../../store/store';
import { handle } from '../handle';
import type { ApiServer, ServerConfig } from '../types';
import { apiOverHttp } from './serve';
import type { ApiDoor, HttpRequest } from './types';

const registry = createRegistry(ALL_KINDS);
const CONFIG: ServerConfig = { registry };
const NOW = 1_767_225_600_000_000;

let server: ApiServer;
beforeEach(() => {
  server = { store: emptyStore(), random: { state: 7 } };
});

const door = (config = CONFIG): ApiDoor => ({
  registry: () => registry,
  ask: (request) => {
    const handled = handle(config, server, request, NOW);
    server = handled.server;
    return handled.answer;
  },
});

const ask = (method: string, path: string, more: Partial<HttpRequest> = {}, agent = 'curl/8.14.1', config = CONFIG) =>
  apiOverHttp(door(config), { method, path, ...more, headers: [['User-Agent', agent], ...(more.headers ?? [])] }, { username: 'jane' });
const JSON_BODY = { headers: [['Content-Type', 'application/json']] as const };
const MAPS = '/api/v1/namespaces/default/configmaps';
const status = (body: string): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>;

describe('an API over HTTP', () => {
  it('is written to and read from with nothing but paths and JSON', () => {
    const made = ask('POST', MAPS, { ...JSON_BODY, body: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"data":{"b":"1","a":"2"}}' });
    expect(made.status).toBe(201);
    expect(status(made.body)).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'x', namespace: 'default', managedFields: [{ manager: 'curl', operation: 'Update' }] }, data: { a: '2', b: '1' } });
    expect(made.body).toMatch(/^\{\n {2}"kind": "ConfigMap",\n {2}"apiVersion": "v1",\n {2}"metadata": \{\n {4}"name": "x",/);
    expect(made.body.endsWith('}')).toBe(true);
    const patched = ask('PATCH', `${MAPS}/x`, { headers: [['Content-Type', 'application/merge-patch+json']], body: '{"data":{"c":"3"}}' });
    expect(status(patched.body)['data']).toEqual({ a: '2', b: '1', c: '3' });
    const put = ask('PUT', `${MAPS}/x`, { ...JSON_BODY, body: '{"metadata":{"name":"x"}}' });
    expect(status(put.body)['data']).toBeUndefined();
    expect(status(ask('DELETE', `${MAPS}/x`).body)).toMatchObject({ kind: 'Status', status: 'Success', details: { name: 'x', kind: 'configmaps' } });
    expect(ask('GET', `${MAPS}/x`).status).toBe(404);
  });

  it('is written closely to a program, and as it asks', () => {
    ask('POST', MAPS, { ...JSON_BODY, body: '{"metadata":{"name":"x"}}' });
    const list = ask('GET', `${MAPS}?limit=1`, {}, 'Go-http-client/2.0');
    expect(list.body).toMatch(/^\{"kind":"ConfigMapList","apiVersion":"v1","metadata":\{"resourceVersion":"\d+"\},"items":\[\{"metadata":\{"name":"x",.*\n$/);
    expect(ask('GET', `${MAPS}?pretty=true`, {}, 'Go-http-client/2.0').body).toContain('\n  "items": [');
    expect(ask('GET', `${MAPS}?pretty=false`).body).not.toContain('\n  ');
  });

  it('tries what it is asked to try, and warns of unknown fields', () => {
    const tried = ask('POST', `${MAPS}?dryRun=All`, { ...JSON_BODY, body: '{"metadata":{"name":"q"},"foo":1}' });
    expect(tried.status).toBe(201);
    expect(tried.headers).toContainEqual(['Warning', '299 - "unknown field \\"foo\\""']);
    expect(ask('GET', `${MAPS}/q`).status).toBe(404);
  });

  // As a kube-apiserver 1.36.3 has answered them.
  it.each<[string, string, Partial<HttpRequest>, number, object]>([
    ['GET', `${MAPS}/x`, {}, 404, { message: 'configmaps "x" not found', reason: 'NotFound', details: { name: 'x', kind: 'configmaps' } }],
    ['GET', '/apis/apps/v1/namespaces/default/deployments/x', {}, 404, { message: 'deployments.apps "x" not found', details: { name: 'x', group: 'apps', kind: 'deployments' } }],
    ['GET', '/api/v1/foos', {}, 404, { message: 'the server could not find the requested resource', details: {} }],
    ['POST', MAPS, { headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: '{}' }, 415, { reason: 'UnsupportedMediaType', message: 'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf' }],
    ['PATCH', `${MAPS}/x`, { ...JSON_BODY, body: '{}' }, 415, { message: '415: Unsupported Media Type', details: {} }],
    ['POST', `${MAPS}/x`, { ...JSON_BODY, body: '{}' }, 405, { message: 'the server does not allow this method on the requested resource', reason: 'MethodNotAllowed', details: {} }],
    ['PUT', MAPS, { ...JSON_BODY, body: '{}' }, 405, { reason: 'MethodNotAllowed', details: {} }],
    ['POST', MAPS, { ...JSON_BODY, body: '{"a"' }, 400, { message: 'the object provided is unrecognized (must be of type ConfigMap): couldn\'t get version/kind; json parse error: unexpected end of JSON input ({"a")' }],
    ['POST', MAPS, { ...JSON_BODY, body: '{"a":tru}' }, 400, { message: 'the object provided is unrecognized (must be of type ConfigMap): couldn\'t get version/kind; json parse error: invalid character \'}\' in literal true (expecting \'e\') ({"a":tru})' }],
    ['POST', MAPS, { ...JSON_BODY, body: '[1]' }, 400, { message: 'the object provided is unrecognized (must be of type ConfigMap): couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" } (5b315d)' }],
    ['POST', MAPS, { ...JSON_BODY }, 400, { message: 'the object provided is unrecognized (must be of type ConfigMap): couldn\'t get version/kind; json parse error: unexpected end of JSON input (<empty>)' }],
    ['POST', MAPS, { ...JSON_BODY, body: '{}' }, 422, { reason: 'Invalid', message: 'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required', details: { kind: 'ConfigMap', causes: [{ reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field: 'metadata.name' }] } }],
    ['POST', MAPS, { ...JSON_BODY, body: '{"kind":"Pod","apiVersion":"v1"}' }, 400, { message: 'Pod in version "v1" cannot be handled as a ConfigMap: converting (v1.Pod) to (core.ConfigMap): unknown conversion' }],
    ['POST', MAPS, { ...JSON_BODY, body: '{"kind":"ConfigMap","apiVersion":"v2"}' }, 400, { message: 'ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"' }],
    ['POST', MAPS, { ...JSON_BODY, body: '{"metadata":{"name":"q"},"data":{"a":1}}' }, 400, { message: 'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string' }],
    ['POST', `${MAPS}?fieldValidation=Strict`, { ...JSON_BODY, body: '{"metadata":{"name":"q"},"foo":1}' }, 400, { message: 'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "foo"' }],
    ['POST', `${MAPS}?dryRun=Foo`, { ...JSON_BODY, body: '{}' }, 422, { message: 'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Foo"]: supported values: "All"', details: { group: 'meta.k8s.io', kind: 'CreateOptions', causes: [{ reason: 'FieldValueNotSupported', message: 'Unsupported value: ["Foo"]: supported values: "All"', field: 'dryRun' }] } }],
    ['DELETE', `${MAPS}/zz?propagationPolicy=Foo`, {}, 422, { message: 'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Foo": supported values: "Foreground", "Background", "Orphan", "nil"' }],
    ['GET', '/api/v1/pods?limit=x', {}, 400, { message: 'strconv.ParseInt: parsing "x": invalid syntax', reason: 'BadRequest' }],
    ['PATCH', `${MAPS}/x`, { headers: [['Content-Type', 'application/json-patch+json']], body: '{"a":1}' }, 400, { message: 'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp' }],
    ['GET', '/api/v1/namespaces/default/pods/x/exec', {}, 400, { message: 'Upgrade request required' }],
    ['POST', '/version', {}, 405, { reason: 'MethodNotAllowed' }],
  ])('%s %s is refused', (method, path, more, code, said) => {
    const answered = ask(method, path, more);
    expect(answered.status).toBe(code);
    expect(status(answered.body)).toMatchObject({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, ...said });
  });

  it.each([['/nothing', 404], ['/apis/foo/v1/foos', 404], ['/livez/nope', 404]])('says no more of %s than that it is not there', (path, code) => {
    expect(ask('GET', path)).toMatchObject({ status: code, body: '404 page not found\n' });
  });

  it('lists its paths, says what it is and whether it is well', () => {
    const { paths } = JSON.parse(ask('GET', '/').body) as { readonly paths: readonly string[] };
    expect(paths).toEqual([...paths].sort());
    expect(paths).toEqual(expect.arrayContaining(['/api/v1', '/apis/apps', '/apis/apps/v1', '/healthz/etcd', '/livez/ping', '/readyz/shutdown', '/version']));
    expect(ask('GET', '/livez')).toMatchObject({ status: 200, body: 'ok' });
    expect(status(ask('GET', '/apis/batch').body)).toMatchObject({ kind: 'APIGroup', name: 'batch' });
    expect(status(ask('GET', '/version').body)).toMatchObject({ major: '1', gitVersion: 'v1.36.3' });
  });

  it('says who may not before it says what is not there', () => {
    const config: ServerConfig = { registry, authorize: () => ({ code: 403, reason: 'Forbidden', message: 'foos is forbidden: User "jane" cannot list resource "foos" in API group "" at the cluster scope' }) };
    expect(status(ask('GET', '/api/v1/foos', {}, 'curl/8', config).body)).toMatchObject({ code: 403, details: { kind: 'foos' } });
  });

  it('gives back what its storage gives back', () => {
    ask('POST', '/api/v1/namespaces/default/serviceaccounts', { ...JSON_BODY, body: '{"metadata":{"name":"x"}}' });
    expect(status(ask('DELETE', '/api/v1/namespaces/default/serviceaccounts/x').body)).toMatchObject({ kind: 'ServiceAccount', metadata: { name: 'x' } });
  });

  it.each(['null', '{}', '{"metadata":null}', '{"metadata":5}', '{"metadata":{"name":"x"},"spec":null}', '{"status":5}', '{"preconditions":null}', '[null]', '[{"op":5}]', '"a"'])('answers whatever is sent: %s', (body) => {
    ask('POST', '/apis/apps/v1/namespaces/default/deployments', { ...JSON_BODY, body: '{"metadata":{"name":"x"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}' });
    ask('POST', '/api/v1/namespaces/default/pods', { ...JSON_BODY, body: '{"metadata":{"name":"x"},"spec":{"containers":[{"name":"c","image":"i"}]}}' });
    const one = '/apis/apps/v1/namespaces/default/deployments/x';
    const paths = [MAPS, one, `${one}/scale`, `${one}/status`, ...['', '/eviction', '/binding', '/status', '/resize'].map((end) => `/api/v1/namespaces/default/pods/x${end}`), '/api/v1/namespaces/default/serviceaccounts/x/token'];
    for (const path of paths) {
      for (const method of ['POST', 'PUT', 'DELETE']) expect(ask(method, `${path}?dryRun=All`, { ...JSON_BODY, body }).status).toBeGreaterThanOrEqual(200);
      for (const kind of ['json-patch+json', 'merge-patch+json', 'strategic-merge-patch+json', 'apply-patch+yaml']) expect(ask('PATCH', `${path}?dryRun=All&fieldManager=m`, { headers: [['Content-Type', `application/${kind}`]], body }).status).toBeGreaterThanOrEqual(200);
    }
    expect(ask('PUT', '/api/v1/namespaces/default/pods/x/eviction', { ...JSON_BODY, body }).status).toBe(405);
  });

  it('sends a watch what is there, then each change, in lines', () => {
    const make = (name: string) => ask('POST', MAPS, { ...JSON_BODY, body: JSON.stringify({ metadata: { name } }) });
    const events = (text: string): readonly string[] => text.trimEnd().split('\n').filter((line) => line !== '').map((line) => {
      const { type, object } = JSON.parse(line) as { readonly type: string; readonly object: { readonly kind: string; readonly metadata: { readonly name?: string }; readonly reason?: string } };
      return `${type} ${object.kind} ${object.metadata.name ?? object.reason ?? ''}`;
    });
    make('a');
    const { status: code, body, stream } = ask('GET', `${MAPS}?watch=true&timeoutSeconds=9`);
    expect([code, events(body), stream?.seconds]).toEqual([200, ['ADDED ConfigMap a'], 9]);
    expect(stream?.next().text).toBe('');
    make('b');
    ask('DELETE', `${MAPS}/a`);
    expect(events(stream?.next().text ?? '')).toEqual(['ADDED ConfigMap b', 'DELETED ConfigMap a']);
    expect(stream?.next().text).toBe('');
    // From a version on; from one that is compacted, no more.
    expect(events(ask('GET', `${MAPS}?watch=1&resourceVersion=${server.store.revision - 1}`).body)).toEqual(['DELETED ConfigMap a']);
    server = { ...server, store: { ...server.store, compacted: server.store.revision } };
    const late = ask('GET', `${MAPS}?watch=1&resourceVersion=1`);
    expect([late.status, events(late.body), late.stream]).toEqual([200, ['ERROR Status Expired'], undefined]);
  });

  it('refuses to follow a log that is not there', () => {
    expect(ask('GET', '/api/v1/namespaces/default/pods/x/log?follow=true')).toMatchObject({ status: 404 });
  });

  it('goes on with a list where its part ended', () => {
    for (const name of ['a', 'b', 'c']) ask('POST', MAPS, { ...JSON_BODY, body: JSON.stringify({ metadata: { name } }) });
    const first = JSON.parse(ask('GET', `${MAPS}?limit=1`).body) as { readonly metadata: { readonly continue: string; readonly remainingItemCount: number } };
    expect(first.metadata.remainingItemCount).toBe(2);
    expect(atob(first.metadata.continue)).toMatch(/"start":"\/a\\u0000"/);
    const rest = JSON.parse(ask('GET', `${MAPS}?limit=9&continue=${first.metadata.continue}`).body) as { readonly items: readonly ApiObject[] };
    expect(rest.items.map(({ metadata }) => metadata.name)).toEqual(['b', 'c']);
  });
});
