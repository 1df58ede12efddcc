/** What a controller writes into the statuses of Gateways and routes (apis/v1: GatewayConditionType, ListenerConditionType, RouteConditionType and their reasons). */
import { attachedOf } from './attach';
import { conflictOf, isSupported, listenerProblem, ownGateways, supportedKinds } from './listeners';
import { backendOf } from './references';
import type { BackendProblem } from './references';
import { namespaceOf } from './types';
import type { Gateway, GatewayWorld, HttpRoute, Listener, ParentReference } from './types';

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
}

export interface ListenerStatus {
  readonly attachedRoutes: number;
  readonly supportedKinds: readonly string[];
  readonly conditions: readonly Condition[];
}

export interface GatewayStatus {
  readonly conditions: readonly Condition[];
  readonly listeners?: Readonly<Record<string, ListenerStatus>>;
}

export interface ParentStatus {
  readonly parentRef: ParentReference;
  readonly conditions: readonly Condition[];
}

const yes = (type: string): Condition => ({ type, status: 'True', reason: type });
const no = (type: string, reason: string): Condition => ({ type, status: 'False', reason });
const byType = (conditions: readonly Condition[]): readonly Condition[] => [...conditions].sort((a, b) => (a.type < b.type ? -1 : 1));

function listenerConditions(world: GatewayWorld, gateway: Gateway, listener: Listener): readonly Condition[] {
  const conflict = conflictOf(gateway, listener);
  const problem = listenerProblem(world, gateway, listener);
  const accepted = isSupported(listener) ? (conflict === undefined ? yes('Accepted') : no('Accepted', conflict)) : no('Accepted', 'UnsupportedProtocol');
  const programmed = accepted.status === 'True' && problem === undefined ? yes('Programmed') : no('Programmed', 'Invalid');
  return byType([accepted, programmed, problem === undefined ? yes('ResolvedRefs') : no('ResolvedRefs', problem), ...(conflict === undefined ? [] : [{ type: 'Conflicted', status: 'True' as const, reason: conflict }])]);
}

/** The default of the CRD: nobody has looked at it. */
const PENDING: readonly Condition[] = ['Accepted', 'Programmed'].map((type) => ({ type, status: 'Unknown', reason: 'Pending' }));

/** How many routes are attached to a listener, whether all that they refer to is there or not. */
const attachedTo = (world: GatewayWorld, gateway: Gateway, listener: Listener): number =>
  world.httpRoutes.filter((route) => attachedOf(world, route).some((one) => one.gateway === gateway && one.attachments.some((attachment) => attachment.listener === listener))).length;

export function gatewayStatus(world: GatewayWorld, gateway: Gateway): GatewayStatus {
  if (!ownGateways(world).includes(gateway)) return { conditions: PENDING };
  const listeners = Object.fromEntries(gateway.spec.listeners.map((listener): [string, ListenerStatus] => [listener.name, {
    attachedRoutes: attachedTo(world, gateway, listener), supportedKinds: supportedKinds(listener), conditions: listenerConditions(world, gateway, listener),
  }]));
  const good = Object.values(listeners).filter(({ conditions }) => conditions.every(({ type, status }) => type === 'Conflicted' || status === 'True'));
  const all = good.length === gateway.spec.listeners.length;
  return {
    conditions: byType([all ? yes('Accepted') : { type: 'Accepted', status: good.length > 0 ? 'True' : 'False', reason: 'ListenersNotValid' }, good.length > 0 ? yes('Programmed') : no('Programmed', 'Invalid')]),
    listeners,
  };
}

/** The first reference of a route that leads nowhere. */
function backendProblem(world: GatewayWorld, route: HttpRoute): BackendProblem | undefined {
  for (const { backendRefs = [], filters = [] } of route.spec.rules ?? []) {
    for (const reference of [...backendRefs, ...filters.flatMap(({ requestMirror }) => requestMirror?.backendRef ?? [])]) {
      const found = backendOf(world, route, reference);
      if ('problem' in found) return found.problem;
    }
  }
  return undefined;
}

/** A route's status: one entry for each parent that the controller answers for. */
export function routeParents(world: GatewayWorld, route: HttpRoute): readonly ParentStatus[] {
  const problem = backendProblem(world, route);
  return attachedOf(world, route).map(({ parent, refusal }) => ({
    parentRef: parent,
    conditions: byType([refusal === undefined ? yes('Accepted') : no('Accepted', refusal), problem === undefined ? yes('ResolvedRefs') : no('ResolvedRefs', problem)]),
  }));
}

export const nameOf = (object: { readonly metadata: { readonly name: string; readonly namespace?: string } }): string => `${namespaceOf(object)}/${object.metadata.name}`;
