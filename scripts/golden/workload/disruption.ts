import type { ApiObject, OwnerReference, Pod, PodStatus } from '@site/src/simulation/api/types';
import { disruptionController } from '@site/src/simulation/cluster/controllers/disruption';
import { anyController } from '@site/src/simulation/cluster/control/controller';
import { controllerRefTo } from '@site/src/simulation/cluster/control/owners';
import { START } from './pods';
import { eventsOf, runningStatus, SECOND, Stage, statusJson } from './stage';

type State = 'ready' | 'unready' | 'pending' | 'terminating' | 'succeeded' | 'failed';

interface Owner {
  readonly kind?: string;
  readonly name?: string;
  readonly replicas: number;
  readonly pods: readonly State[];
}

interface Input {
  readonly owners: readonly Owner[] | null;
  readonly podDisruptionBudget: ApiObject;
}

const LABELS = { app: 'web' };
const CONTAINERS = { spec: { containers: [{ name: 'app', image: 'app:1' }], restartPolicy: 'Always' } };

function workload(apiVersion: string, kind: string, name: string, replicas: number, ownerReferences?: readonly OwnerReference[]): ApiObject {
  const template = { metadata: { labels: LABELS }, ...CONTAINERS };
  if (kind === 'ReplicationController') return { apiVersion: 'v1', kind, metadata: { name, namespace: 'default' }, spec: { replicas, selector: LABELS, template } } as unknown as ApiObject;
  const spec = kind === 'Job' ? { template: { spec: { ...CONTAINERS.spec, restartPolicy: 'Never' } } } : { replicas, selector: { matchLabels: LABELS }, template };
  return { apiVersion, kind, metadata: { name, namespace: 'default', ...(ownerReferences === undefined ? {} : { ownerReferences }) }, spec } as unknown as ApiObject;
}

/** Makes the owner; gives what its Pods refer to. */
function createOwner(stage: Stage, { kind, name = '', replicas }: Owner): OwnerReference | undefined {
  if (kind === undefined) return undefined;
  const created = stage.create(workload(kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, name, replicas));
  if (kind !== 'Deployment') return controllerRefTo(created);
  return controllerRefTo(stage.create(workload('apps/v1', 'ReplicaSet', `${name}-rs`, replicas, [controllerRefTo(created)])));
}

function createPod(stage: Stage, name: string, state: State, owner: OwnerReference | undefined): void {
  const created = stage.create({
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: LABELS, ...(owner === undefined ? {} : { ownerReferences: [owner] }) }, spec: CONTAINERS.spec,
  } as unknown as ApiObject) as Pod;
  if (state === 'pending') return;
  stage.bind(created, 'node');
  const pod = stage.get('pods', name);
  if (state === 'succeeded' || state === 'failed') {
    stage.podStatus(pod, { ...pod.status, phase: state === 'failed' ? 'Failed' : 'Succeeded' } as PodStatus);
    return;
  }
  stage.podStatus(pod, runningStatus(pod, state !== 'unready', stage.now));
  if (state === 'terminating') stage.delete(pod);
}

export function replayDisruptionBudget(input: Input): unknown {
  const stage = new Stage([anyController(disruptionController)], START);
  stage.halt();
  for (const owner of input.owners ?? []) {
    const ref = createOwner(stage, owner);
    owner.pods.forEach((state, index) => createPod(stage, `${owner.kind ?? ''}${owner.name ?? 'pod'}-${index}`, state, ref));
  }
  stage.create(input.podDisruptionBudget);
  stage.resume();
  stage.run(stage.now + SECOND);
  const said = eventsOf(stage.look(), 'controllermanager').map((one) => one.said);
  const once = said.filter((one, at) => said.findIndex(({ reason, message }) => reason === one.reason && message === one.message) === at);
  const budget = stage.get('poddisruptionbudgets.policy', input.podDisruptionBudget.metadata.name ?? '');
  const { observedGeneration: _g, conditions = [], ...status } = statusJson(budget) as { observedGeneration?: number; conditions?: { type: string; status: string; reason: string; message: string }[] };
  return {
    events: once.map(({ type, reason, message }) => ({ type, reason, message })),
    status: { ...status, conditions: conditions.map(({ type, status: is, reason, message }) => ({ type, status: is, reason, message })) },
  };
}
