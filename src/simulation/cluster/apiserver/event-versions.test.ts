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
  const made = ask(server, { verb: 'create', group: 'events.k8s.io', name: 'web.2', body: { apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata: { name: 'web.2' }, regarding: { kind: 'Pod', name: 'web' }, note: 'Pulled' } as unknown as ApiObject });
  const read = ask(made.server, { name: 'web.2' }).answer;
  expect('object' in read ? read.object : read).toMatchObject({ apiVersion: 'v1', involvedObject: { name: 'web' }, message: 'Pulled' });
});
