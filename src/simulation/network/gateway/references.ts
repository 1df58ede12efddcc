/** What references lead to, and whether they may (ReferenceGrant of apis/v1, and the reasons in RouteConditionReason). */
import { GROUP, namespaceOf } from './types';
import type { BackendReference, CertificateSecret, GatewayWorld, HttpRoute, ObjectReference } from './types';

interface From {
  readonly kind: string;
  readonly namespace: string;
}

/** Whether a reference into another namespace is granted there. */
function isGranted({ referenceGrants }: GatewayWorld, from: From, to: { readonly group: string; readonly kind: string; readonly name: string; readonly namespace: string }): boolean {
  if (from.namespace === to.namespace) return true;
  return referenceGrants.some((grant) =>
    namespaceOf(grant) === to.namespace
    && grant.spec.from.some(({ group, kind, namespace }) => group === GROUP && kind === from.kind && namespace === from.namespace)
    && grant.spec.to.some(({ group, kind, name }) => group === to.group && kind === to.kind && (name === undefined || name === '' || name === to.name)));
}

export type BackendProblem = 'InvalidKind' | 'RefNotPermitted' | 'BackendNotFound';

/** The Service that a route sends to, as `namespace/name:port` with the Service's own port; or why there is none. */
export function backendOf(world: GatewayWorld, route: HttpRoute, { group = '', kind = 'Service', name, namespace = namespaceOf(route), port }: BackendReference): { readonly backend: string } | { readonly problem: BackendProblem } {
  if (group !== '' || kind !== 'Service') return { problem: 'InvalidKind' };
  if (!isGranted(world, { kind: 'HTTPRoute', namespace: namespaceOf(route) }, { group, kind, name, namespace })) return { problem: 'RefNotPermitted' };
  const service = world.services.find((one) => one.metadata.name === name && (one.metadata.namespace ?? 'default') === namespace);
  const found = service?.spec?.ports?.some((one) => one.port === port) === true;
  return found ? { backend: `${namespace}/${name}:${port}` } : { problem: 'BackendNotFound' };
}

export type CertificateProblem = 'InvalidCertificateRef' | 'RefNotPermitted';

/** The Secret with a listener's certificate, or what is wrong with the reference (ListenerConditionReason). */
export function certificateOf(world: GatewayWorld, gatewayNamespace: string, { group = '', kind = 'Secret', name, namespace = gatewayNamespace }: ObjectReference): { readonly secret: CertificateSecret } | { readonly problem: CertificateProblem } {
  if (group !== '' || kind !== 'Secret') return { problem: 'InvalidCertificateRef' };
  if (!isGranted(world, { kind: 'Gateway', namespace: gatewayNamespace }, { group, kind, name, namespace })) return { problem: 'RefNotPermitted' };
  const secret = world.secrets.find((one) => one.metadata.name === name && (one.metadata.namespace ?? 'default') === namespace);
  return secret?.certificate === undefined ? { problem: 'InvalidCertificateRef' } : { secret };
}
