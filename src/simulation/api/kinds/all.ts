import { ALL_GROUPS, ALL_RESOURCES } from '../generated/schema/all';
import { defineKind, withHooks } from '../kind';
import type { Kind } from '../kind';
import { deploymentKind } from './apps.Deployment';
import { autoscalerKind } from './autoscaling.HorizontalPodAutoscaler';
import { nodeKind } from './core.Node';
import { podKind } from './core.Pod';
import { serviceKind } from './core.Service';
import { hooksOf } from './hooks';
import { ingressKind } from './networking.Ingress';
import { ingressClassKind } from './networking.IngressClass';
import { networkPolicyKind } from './networking.NetworkPolicy';

/** The kinds that have a file here. */
const WRITTEN: readonly Kind[] = [autoscalerKind, deploymentKind, ingressClassKind, ingressKind, networkPolicyKind, nodeKind, podKind, serviceKind];

/**
 * Every kind that the API server serves, in the order of discovery: those with a file here as they are written, with common defaults and
 * strategy for what they leave out; the others with these alone. For an API server; a page that needs some kinds names them itself.
 */
export const ALL_KINDS: readonly Kind[] = ALL_GROUPS.flatMap((group) =>
  group.kinds.split(' ').map((kind) => {
    const hooks = hooksOf(`${group.name}.${kind}`);
    const written = WRITTEN.find((one) => one.apiVersion === group.apiVersion && one.kind === kind);
    return written === undefined ? defineKind({ group, resources: ALL_RESOURCES[group.apiVersion] ?? '', kind, ...hooks }) : withHooks(written, hooks);
  }),
);
