import type { ApiObject } from '../../api';
import type { Ingress, IngressClass } from '../../api/generated/types/networking.v1';
import type { Kind } from '../../api/kind';
import { ingressKind } from '../../api/kinds/networking.Ingress';
import { ingressClassKind } from '../../api/kinds/networking.IngressClass';
import type { Problem } from '../../api/manifest/problems';
import { readManifests } from '../../api/manifest/read-manifests';
import type { ReadObject } from '../../api/manifest/read-manifests';
import { createRegistry } from '../../api/registry';
import type { GatewayWorld } from '../../network/gateway/types';
import type { IngressWorld } from '../../network/ingress/types';
import { withIngressClass } from '../../policy/admission/default-classes';
import { CERTIFICATES, CLASS, GATEWAY_CONTROLLER, INGRESS_CONTROLLER, NAMESPACES, SERVICES } from './world';

/** The kinds of an Ingress's text. */
export const INGRESS_KINDS = [ingressKind, ingressClassKind] as unknown as readonly Kind[];

export interface ReadRouting {
  readonly problems: readonly Problem[];
  /** Only objects that the API server would take. */
  readonly objects: readonly ReadObject[];
  readonly ingress: IngressWorld;
  readonly gateway: GatewayWorld;
}

const services = SERVICES.map(({ namespace, name }) => ({ metadata: { namespace, name }, spec: { ports: [{ name: 'http', port: 80 }] } }));
const endpointSlices = SERVICES.map((service) => ({
  metadata: { namespace: service.namespace, name: `${service.name}-1`, labels: { 'kubernetes.io/service-name': service.name } },
  endpoints: [{ addresses: ['10.244.1.10'], conditions: { ready: !('ready' in service) } }],
}));

/** By the names that proxies go by: those in the SAN, else the CN (Envoy's tls context, Traefik's certificate store). */
const secrets = CERTIFICATES.map(({ namespace, secret, certificate: { dnsNames, commonName = '' } }) => ({
  metadata: { namespace, name: secret }, type: 'kubernetes.io/tls', certificate: { dnsNames: dnsNames ?? [commonName] },
}));

const CLASSES: readonly IngressClass[] = [
  { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: CLASS, annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } }, spec: { controller: INGRESS_CONTROLLER } },
] as never;

const namespaces = NAMESPACES.map((name) => ({ metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } }));

/** The time of creation comes from the server: all that one text holds is equally old. */
const created = (object: ApiObject): ApiObject => ({ ...object, metadata: { ...object.metadata, namespace: object.metadata.namespace ?? 'default', creationTimestamp: undefined } }) as ApiObject;

/** A text of Ingresses, Gateways and routes, as the API server takes it, in the world of `world.ts`. */
export function readRouting(text: string, kinds: readonly Kind[]): ReadRouting {
  const { objects, problems } = readManifests(text, createRegistry(kinds));
  const of = <T>(kind: string): readonly T[] => objects.filter((one) => one.kind.kind === kind).map(({ object }) => created(object) as T);
  const ingressClasses = [...CLASSES, ...of<IngressClass>('IngressClass')];
  return {
    problems, objects,
    ingress: { ingresses: of<Ingress>('Ingress').map((ingress) => withIngressClass(ingress, ingressClasses as never)), ingressClasses, services, endpointSlices, secrets } as IngressWorld,
    gateway: {
      controllerName: GATEWAY_CONTROLLER,
      gatewayClasses: [{ metadata: { name: CLASS }, spec: { controllerName: GATEWAY_CONTROLLER } }, ...of<GatewayWorld['gatewayClasses'][number]>('GatewayClass')],
      gateways: of('Gateway'), httpRoutes: of('HTTPRoute'), referenceGrants: of('ReferenceGrant'), services, endpointSlices, secrets, namespaces,
    } as GatewayWorld,
  };
}
