import { byServerName } from '../tls/server-name';
import { certificateOf } from './references';
import { listenerOf } from './route';
import { namespaceOf } from './types';
import type { CertificateSecret, GatewayWorld, HttpRequest } from './types';

/** The Secrets whose certificates the listener of a request has. */
export function certificatesAt(world: GatewayWorld, request: HttpRequest): readonly CertificateSecret[] {
  const reached = listenerOf(world, request);
  if (reached === undefined) return [];
  return (reached.listener.tls?.certificateRefs ?? []).flatMap((reference) => {
    const found = certificateOf(world, namespaceOf(reached.gateway), reference);
    return 'secret' in found ? [found.secret] : [];
  });
}

/** The certificate that a listener serves: of several the one for the name, else the first (Envoy's choice; the specification leaves it open). */
export function certificateAt(world: GatewayWorld, request: HttpRequest, serverName: string): CertificateSecret | undefined {
  const all = certificatesAt(world, request);
  return byServerName(all, serverName) ?? all[0];
}
