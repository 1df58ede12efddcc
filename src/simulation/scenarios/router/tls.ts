import { certificateAt, certificatesAt } from '../../network/gateway/certificate';
import type { CertificateSecret, GatewayWorld, HttpRequest } from '../../network/gateway/types';
import { certificateFor, secretsOf } from '../../network/ingress/certificates';
import { ownIngresses } from '../../network/ingress/classes';
import type { IngressWorld } from '../../network/ingress/types';
import type { Certificate } from '../../network/tls/certificates';
import { verifyAsCurl } from '../../network/tls/curl';
import { verifyAsGo } from '../../network/tls/go';
import { CERTIFICATES, daysBetween, INGRESS_CONTROLLER, OWN_CERTIFICATE, timeAt, TRUSTED } from './world';

/** A certificate that the proxy has. */
export interface Offer {
  /** `namespace/name` of its Secret; null: the controller's own. */
  readonly secret: string | null;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly notAfter: string;
  /** Whole days; negative once it has run out. */
  readonly daysLeft: number;
  readonly chosen: boolean;
}

export interface Handshaken {
  /** The name in the handshake; '' where an address was asked for. */
  readonly serverName: string;
  readonly offers: readonly Offer[];
  /** What clients say of the chosen one, exactly as they do. */
  readonly curl: { readonly exit: number; readonly stderr: string };
  /** null: nothing to say against it. */
  readonly go: string | null;
}

const idOf = ({ metadata }: CertificateSecret): string => `${metadata.namespace ?? 'default'}/${metadata.name}`;
const certificateOf = (secret: string | null): Certificate => CERTIFICATES.find((one) => `${one.namespace}/${one.secret}` === secret)?.certificate ?? OWN_CERTIFICATE;

function handshake(all: readonly (string | null)[], chosen: string | null, serverName: string, asked: string, days: number): Handshaken {
  const time = timeAt(days);
  const served = { served: [certificateOf(chosen)], trusted: TRUSTED, serverName: asked, time };
  return {
    serverName,
    offers: [...new Set(all)].map((secret): Offer => {
      const { commonName = '', dnsNames = [], notAfter } = certificateOf(secret);
      return { secret, commonName, dnsNames, notAfter, daysLeft: daysBetween(time, notAfter), chosen: secret === chosen };
    }),
    curl: verifyAsCurl(served), go: verifyAsGo(served),
  };
}

/** The handshake with an Ingress controller: where no Secret fits, it shows its own certificate. */
export function handshakeWithIngress(world: IngressWorld, serverName: string, asked: string, days: number): Handshaken {
  const own = ownIngresses(world, { controller: INGRESS_CONTROLLER, name: '' });
  return handshake([...secretsOf(world, own).map(idOf), null], certificateFor(world, own, serverName), serverName, asked, days);
}

/** The handshake with a Gateway's listener; undefined where none takes the name: the connection ends there. */
export function handshakeWithGateway(world: GatewayWorld, request: HttpRequest, serverName: string, days: number): Handshaken | undefined {
  const chosen = certificateAt(world, request, serverName);
  return chosen === undefined ? undefined : handshake(certificatesAt(world, request).map(idOf), idOf(chosen), serverName, request.host, days);
}
