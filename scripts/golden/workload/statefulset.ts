import type { ApiObject, Pod } from '@site/src/simulation/api/types';
import { statefulSetController } from '@site/src/simulation/cluster/controllers/statefulset';
import { ordinalOf } from '@site/src/simulation/cluster/controllers/statefulset/identity';
import { anyController } from '@site/src/simulation/cluster/control/controller';
import { applyPodStep, inParallel, podText, START } from './pods';
import type { PodStep } from './pods';
import { eventsOf, SECOND, Stage, statusJson, writesOf } from './stage';
import type { Done } from './stage';

const nameOf = (pod: Pod): string => pod.metadata.name ?? '';

export function replayStatefulSet(input: { readonly statefulSet: ApiObject; readonly steps: readonly PodStep[] }): unknown {
  const stage = new Stage([anyController(statefulSetController)], START);
  const name = input.statefulSet.metadata.name ?? '';
  const revisions = new Map<string, string>();
  const short = (revision: string): string => {
    if (!revisions.has(revision)) revisions.set(revision, `rev${revisions.size + 1}`);
    return revisions.get(revision)!;
  };
  const action = ({ request, object }: Done): unknown[] => {
    const what = request.verb === 'create' ? (object.metadata.name ?? '') : (request.name ?? '');
    switch (request.resource) {
      case 'controllerrevisions':
        return [{ [`${request.verb}Revision`]: short(what) }];
      case 'pods':
        return [{ [request.verb]: what }];
      case 'persistentvolumeclaims':
        return [{ [request.verb]: `pvc/${what}` }];
      default:
        return [];
    }
  };
  const pods = (): Pod[] => stage.view.list('pods', 'default').sort((a, b) => ordinalOf(a) - ordinalOf(b));
  const look = (): unknown => {
    const happened = stage.look();
    const actions = writesOf(happened, 'statefulset-controller').flatMap(action);
    const { observedGeneration: _g, collisionCount: _c, currentRevision, updateRevision, ...status } = statusJson(stage.get('statefulsets.apps', name));
    return {
      actions,
      events: inParallel(eventsOf(happened, 'statefulset-controller').map(({ said }) => said)),
      pods: pods().map((pod) => podText(pod, nameOf)),
      status: { ...status, currentRevision: short(String(currentRevision)), updateRevision: short(String(updateRevision)) },
    };
  };
  stage.create(input.statefulSet);
  stage.run(stage.now + SECOND);
  const after = [look()];
  for (const step of input.steps) {
    if (step.wait !== undefined) stage.run(stage.now + step.wait * SECOND);
    if (step.patch !== undefined) stage.patch(stage.get('statefulsets.apps', name), step.patch);
    applyPodStep(stage, step, pods, nameOf);
    stage.run(stage.now + SECOND);
    after.push(look());
  }
  return { after };
}
