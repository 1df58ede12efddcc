import { quote } from '../../../base/go/quote';
import type { Pod } from '../../../api';
import type { Binding } from '../../../api/generated/types/core.v1';
import { topologyLabels } from '../../../policy/admission/pod-topology-labels';
import { withPodCondition } from '../../control/pod-condition';
import { objectAt } from '../../store/store';
import { conflict, failure, notFound } from '../failures';
import { requestKey } from '../resource';
import type { Target } from '../resource';
import type { ApiServer, Failure, Handled, Request } from '../types';
import { write } from '../update';

/** POST pods/…/binding: pkg/registry/core/pod/storage BindingREST.Create, setPodNodeAndMetadata. */
export function bind(server: ApiServer, target: Target, request: Request, now: number): Handled {
  const refuse = (why: Failure): Handled => ({ server, answer: { failure: why } });
  const name = request.name ?? '';
  const binding = request.body as Binding | undefined;
  if (binding === undefined || !binding.target?.name) return refuse(failure('BadRequest', 'not a Binding object: give target.name, the name of a node'));
  const pod = objectAt(server.store.tables, target.storeName, requestKey(target, request)) as Pod | undefined;
  if (pod === undefined) return refuse(notFound(target, name));
  const because = (message: string): Handled => refuse(conflict({ group: '', resource: 'pods/binding' }, name, message));
  if (binding.metadata.uid !== undefined && binding.metadata.uid !== pod.metadata.uid) return because(`Precondition failed: UID in precondition: ${binding.metadata.uid}, UID in object meta: ${pod.metadata.uid ?? ''}`);
  if (pod.metadata.deletionTimestamp !== undefined) return because(`pod ${name} is being deleted, cannot be assigned to a host`);
  if (pod.spec.nodeName) return because(`pod ${name} is already assigned to node ${quote(pod.spec.nodeName)}`);
  if ((pod.spec.schedulingGates ?? []).length > 0) return because(`pod ${name} has non-empty .spec.schedulingGates`);
  const { nominatedNodeName: _, ...status } = withPodCondition(pod, { type: 'PodScheduled', status: 'True' }, now);
  const labels = { ...binding.metadata.labels, ...topologyLabels(objectAt(server.store.tables, 'nodes', binding.target.name)) };
  const bound: Pod = {
    ...pod,
    metadata: {
      ...pod.metadata,
      ...(binding.metadata.annotations === undefined ? {} : { annotations: { ...pod.metadata.annotations, ...binding.metadata.annotations } }),
      ...(Object.keys(labels).length === 0 ? {} : { labels: { ...pod.metadata.labels, ...labels } }),
    },
    spec: { ...pod.spec, nodeName: binding.target.name },
    status,
  };
  if (request.dryRun === true) return { server, answer: { code: 201, object: bound, warnings: [] } };
  const written = write(server, target, requestKey(target, request), bound, pod);
  return { server: written.server, answer: { code: 201, object: written.object, warnings: [] } };
}
