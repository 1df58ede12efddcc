import type { HttpAnswered, HttpAsked, Listener } from '../../network/tools';
import { userOfToken } from '../apiserver/authorization/token-user';
import { failure } from '../apiserver/failures';
import { handle } from '../apiserver/handle';
import { apiOverHttp, refusedOverHttp } from '../apiserver/http/serve';
import type { ApiDoor } from '../apiserver/http/types';
import { servedRegistry } from '../apiserver/served';
import type { ServerConfig, User } from '../apiserver/types';
import { isStopped } from '../components/refusal';
import { MACHINE_SUBRESOURCES } from '../node-door/ask';
import type { Cluster } from '../state';
import { apiServerCertificates } from './served';

/** Who signed the API server's certificate: the CA that every Pod's service account volume holds. */
export const CLUSTER_CA = 'kubernetes';
const NAMES = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', 'cp-1', '10.96.0.1', '192.168.0.10'];
const ANONYMOUS: User = { username: 'system:anonymous', groups: ['system:unauthenticated'] };

/** Who holds a token or a certificate; undefined: nobody who is known. */
export type Authenticate = (credentials: { readonly token: string; readonly certificate: string }) => User | undefined;

/** Where requests over HTTP go, and who they come from. */
export interface ApiServerDoor extends ApiDoor {
  readonly authenticate: Authenticate;
}

/** Simplified: a container's own script reads what is there as it starts, and cannot change it. */
const READS_ALONE = failure('ServiceUnavailable', 'what the script of an image writes over HTTP, or asks a machine, is not simulated: kubectl exec runs it as well');

/** A door by which a cluster is only looked at. */
export const readingDoor = (config: ServerConfig, cluster: Cluster): ApiServerDoor => ({
  registry: () => servedRegistry(config, cluster.server.store),
  ask: (request) => ((request.verb === 'get' || request.verb === 'list') && request.subresource !== 'proxy' && !MACHINE_SUBRESOURCES.has(request.subresource ?? '') ? handle(config, cluster.server, request, cluster.clock.now).answer : { failure: READS_ALONE }),
  authenticate: ({ token }) => userOfToken(cluster.server.store, token, cluster.clock.now),
});

/** Whose request it is (pkg/apiserver authentication: a client's certificate or a bearer token, or else anonymous); undefined: nobody's token. */
function userOf({ authenticate }: ApiServerDoor, { headers, certificate = '' }: HttpAsked): User | undefined {
  const given = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const [, token = ''] = /^Bearer\s+(\S+)$/i.exec(given) ?? [];
  return (token === '' && certificate === '' ? undefined : authenticate({ token, certificate })) ?? (token === '' ? ANONYMOUS : undefined);
}

const withHost = ({ headers, host }: HttpAsked): HttpAsked['headers'] => (headers.some(([name]) => name.toLowerCase() === 'host') ? headers : [['Host', host], ...headers]);

/** What a client is answered that speaks HTTP itself: by its certificate or token, or as `system:anonymous`. */
function answer(door: ApiServerDoor, asked: HttpAsked, from: string): HttpAnswered {
  const user = userOf(door, asked);
  const { silent, ...said } = user === undefined ? refusedOverHttp(asked, failure('Unauthorized', 'Unauthorized')) : apiOverHttp(door, { ...asked, headers: withHost(asked), from }, user);
  return silent === true ? { ending: 'silent' } : { ...said, http2: true };
}

/** The API server to somebody who comes over the network. */
export const apiServerListener = (cluster: Cluster, door: ApiServerDoor, from: string): Listener =>
  isStopped(cluster.components, 'kube-apiserver') ? { kind: 'refused' } : { kind: 'server', answer: (asked) => answer(door, asked, from), certificate: () => ({ names: NAMES, issuer: CLUSTER_CA, expired: false, whole: apiServerCertificates(cluster) }) };
