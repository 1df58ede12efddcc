import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { discoveryDocument } from './discovery';

interface Documented {
  readonly resources: readonly { readonly name: string }[];
}

describe('a discovery document', () => {
  const registry = createRegistry(ALL_KINDS);

  it('has the resources of a group version with the hash of what is stored', () => {
    const { resources, ...rest } = discoveryDocument(registry, '/api/v1') as Documented;
    expect(rest).toEqual({ kind: 'APIResourceList', groupVersion: 'v1' });
    expect(resources.find(({ name }) => name === 'pods')).toEqual({ name: 'pods', singularName: 'pod', namespaced: true, kind: 'Pod', verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'], shortNames: ['po'], categories: ['all'], storageVersionHash: 'xPOwRZ+Yhw8=' });
    expect((discoveryDocument(registry, '/apis/apps/v1') as Documented).resources.find(({ name }) => name === 'deployments/scale')).toMatchObject({ group: 'autoscaling', version: 'v1', kind: 'Scale' });
  });

  it('has the versions of a group, and is not there for what is not served', () => {
    expect(discoveryDocument(registry, '/apis/apps')).toEqual({ kind: 'APIGroup', apiVersion: 'v1', name: 'apps', versions: [{ groupVersion: 'apps/v1', version: 'v1' }], preferredVersion: { groupVersion: 'apps/v1', version: 'v1' } });
    for (const path of ['/apis/example.com/v1', '/apis/nobody', '/readyz', '/apis/apps/v1/deployments']) expect(discoveryDocument(registry, path)).toBeUndefined();
  });
});
