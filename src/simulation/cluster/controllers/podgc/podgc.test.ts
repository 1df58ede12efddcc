import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject, Pod } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import { newCluster, request, runUntil } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../cluster';
import { anyController } from '../../control/controller';
import { podGcController } from '.';

const CONFIG: ClusterConfig = { server: { registry: createRegistry(ALL_KINDS) }, controllers: [anyController(podGcController)] };
const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const USER = { username: 'somebody' };
const TAINT = { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' };

function create(cluster: Cluster, resource: string, body: object, namespace?: string): Cluster {
  const { name = '' } = (body as ApiObject).metadata;
  return request(CONFIG, cluster, { verb: 'create', group: '', resource, name, ...(namespace === undefined ? {} : { namespace }), body: body as ApiObject, user: USER }).cluster;
}

/** A Pod on a node that is not ready and out of service, being deleted by the taint manager. */
function withPod(): Cluster {
  let cluster = create(newCluster(CONFIG, 1, START), 'nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' }, spec: { taints: [TAINT] } });
  cluster = request(CONFIG, cluster, { verb: 'patch', group: '', resource: 'nodes', name: 'n1', subresource: 'status', patch: { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }, user: USER }).cluster;
  cluster = create(cluster, 'pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' }, spec: { nodeName: 'n1', containers: [{ name: 'app', image: 'app:1' }] } }, 'default');
  const conditions: JsonObject[] = [{ type: 'Ready', status: 'False' }, { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager' }];
  cluster = request(CONFIG, cluster, { verb: 'patch', group: '', resource: 'pods', namespace: 'default', name: 'p', subresource: 'status', patch: { status: { phase: 'Running', conditions } }, user: USER }).cluster;
  return request(CONFIG, cluster, { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name: 'p', user: USER }).cluster;
}

describe('the Pods of a node that is out of service', () => {
  it('are marked as failed and deleted, and keep the condition that says who ended them', () => {
    const { cluster, happened } = runUntil(CONFIG, withPod(), START + 21 * SECOND, 1_000);
    const written = happened.flatMap((one) => (one.kind === 'request' && one.request.resource === 'pods' && 'object' in one.answer ? [one.answer.object as Pod] : []));
    expect(written.find(({ status }) => status?.phase === 'Failed')?.status?.conditions).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'DisruptionTarget', reason: 'DeletionByTaintManager' })]));
    expect(request(CONFIG, cluster, { verb: 'get', group: '', resource: 'pods', namespace: 'default', name: 'p', user: USER }).answer).toHaveProperty('failure.reason', 'NotFound');
  });

  it('of a node that has gone say so, and which of their versions was seen', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'kept', namespace: 'default', finalizers: ['example.com/keep'] }, spec: { nodeName: 'gone', containers: [{ name: 'app', image: 'app:1' }] } };
    const { cluster } = runUntil(CONFIG, create(newCluster(CONFIG, 1, START), 'pods', pod, 'default'), START + 90 * SECOND, 1_000);
    const { answer } = request(CONFIG, cluster, { verb: 'get', group: '', resource: 'pods', namespace: 'default', name: 'kept', user: USER });
    expect(answer).toMatchObject({ object: { status: { phase: 'Failed', observedGeneration: 1, conditions: [{ type: 'DisruptionTarget', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists', observedGeneration: 1 }] } } });
  });
});
