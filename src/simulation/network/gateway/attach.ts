/** Which listeners a route attaches to, and why not to others (HTTPRoute's parentRefs; RouteConditionReason). */
import { meeting } from './hostnames';
import { conflictOf, isSupported, lets, ownGateways } from './listeners';
import { GROUP, namespaceOf } from './types';
import type { Gateway, GatewayWorld, HttpRoute, Listener, ParentReference } from './types';

export interface Attachment {
  readonly listener: Listener;
  /** The hosts that the route has there, as names; '' for all. */
  readonly hostnames: readonly string[];
}

export type Refusal = 'NoMatchingParent' | 'NotAllowedByListeners' | 'NoMatchingListenerHostname';

export interface Attached {
  readonly gateway: Gateway;
  readonly parent: ParentReference;
  readonly attachments: readonly Attachment[];
  /** Why it attaches to none. */
  readonly refusal?: Refusal;
}

const namesGateway = ({ group = GROUP, kind = 'Gateway', name, namespace }: ParentReference, route: HttpRoute, gateway: Gateway): boolean =>
  group === GROUP && kind === 'Gateway' && name === gateway.metadata.name && (namespace ?? namespaceOf(route)) === namespaceOf(gateway);

function attach(world: GatewayWorld, gateway: Gateway, parent: ParentReference, route: HttpRoute): Attached {
  const named = gateway.spec.listeners.filter(({ name, port }) => (parent.sectionName ?? name) === name && (parent.port ?? port) === port);
  const refuse = (refusal: Refusal): Attached => ({ gateway, parent, attachments: [], refusal });
  if (named.length === 0) return refuse('NoMatchingParent');
  const open = named.filter((listener) => isSupported(listener) && lets(world, gateway, listener, route));
  if (open.length === 0) return refuse('NotAllowedByListeners');
  const wanted = route.spec.hostnames ?? [];
  const attachments = open.flatMap((listener): Attachment[] => {
    const hostnames = (wanted.length === 0 ? [''] : wanted).flatMap((name) => meeting(listener.hostname ?? '', name.toLowerCase()) ?? []);
    return hostnames.length === 0 ? [] : [{ listener, hostnames }];
  });
  return attachments.length === 0 ? refuse('NoMatchingListenerHostname') : { gateway, parent, attachments };
}

/** A route at each of its parents that this controller answers for, in the order of `parentRefs`. */
export function attachedOf(world: GatewayWorld, route: HttpRoute): readonly Attached[] {
  const own = ownGateways(world);
  return (route.spec.parentRefs ?? []).flatMap((parent) => {
    const gateway = own.find((one) => namesGateway(parent, route, one));
    return gateway === undefined ? [] : [attach(world, gateway, parent, route)];
  });
}

/** Whether connections to a listener are taken at all. */
export const isServed = (gateway: Gateway, listener: Listener): boolean => isSupported(listener) && conflictOf(gateway, listener) === undefined;
