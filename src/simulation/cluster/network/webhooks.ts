/**
 * How an API server reaches the programs behind its webhooks (apiserver pkg/util/webhook/client.go, and client-go's transport under it): from the machine that it runs on, through the rules of that node's kube-proxy, to
 * whatever listens there. What goes wrong is said as Go says it. Simplified: an answer that takes its time is there at once, and so is the end of a timeout.
 */
import { fnv32a } from '../../base/hash';
import { parseUrl } from '../../base/go/url';
import { formatTime } from '../../base/time';
import { decodeBase64 } from '../../api/go-template/base64';
import { isObject } from '../../api/schema/walk';
import { resolveGo } from '../../network/dns/resolver';
import type { HttpAnswered, Listener } from '../../network/tools';
import { madeUp } from '../../network/tools/made-up';
import type { Certificate } from '../../network/tls/certificates';
import { verifyAsGo } from '../../network/tls/go';
import { readCertificates } from '../../network/tls/pem';
import type { HookResponse, Reply, Responder, WebhookCall } from '../../policy/admission/webhooks/reply';
import { OUTER_RESOLV_CONF } from '../node/resolv-conf';
import { objectsIn } from '../store/store';
import type { Cluster } from '../state';
import type { Node } from '../../api';
import type { Client } from './client';
import { Network, newNetworkMemory, NOBODY } from './network';
import type { NetworkOptions } from './network';

const unreachable = (words: string): Reply => ({ kind: 'unreachable', words });
const refused = (address: string): Reply => unreachable(`dial tcp ${address}: connect: connection refused`);

/** What an API server without a caBundle trusts: those whom the world trusts. */
const PUBLIC: Certificate = { name: 'public', issuer: 'public', notBefore: '1970-01-01T00:00:00Z', notAfter: '9999-12-31T23:59:59Z', isCA: true };
const UNKNOWN_AUTHORITY = 'x509: certificate signed by unknown authority';

/** UnknownAuthorityError: an authority of the same name that has not signed it is told of. */
function hint([leaf]: readonly Certificate[], trusted: readonly Certificate[]): string {
  const alike = leaf === undefined || leaf.issuer !== leaf.name ? undefined : trusted.find(({ name, issuer, commonName }) => name === issuer && commonName === leaf.commonName);
  return alike === undefined ? '' : ` (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate ${JSON.stringify(alike.commonName ?? alike.name)})`;
}

/** Why the server's certificate is not believed. */
function tlsError(listener: Extract<Listener, { readonly kind: 'server' | 'http' }>, serverName: string, caBundle: string, now: number): string | undefined {
  const shown = listener.kind === 'server' ? listener.certificate?.(serverName) : listener.certificate;
  if (shown === undefined) return 'http: server gave HTTP response to HTTPS client';
  const served = shown.whole ?? [madeUp(shown, now)];
  const trusted = caBundle === '' ? [PUBLIC] : readCertificates(decodeBase64(caBundle));
  const problem = verifyAsGo({ served, trusted, serverName, time: formatTime(now) });
  return problem === null ? undefined : `tls: failed to verify certificate: ${problem}${problem === UNKNOWN_AUTHORITY ? hint(served, trusted) : ''}`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The AdmissionResponse of a body; undefined: it holds none. */
function responseIn(body: string): HookResponse | undefined {
  const review = parsed(body);
  if (!isObject(review) || review.kind !== 'AdmissionReview' || !isObject(review.response)) return undefined;
  const { patch, patchType, ...rest } = review.response as unknown as HookResponse;
  return { ...rest, patchType: patchType ?? null, ...(typeof patch === 'string' ? { patch: decodeBase64(patch) } : {}) };
}

function replyOf(answer: HttpAnswered): Reply {
  if ('ending' in answer) return answer.ending === 'silent' ? { kind: 'silent' } : unreachable('EOF');
  const { status: code, body, took = 0 } = answer;
  const seconds = took / 1000;
  const response = code >= 200 && code <= 206 ? responseIn(body) : undefined;
  return response === undefined ? { kind: 'http', code, body, seconds } : { kind: 'review', response, seconds };
}

function answered(listener: Listener, { url, address, caBundle, review }: WebhookCall, now: number): Reply {
  switch (listener.kind) {
    case 'server': {
      const found = parseUrl(url);
      const serverName = found.ok ? found.url.host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') : '';
      const error = tlsError(listener, serverName, caBundle, now);
      if (error !== undefined) return unreachable(error);
      const path = url.replace(/^[^/]*\/\/[^/]*/, '');
      return replyOf(listener.answer({ method: 'POST', host: serverName, path, tls: true, headers: [['Accept', 'application/json, */*'], ['Content-Type', 'application/json']], body: JSON.stringify(review) }));
    }
    case 'closes': case 'resets': return unreachable('EOF');
    case 'banner': return unreachable('tls: first record does not look like a TLS handshake');
    case 'refused': return refused(address);
    case 'no route': return unreachable(`dial tcp ${address}: connect: no route to host`);
    default: return { kind: 'silent' };
  }
}

/** The programs behind webhooks, as the API server of a node reaches them. The same call at the same moment goes the same way. */
export const webhooksFrom = (options: Pick<NetworkOptions, 'settings' | 'programs' | 'announcer'>, node: string) => (cluster: Cluster): Responder => (call) => {
  const { now } = cluster.clock;
  const lot = fnv32a(`${call.review.request.uid} ${now}`) / 2 ** 32;
  const network = new Network(() => cluster, { ...options, lot: () => lot }, newNetworkMemory());
  const own = (objectsIn(cluster.server.store.tables, 'nodes') as Node[]).find(({ metadata }) => metadata.name === node)?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  const client: Client = { ...NOBODY, address: own ?? '', node, resolvConf: OUTER_RESOLV_CONF, hosts: '127.0.0.1 localhost\n' };
  const colon = call.address.lastIndexOf(':');
  const [host, port] = [call.address.slice(0, colon).replace(/^\[|\]$/g, ''), Number(call.address.slice(colon + 1))];
  const found = resolveGo(host, { family: 'unspec', resolvConf: client.resolvConf, hosts: client.hosts, servers: (server, query, at) => network.ask(client, server, query, at), now: now / 1000, from: client.address });
  if (found.error !== undefined) return unreachable(`dial tcp: ${found.error.code}`);
  return answered(network.listenerAt(client, found.addresses[0] ?? host, port), { ...call, address: `${found.addresses[0] ?? host}:${port}` }, now);
};
