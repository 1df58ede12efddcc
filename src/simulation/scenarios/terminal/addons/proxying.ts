/** What the proxies of Ingress and Gateway controllers share: from the store to certificates and endpoints, and on to a Pod. */
import { decodeBase64 } from '../../../api/go-template/base64';
import type { Secret, Service } from '../../../api/generated/types/core.v1';
import type { EndpointSlice } from '../../../api/generated/types/discovery.v1';
import { parseTime } from '../../../base/time';
import type { Reached } from '../../../cluster/network';
import type { Cluster } from '../../../cluster/state';
import { objectsIn } from '../../../cluster/store/store';
import { readCertificate } from '../../../network/tls/pem';
import type { CertificateSecret } from '../../../network/gateway/types';
import type { Certificate, HttpAnswered, HttpAsked } from '../../../network/tools';

export const listOf = <T>({ server: { store } }: Cluster, table: string): readonly T[] => objectsIn(store.tables, table) as unknown as readonly T[];

function pemOf({ data }: Pick<Secret, 'data'>): string {
  try {
    return decodeBase64(data?.['tls.crt'] ?? '');
  } catch {
    return '';
  }
}

/** Secrets of type kubernetes.io/tls with the names in their certificates. */
export const tlsOf = (secrets: readonly Secret[]): readonly CertificateSecret[] => secrets.filter(({ type }) => type === 'kubernetes.io/tls').map((secret) => {
  const found = readCertificate(pemOf(secret));
  return { ...secret, ...(found === undefined ? {} : { certificate: { dnsNames: found.dnsNames ?? [] } }) };
});

export const tlsSecrets = (cluster: Cluster): readonly CertificateSecret[] => tlsOf(listOf<Secret>(cluster, 'secrets'));

/** The certificate of a Secret, as a client looks at it. */
export function certificateIn(cluster: Cluster, secret: CertificateSecret | undefined): Certificate | undefined {
  const found = secret === undefined ? undefined : readCertificate(pemOf(secret));
  if (found === undefined) return undefined;
  return { names: found.dnsNames ?? [], issuer: found.issuer === found.name ? 'self' : found.issuer, id: found.name, expired: (parseTime(found.notAfter) ?? 0) < cluster.clock.now, whole: [found] };
}

/** A backend `namespace/service:port` as one of its ready Pods. */
function endpointOf(cluster: Cluster, backend: string, lot: () => number): { readonly address: string; readonly port: number } | undefined {
  const [, namespace = '', name = '', port = ''] = /^([^/]+)\/(.+):(\d+)$/.exec(backend) ?? [];
  const service = listOf<Service>(cluster, 'services').find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  const portName = service?.spec?.ports?.find((one) => one.port === Number(port))?.name ?? '';
  const all = listOf<EndpointSlice>(cluster, 'endpointslices.discovery.k8s.io').filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.['kubernetes.io/service-name'] === name).flatMap(({ endpoints, ports }) => {
    const target = ports?.find((one) => (one.name ?? '') === portName)?.port;
    return target === undefined ? [] : (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).flatMap(({ addresses }) => addresses.map((address) => ({ address, port: target })));
  });
  return all[Math.floor(lot() * all.length)];
}

/** Hands a request on to a Pod behind a Service, and its answer back. */
export function handOn({ cluster, lot, onwards, source }: Reached, backend: string, asked: HttpAsked): HttpAnswered {
  const endpoint = endpointOf(cluster, backend, lot);
  if (endpoint === undefined) return { status: 503, body: 'no endpoints\n' };
  const listener = onwards(endpoint.address, endpoint.port);
  if (listener.kind === 'dropped') return { status: 504, body: 'upstream request timeout\n', took: 5000 };
  if (listener.kind !== 'server') return { status: 502, body: 'bad gateway\n' };
  return listener.answer({ ...asked, tls: false, headers: [...asked.headers, ['X-Forwarded-For', source], ['X-Forwarded-Proto', asked.tls ? 'https' : 'http']] });
}
