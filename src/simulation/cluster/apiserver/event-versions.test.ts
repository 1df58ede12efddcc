import { expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { emptyStore } from '../store/store';
import { handle } from './handle';
import type { ApiServer, Request } from './types';

const CONFIG = { registry: createRegistry(ALL_KINDS) };
const EMPTY: ApiServer = { store: emptyStore(), random: { state: 7 } };
const ask = (server: ApiServer, more: Partial<Request>) => handle(CONFIG, server, { verb: 'get', group: '', resource: 'events', namespace: 'default', user: { username: 'somebody' }, ...more }, 1_767_225_600_000_000);

it('an Event is the same in v1 and in events.k8s.io/v1', () => {
  const event = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'web.1', namespace: 'default' }, involvedObject: { kind: 'Pod', name: 'web' }, message: 'Container started', reason: 'Started', type: 'Normal', count: 2, source: { component: 'kubelet' } };
  const { server } = ask(EMPTY, { verb: 'create', name: 'web.1', body: event as unknown as ApiObject });
  const { answer } = ask(server, { verb: 'list', group: 'events.k8s.io' });
  expect('list' in answer ? answer.list : answer).toMatchObject([{ apiVersion: 'events.k8s.io/v1', regarding: { kind: 'Pod', name: 'web' }, note: 'Container started', reason: 'Started', deprecatedCount: 2, deprecatedSource: { component: 'kubelet' } }]);
  const rest = { reason: 'Pulled', type: 'Normal', action: 'Pull', eventTime: '2026-01-01T00:00:00.000000Z', reportingController: 'kubelet', reportingInstance: 'node-1' };
  const made = ask(server, { verb: 'create', group: 'events.k8s.io', name: 'web.2', body: { apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata: { name: 'web.2' }, regarding: { kind: 'Pod', name: 'web' }, note: 'Pulled', ...rest } as unknown as ApiObject });
  const read = ask(made.server, { name: 'web.2' }).answer;
  expect('object' in read ? read.object : read).toMatchObject({ apiVersion: 'v1', involvedObject: { name: 'web' }, message: 'Pulled' });
});

it.each([
  ['', 'involvedObject.name=web,reason=Started', ['web.1']], ['', 'source=default-scheduler', ['web.2']], ['', 'reportingComponent=default-scheduler', ['web.2']],
  ['events.k8s.io', 'regarding.name=web,reason=Started', ['web.1']], ['events.k8s.io', 'reportingController=default-scheduler', ['web.2']],
  ['events.k8s.io', 'source=kubelet', 'field label not supported: source'], ['events.k8s.io', 'involvedObject.name=web', 'field label not supported: involvedObject.name'],
])('Events of the group "%s" by %s', (group, fieldSelector, found) => {
  const event = (name: string, more: object): ApiObject => ({ apiVersion: 'v1', kind: 'Event', metadata: { name, namespace: 'default' }, involvedObject: { kind: 'Pod', name: 'web' }, type: 'Normal', ...more }) as unknown as ApiObject;
  const first = ask(EMPTY, { verb: 'create', name: 'web.1', body: event('web.1', { reason: 'Started', source: { component: 'kubelet' } }) }).server;
  const both = ask(first, { verb: 'create', name: 'web.2', body: event('web.2', { reason: 'Scheduled', source: {}, reportingComponent: 'default-scheduler' }) }).server;
  const { answer } = ask(both, { verb: 'list', group, fieldSelector });
  expect('list' in answer ? answer.list.map(({ metadata }) => metadata.name) : 'failure' in answer ? answer.failure.message : answer).toEqual(found);
});

it('a list in the other version says who has written its objects', () => {
  const body = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'web.1', namespace: 'default' }, involvedObject: { kind: 'Pod', name: 'web' } } as unknown as ApiObject;
  const { server } = ask(EMPTY, { verb: 'create', name: 'web.1', body, userAgent: 'kubelet/v1.36.3', managers: true } as Partial<Request>);
  const { answer } = ask(server, { verb: 'list', group: 'events.k8s.io', managers: true });
  expect('list' in answer ? answer.list : answer).toMatchObject([{ apiVersion: 'events.k8s.io/v1', metadata: { managedFields: [{ apiVersion: 'v1', operation: 'Update' }] } }]);
});
