/** Objects of the Gateway API (sigs.k8s.io/gateway-api v1.6.1, apis/v1), as far as routing reads them, and as users write them: what has a default may be missing. */
import type { LabelSelector } from '../../api';
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import type { Namespace, Secret, Service } from '../../api/generated/types/core.v1';

export interface Meta {
  readonly name: string;
  readonly namespace?: string;
  readonly creationTimestamp?: string;
}

export interface GatewayClass {
  readonly metadata: Meta;
  readonly spec: { readonly controllerName: string };
}

/** Of another kind than the default where it says so. */
export interface ObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface RouteKind {
  readonly group?: string;
  readonly kind: string;
}

export interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: { readonly mode?: string; readonly certificateRefs?: readonly ObjectReference[] };
  readonly allowedRoutes?: { readonly kinds?: readonly RouteKind[]; readonly namespaces?: { readonly from?: 'All' | 'Same' | 'Selector' | 'None'; readonly selector?: LabelSelector } };
}

export interface Gateway {
  readonly metadata: Meta;
  readonly spec: { readonly gatewayClassName: string; readonly listeners: readonly Listener[] };
}

export interface ParentReference extends ObjectReference {
  readonly sectionName?: string;
  readonly port?: number;
}

export interface PathMatch {
  readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
  readonly value?: string;
}

export interface ValueMatch {
  readonly type?: 'Exact' | 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

export interface RouteMatch {
  readonly path?: PathMatch;
  readonly method?: string;
  readonly headers?: readonly ValueMatch[];
  readonly queryParams?: readonly ValueMatch[];
}

export interface BackendReference extends ObjectReference {
  readonly port?: number;
  readonly weight?: number;
}

interface Header {
  readonly name: string;
  readonly value: string;
}

export interface HeaderModifier {
  readonly set?: readonly Header[];
  readonly add?: readonly Header[];
  readonly remove?: readonly string[];
}

export type PathModifier =
  | { readonly type: 'ReplaceFullPath'; readonly replaceFullPath: string }
  | { readonly type: 'ReplacePrefixMatch'; readonly replacePrefixMatch: string };

export interface Redirect {
  readonly scheme?: string;
  readonly hostname?: string;
  readonly path?: PathModifier;
  readonly port?: number;
  readonly statusCode?: number;
}

export interface RouteFilter {
  readonly type: string;
  readonly requestHeaderModifier?: HeaderModifier;
  readonly responseHeaderModifier?: HeaderModifier;
  readonly requestRedirect?: Redirect;
  readonly urlRewrite?: { readonly hostname?: string; readonly path?: PathModifier };
  readonly requestMirror?: { readonly backendRef: BackendReference };
}

export interface RouteRule {
  readonly matches?: readonly RouteMatch[];
  readonly filters?: readonly RouteFilter[];
  readonly backendRefs?: readonly BackendReference[];
}

export interface HttpRoute {
  readonly metadata: Meta;
  readonly spec: { readonly parentRefs?: readonly ParentReference[]; readonly hostnames?: readonly string[]; readonly rules?: readonly RouteRule[] };
}

export interface ReferenceGrant {
  readonly metadata: Meta;
  readonly spec: {
    readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
    readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
  };
}

/** A Secret; `certificate` stands for a certificate and its key. */
export interface CertificateSecret extends Pick<Secret, 'metadata' | 'type' | 'data'> {
  readonly certificate?: { readonly dnsNames: readonly string[] };
}

/** All that a controller of the Gateway API looks at. */
export interface GatewayWorld {
  /** Who the controller is: it answers for classes that name it. */
  readonly controllerName: string;
  readonly gatewayClasses: readonly GatewayClass[];
  readonly gateways: readonly Gateway[];
  readonly httpRoutes: readonly HttpRoute[];
  readonly referenceGrants: readonly ReferenceGrant[];
  readonly services: readonly Pick<Service, 'metadata' | 'spec'>[];
  readonly endpointSlices: readonly Pick<EndpointSlice, 'metadata' | 'endpoints' | 'ports'>[];
  readonly secrets: readonly CertificateSecret[];
  readonly namespaces: readonly Pick<Namespace, 'metadata'>[];
}

/** A request as it comes to a Gateway. */
export interface HttpRequest {
  readonly scheme: 'http' | 'https';
  readonly port: number;
  /** The Host header; of https the name in the handshake too. */
  readonly host: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const GROUP = 'gateway.networking.k8s.io';
export const namespaceOf = ({ metadata: { namespace = 'default' } }: { readonly metadata: { readonly namespace?: string } }): string => namespace;
