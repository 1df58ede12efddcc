import { aggregatedRules, sameRules } from '../../../policy/rbac/aggregate';
import type { ClusterRole } from '../../../policy/rbac/types';
import { RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Work } from '../../control/controller';

const CLUSTER_ROLES = 'clusterroles.rbac.authorization.k8s.io';
const MANAGER = 'clusterrole-aggregation-controller';

/** enqueue: which role gathers from which nobody keeps, so each change has all of them looked at that gather. */
function enqueueAll(desk: Desk<null>): void {
  for (const { aggregationRule, metadata } of desk.view.list(CLUSTER_ROLES)) if (aggregationRule !== undefined) desk.enqueue(metadata.name ?? '');
}

/** syncClusterRole: a role that aggregates holds the rules of those that its selectors match, and no other: what somebody wrote into it is taken out again. */
function reconcile(name: string, { view, client }: Work<null>): void {
  const role = view.get(CLUSTER_ROLES, undefined, name) as ClusterRole | undefined;
  const rules = role === undefined ? undefined : aggregatedRules(role, view.list(CLUSTER_ROLES) as readonly unknown[] as readonly ClusterRole[]);
  if (role === undefined || rules === undefined || sameRules(rules, role.rules ?? [])) return;
  const patch = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules: rules.map((rule) => ({ ...rule })) };
  const answer = client.send({ verb: 'patch', group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'clusterroles', name, patchType: 'apply', patch, fieldManager: MANAGER, force: true });
  if ('failure' in answer) throw new RequestError(answer.failure);
}

/** pkg/controller/clusterroleaggregation. */
export const clusterRoleAggregationController: Controller<null> = {
  name: MANAGER,
  user: controllerUser(MANAGER),
  memory: null,
  handlers: { [CLUSTER_ROLES]: (_, desk) => enqueueAll(desk) },
  reconcile,
};
