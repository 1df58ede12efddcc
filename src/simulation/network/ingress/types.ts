import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import type { Service } from '../../api/generated/types/core.v1';
import type { Ingress, IngressBackend, IngressClass } from '../../api/generated/types/networking.v1';
import type { CertificateSecret } from '../gateway/types';

/** All that an Ingress controller looks at. */
export interface IngressWorld {
  readonly ingresses: readonly Ingress[];
  readonly ingressClasses: readonly IngressClass[];
  readonly services: readonly Pick<Service, 'metadata' | 'spec'>[];
  readonly endpointSlices: readonly Pick<EndpointSlice, 'metadata' | 'endpoints'>[];
  readonly secrets: readonly CertificateSecret[];
}

/** A request as it comes to the controller's proxy. */
export interface IngressRequest {
  readonly scheme: 'http' | 'https';
  /** The Host header; of https the name in the handshake too. */
  readonly host: string;
  /** With its query. */
  readonly path: string;
}

/** A path of an Ingress, or what it says of all other requests. */
export interface Rule {
  readonly ingress: Ingress;
  readonly host?: string;
  readonly path?: string;
  readonly pathType?: string;
  readonly defaultBackend?: true;
  readonly backend: IngressBackend;
}

export type Answered =
  /** `backend`: `namespace/service:port`, with the Service's own port. */
  | { readonly kind: 'forwarded'; readonly rule: Rule; readonly backend: string }
  /** What the proxy answers by itself: 404 without a rule, 503 without an endpoint. */
  | { readonly kind: 'refused'; readonly rule?: Rule; readonly status: 404 | 503 };

/** What became of a rule: it took the request, or why not. */
export type RuleVerdict =
  | 'won'
  /** Its Ingress is not this controller's. */
  | 'class'
  | 'host'
  /** Rules with a more specific host are there, and only these are asked. */
  | 'lessSpecificHost'
  | 'path'
  | 'shorter'
  /** As long as the winner, which is Exact. */
  | 'exactFirst'
  /** As good as the winner, which stands before it. */
  | 'earlier'
  /** Traefik: the text of the winner's rule is longer. */
  | 'shorterText'
  /** Traefik: its Service or port is not there, so there is no router for it. */
  | 'leftOut'
  /** A default backend that was not needed. */
  | 'unused'
  /** Traefik: a default backend beside rules does not count. */
  | 'besideRules';

export interface JudgedRule {
  readonly rule: Rule;
  readonly verdict: RuleVerdict;
}
