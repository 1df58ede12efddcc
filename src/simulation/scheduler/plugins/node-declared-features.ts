import type { Container, Pod } from '../../api';
import { podUid } from '../cache/pod-info';
import { Action, interest } from '../events';
import type { Plugin } from '../framework';
import { sameJson } from '../helper/same-json';

const NAME = 'NodeDeclaredFeatures';

export interface FeatureRejection {
  readonly kind: 'features';
  readonly missing: readonly string[];
}

const restartsAll = (containers: readonly Container[] | undefined): boolean =>
  (containers ?? []).some(({ restartPolicyRules }) => (restartPolicyRules ?? []).some(({ action }) => action === 'RestartAllContainers'));

/** component-helpers nodedeclaredfeatures InferForPodScheduling: the kubelet features that a Pod's spec needs. */
function requiredFeatures({ spec }: Pod): string[] {
  const features: string[] = [];
  if (restartsAll(spec.containers) || restartsAll(spec.initContainers)) features.push('RestartAllContainersOnContainerExits');
  if (spec.hostNetwork === true && spec.hostUsers === false) features.push('UserNamespacesHostNetworkSupport');
  return features;
}

/** pkg/scheduler/framework/plugins/nodedeclaredfeatures (KEP-5328): a node must declare every feature that the Pod needs. */
export const nodeDeclaredFeatures: Plugin<FeatureRejection, never> = {
  name: NAME,
  preFilter({ pod }) {
    const features = requiredFeatures(pod);
    if (features.length === 0) return 'skip';
    return {
      filter: {
        check(node) {
          const missing = features.filter((feature) => !node.declaredFeatures.includes(feature));
          if (missing.length === 0) return null;
          return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ["node(s) didn't match Pod's required features"], params: [{ kind: 'features', missing }] };
        },
      },
    };
  },
  events: [
    interest('Node', Action.Add | Action.UpdateNodeDeclaredFeature, (_pod, before, after) => before === undefined || !sameJson(before.status?.declaredFeatures ?? [], after?.status?.declaredFeatures ?? [])),
    interest('Pod', Action.Update, (pod, before, after) =>
      before !== undefined && after !== undefined && podUid(after) === pod.uid && !sameJson(requiredFeatures(before), requiredFeatures(after))),
  ],
};
