import type { ApiObject, Node, Pod } from '@site/src/simulation/api/types';
import { daemonSetController } from '@site/src/simulation/cluster/controllers/daemonset';
import { nodeFit, targetNode } from '@site/src/simulation/cluster/controllers/daemonset/node-fit';
import { anyController } from '@site/src/simulation/cluster/control/controller';
import { applyPodStep, inParallel, podText, START } from './pods';
import type { PodStep } from './pods';
import { eventsOf, SECOND, Stage, statusJson, writesOf } from './stage';

interface Input {
  readonly daemonSet: ApiObject;
  readonly nodes: readonly Node[];
  readonly podsNamedBy: 'node#attempt' | 'image';
  readonly steps: readonly (PodStep & { readonly node?: Node; readonly deleteNode?: string })[];
}

export function replayDaemonSet(input: Input): unknown {
  const stage = new Stage([anyController(daemonSetController)], START);
  const name = input.daemonSet.metadata.name ?? '';
  const names = new Map<string, string>();
  const attempts = new Map<string, number>();
  const shortOf = (pod: Pod): string => {
    const real = pod.metadata.name ?? '';
    const known = names.get(real);
    if (known !== undefined) return known;
    const node = targetNode(pod) ?? '';
    attempts.set(node, (attempts.get(node) ?? 0) + 1);
    const short = input.podsNamedBy === 'image' ? (pod.spec.containers[0]?.image ?? '') : `${node}#${attempts.get(node)!}`;
    names.set(real, short);
    return short;
  };
  const text = (message: string): string => [...names].reduce((result, [real, short]) => result.replaceAll(real, short), message);
  const pods = (): Pod[] => {
    const all = stage.view.list('pods', 'default');
    return all.sort((a, b) => (shortOf(a) < shortOf(b) ? -1 : shortOf(a) > shortOf(b) ? 1 : 0));
  };
  const putNode = (node: Node): void => {
    const known = stage.view.get('nodes', undefined, node.metadata.name ?? '');
    if (known === undefined) stage.create(node);
    else stage.update({ ...node, metadata: { ...node.metadata, resourceVersion: known.metadata.resourceVersion ?? '' } });
  };
  const look = (): unknown => {
    const happened = stage.look();
    const actions = writesOf(happened, 'daemon-set-controller').flatMap(({ request, object }) =>
      request.resource === 'pods' ? [{ [request.verb]: request.verb === 'create' ? shortOf(object as Pod) : (names.get(request.name ?? '') ?? '') }] : [],
    );
    const { observedGeneration: _g, collisionCount: _c, ...status } = statusJson(stage.get('daemonsets.apps', name));
    return {
      actions,
      events: inParallel(eventsOf(happened, 'daemonset-controller').map(({ said }) => ({ ...said, message: text(said.message) }))),
      pods: pods().map((pod) => podText(pod, shortOf)).sort(),
      status,
    };
  };
  input.nodes.forEach(putNode);
  stage.create(input.daemonSet);
  stage.run(stage.now + SECOND);
  const after = [look()];
  for (const step of input.steps) {
    if (step.wait !== undefined) stage.run(stage.now + step.wait * SECOND);
    if (step.patch !== undefined) stage.patch(stage.get('daemonsets.apps', name), step.patch);
    if (step.node !== undefined) putNode(step.node);
    if (step.deleteNode !== undefined) stage.delete(stage.view.get('nodes', undefined, step.deleteNode)!);
    applyPodStep(stage, step, pods, shortOf);
    stage.run(stage.now + SECOND);
    after.push(look());
  }
  return { after };
}

export const replayDaemonNode = ({ node, podSpec }: { readonly node: Node; readonly podSpec: Pod['spec'] }): unknown => nodeFit({ spec: podSpec }, node);
