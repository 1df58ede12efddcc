/** Which certificate a proxy serves for a name. */
import type { Ingress } from '../../api/generated/types/networking.v1';
import type { CertificateSecret } from '../gateway/types';
import { byServerName } from '../tls/server-name';
import type { IngressWorld } from './types';

/** The Secrets that Ingresses name for TLS, in their own namespaces. */
export function secretsOf({ secrets }: IngressWorld, ingresses: readonly Ingress[]): readonly CertificateSecret[] {
  return ingresses.flatMap(({ metadata, spec }) => (spec?.tls ?? []).flatMap(({ secretName }) =>
    secrets.filter((secret) => secret.certificate !== undefined && secret.metadata.name === secretName && (secret.metadata.namespace ?? 'default') === (metadata.namespace ?? 'default'))));
}

/**
 * The Secret with the certificate for a name, as `namespace/name`; null: the controller's own default certificate. By the names in the certificates
 * ({@link byServerName}); `hosts` of an Ingress does not decide.
 */
export function certificateFor(world: IngressWorld, ingresses: readonly Ingress[], host: string): string | null {
  const found = byServerName(secretsOf(world, ingresses), host);
  return found === undefined ? null : `${found.metadata.namespace ?? 'default'}/${found.metadata.name}`;
}
