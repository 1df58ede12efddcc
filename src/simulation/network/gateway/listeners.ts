/** Which listeners are in order, and what they let in (Listener of apis/v1; ListenerConditionReason). */
import { requirementsMatch, requirementsOf } from '../../api/selector';
import { certificateOf } from './references';
import { GROUP, namespaceOf } from './types';
import type { Gateway, GatewayWorld, HttpRoute, Listener, RouteKind } from './types';

/** The kinds of routes that a protocol carries. */
const KINDS: Readonly<Record<string, readonly string[]>> = { HTTP: ['HTTPRoute', 'GRPCRoute'], HTTPS: ['HTTPRoute', 'GRPCRoute'] };

/** The Gateways that a controller answers for: those of its classes. */
export function ownGateways({ controllerName, gatewayClasses, gateways }: GatewayWorld): readonly Gateway[] {
  const own = new Set(gatewayClasses.filter(({ spec }) => spec.controllerName === controllerName).map(({ metadata }) => metadata.name));
  return gateways.filter(({ spec }) => own.has(spec.gatewayClassName));
}

export const isSupported = ({ protocol }: Listener): boolean => Object.hasOwn(KINDS, protocol);

const isOwnKind = ({ group = GROUP, kind }: RouteKind, { protocol }: Listener): boolean => group === GROUP && (KINDS[protocol] ?? []).includes(kind);

/** The kinds that may attach: those asked for that the protocol carries, or all of them. */
export function supportedKinds(listener: Listener): readonly string[] {
  const asked = listener.allowedRoutes?.kinds ?? [];
  return asked.length === 0 ? (KINDS[listener.protocol] ?? []) : asked.filter((one) => isOwnKind(one, listener)).map(({ kind }) => kind);
}

export type ListenerProblem = 'InvalidRouteKinds' | 'InvalidCertificateRef' | 'RefNotPermitted';

/** What a listener refers to and cannot have; undefined: all is there. */
export function listenerProblem(world: GatewayWorld, gateway: Gateway, listener: Listener): ListenerProblem | undefined {
  if ((listener.allowedRoutes?.kinds ?? []).some((one) => !isOwnKind(one, listener)) && isSupported(listener)) return 'InvalidRouteKinds';
  if (listener.protocol !== 'HTTPS') return undefined;
  for (const reference of listener.tls?.certificateRefs ?? []) {
    const found = certificateOf(world, namespaceOf(gateway), reference);
    if ('problem' in found) return found.problem;
  }
  return undefined;
}

/** Listeners of one Gateway that cannot be told apart: the same port and host, or a port with two protocols (Conflicted). */
export function conflictOf({ spec: { listeners } }: Gateway, listener: Listener): 'HostnameConflict' | 'ProtocolConflict' | undefined {
  const others = listeners.filter((one) => one !== listener && one.port === listener.port);
  if (others.some(({ protocol }) => protocol !== listener.protocol)) return 'ProtocolConflict';
  return others.some(({ hostname = '' }) => hostname === (listener.hostname ?? '')) ? 'HostnameConflict' : undefined;
}

/** Whether a listener lets in routes of this namespace and kind. */
export function lets({ namespaces }: GatewayWorld, gateway: Gateway, listener: Listener, route: HttpRoute): boolean {
  if (!supportedKinds(listener).includes('HTTPRoute')) return false;
  const { from = 'Same', selector } = listener.allowedRoutes?.namespaces ?? {};
  const namespace = namespaceOf(route);
  if (from === 'Same') return namespace === namespaceOf(gateway);
  if (from !== 'Selector') return from === 'All';
  const labels = namespaces.find(({ metadata }) => metadata.name === namespace)?.metadata.labels ?? {};
  const requirements = requirementsOf(selector);
  return requirements.ok && requirements.value !== 'nothing' && requirementsMatch(requirements.value, { ...labels, 'kubernetes.io/metadata.name': namespace });
}
