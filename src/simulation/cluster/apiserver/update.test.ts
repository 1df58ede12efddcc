import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { emptyStore } from '../store/store';
import { handle } from './handle';
import type { Answer, ApiServer, Request } from './types';

const CONFIG = { registry: createRegistry(ALL_KINDS) };
const NOW = 1_767_225_600_000_000;
const EMPTY: ApiServer = { store: emptyStore(), random: { state: 7 } };

type Asked = Omit<Request, 'user'>;

const send = (server: ApiServer, asked: Asked) => handle(CONFIG, server, { ...asked, user: { username: 'somebody' } }, NOW);
const message = (answer: Answer): string => ('failure' in answer ? `${answer.failure.code} ${answer.failure.message}` : 'ok');
const object = (value: object): ApiObject => value as ApiObject;

/** A server that has the object, and where it is asked for. */
function having(group: string, resource: string, body: ApiObject): { readonly place: Omit<Asked, 'verb'>; readonly server: ApiServer; readonly stored: ApiObject } {
  const { name = '', namespace } = body.metadata;
  const place = { group, resource, name, ...(namespace === undefined ? {} : { namespace }) };
  const { server, answer } = send(EMPTY, { ...place, verb: 'create', body });
  if (!('object' in answer)) throw new Error(message(answer));
  return { place, server, stored: answer.object };
}

const CONFIG_MAP = object({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' }, data: { k: 'v' } });
const DEPLOYMENT = object({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
  spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'nginx' }] } } },
});

describe('an update', () => {
  const { place, server } = having('', 'configmaps', CONFIG_MAP);
  const put = (metadata: object): string => message(send(server, { ...place, verb: 'update', body: object({ ...CONFIG_MAP, metadata }) }).answer);
  const patch = (metadata: object) => send(server, { ...place, verb: 'patch', patchType: 'merge', patch: { metadata } as never }).answer;

  it('says which object it is about, its namespace first', () => {
    expect(put({})).toBe('400 the name of the object (a based on URL) was undeterminable: name must be provided');
    expect(put({ name: 'b' })).toBe('400 the name of the object (b) does not match the name on the URL (a)');
    expect(put({ name: 'b', namespace: 'other' })).toBe('400 the namespace of the provided object does not match the namespace sent on the request');
    expect(put({ name: 'a' })).toBe('ok');
  });

  it('has an uid as its precondition where it is a PUT; a patch finds it among all that is wrong', () => {
    expect(put({ name: 'a', uid: 'x' })).toContain('409 Operation cannot be fulfilled on configmaps "a": StorageError: invalid object, Code: 4, Key: /configmaps/default/a, ResourceVersion: 0');
    expect(message(patch({ uid: 'x', labels: { a: '-' } }))).toMatch(/^422 ConfigMap "a" is invalid: \[metadata\.labels: Invalid value: "-": .*, metadata\.uid: Invalid value: "x": field is immutable\]$/);
    expect(message(patch({ uid: 'x', resourceVersion: 'y' }))).toBe('500 strconv.ParseUint: parsing "y": invalid syntax');
  });

  it('checks the metadata as creation does, and leaves the generation to the server', () => {
    expect(message(patch({ generateName: '5%' }))).toContain(`metadata.generateName: Invalid value: "5%": may not contain '%'`);
    const answer = patch({ generation: 7 });
    expect('object' in answer ? answer.object.metadata.generation : answer).toBeUndefined();
  });

  it('has to say which version it is made from, where the kind wants it', () => {
    const lease = object({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'a', namespace: 'default' }, spec: { holderIdentity: 'x', leaseDurationSeconds: 15 } });
    const { place: at, server: with1, stored } = having('coordination.k8s.io', 'leases', lease);
    expect(message(send(with1, { ...at, verb: 'update', body: lease }).answer)).toBe('422 leases.coordination.k8s.io "a" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update');
    expect(message(send(with1, { ...at, verb: 'update', body: stored }).answer)).toBe('ok');
  });

  it('creates what there is not, where the kind allows it', () => {
    const role = object({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r', namespace: 'default', resourceVersion: '5' }, rules: [] });
    expect(send(EMPTY, { verb: 'update', group: 'rbac.authorization.k8s.io', resource: 'roles', namespace: 'default', name: 'r', body: role }).answer).toMatchObject({ code: 201, object: { metadata: { name: 'r' } } });
    expect(message(send(EMPTY, { ...place, verb: 'update', body: CONFIG_MAP }).answer)).toBe('404 configmaps "a" not found');
  });
});

describe('an update of a Scale', () => {
  const { place, server } = having('apps', 'deployments', DEPLOYMENT);
  const scale = (more: object, metadata: object = {}): string =>
    message(send(server, { ...place, subresource: 'scale', verb: 'update', body: object({ apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'web', ...metadata }, ...more }) }).answer);

  it('is refused with all that is wrong with the Scale', () => {
    expect(scale({ spec: { replicas: 3 } })).toBe('ok');
    expect(scale({ spec: { replicas: -1 } }, { generateName: 'Web-' })).toMatch(/^422 Scale\.autoscaling "web" is invalid: \[metadata\.generateName: .*, spec\.replicas: Invalid value: -1: must be greater than or equal to 0\]$/);
    expect(scale({ spec: { replicas: 3 } }, { uid: 'x' })).toContain('409 Operation cannot be fulfilled on deployments/scale.apps "web": Precondition failed: UID in precondition: x, UID in object meta: ');
    expect(message(send(server, { ...place, subresource: 'scale', verb: 'patch', patch: { metadata: { name: 'b' } } as never }).answer)).toBe('400 the name of the object (b) does not match the name on the URL (web)');
  });
});
