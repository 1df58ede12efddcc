import { goJsonIndented } from '../../base/go/json';
import type { HttpAnswered, HttpAsked, Listener } from '../../network/tools';
import { authorizeRequest } from '../apiserver/authorization/authorize';
import { userOfToken } from '../apiserver/authorization/token-user';
import { failure, notFound } from '../apiserver/failures';
import type { Failure, Request, User } from '../apiserver/types';
import { parseResourcePath } from '../apiserver/url';
import type { ResourcePath } from '../apiserver/url';
import { isStopped } from '../components/refusal';
import { etcdState } from '../components';
import { serverVersion } from '../apiserver/server-version';
import { healthAnswer, isHealthPath } from '../health/answer';
import type { Cluster } from '../state';
import { objectsIn, tableOf } from '../store/store';
import { apiServerCertificates } from './served';

/** Who signed the API server's certificate: the CA that every Pod's service account volume holds. */
export const CLUSTER_CA = 'kubernetes';
const NAMES = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', 'cp-1', '10.96.0.1', '192.168.0.10'];
const ANONYMOUS: User = { username: 'system:anonymous', groups: ['system:unauthenticated'] };
const VERSION = serverVersion('v1.36.3');
const VERBS: Readonly<Record<string, Request['verb']>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

const json = (status: number, body: object): HttpAnswered => ({ status, headers: [['Content-Type', 'application/json']], body: `${goJsonIndented(body, '  ')}\n` });

/** `details`: whom it is about (NewForbidden, NewNotFound); the 401 and paths that are no resource have none. */
const refused = ({ code, reason, message }: Failure, details?: object): HttpAnswered => json(code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, ...(details === undefined ? {} : { details }), code });

/** Whose request it is (pkg/apiserver authentication: a bearer token, or else anonymous); undefined: nobody's token. */
function userOf(cluster: Cluster, { headers }: HttpAsked): User | undefined {
  const given = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const [, token] = /^Bearer\s+(\S+)$/i.exec(given) ?? [];
  return token === undefined ? ANONYMOUS : userOfToken(cluster.server.store, token, cluster.clock.now);
}

function resourceAnswer(cluster: Cluster, user: User, method: string, { apiVersion, plural, namespace, name, subresource }: ResourcePath): HttpAnswered {
  const { store } = cluster.server;
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const verb = VERBS[method] ?? (name === '' ? 'list' : 'get');
  const request: Request = {
    verb: verb === 'delete' && name === '' ? 'deletecollection' : verb, group: group ?? '', resource: plural, user,
    ...(namespace === '' ? {} : { namespace }), ...(name === '' ? {} : { name }), ...(subresource === '' ? {} : { subresource }),
  };
  const barred = authorizeRequest(request, store);
  if (barred !== undefined) return refused(barred, { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: plural });
  const table = group === '' ? plural : `${plural}.${group}`;
  const found = objectsIn(store.tables, table, namespace === '' ? undefined : namespace).filter((one) => one.apiVersion === apiVersion && (name === '' || one.metadata.name === name));
  const [first] = found;
  // A table that never had an object is one of no known kind.
  if (version === undefined || subresource !== '' || verb !== request.verb || (verb !== 'get' && verb !== 'list') || (first === undefined && tableOf(store.tables, table).objects === null)) return { status: 404, body: '404 page not found\n' };
  if (verb === 'list') return json(200, { kind: `${first?.kind ?? ''}List`, apiVersion, metadata: { resourceVersion: String(store.revision) }, items: found.map(({ apiVersion: _, kind: __, ...rest }) => rest) });
  return first === undefined ? refused(notFound(request, name), { name, ...(group === '' ? {} : { group }), kind: plural }) : json(200, first);
}

/** What a client is answered that speaks HTTP itself: by its token, or as `system:anonymous`. It reads objects, and changes none. */
function answer(cluster: Cluster, asked: HttpAsked): HttpAnswered {
  const user = userOf(cluster, asked);
  if (user === undefined) return refused(failure('Unauthorized', 'Unauthorized'));
  const [path = ''] = asked.path.split('?');
  const resource = parseResourcePath(path);
  if (resource !== undefined) return resourceAnswer(cluster, user, asked.method, resource);
  const barred = authorizeRequest({ verb: 'get', group: '', resource: '', path, user }, cluster.server.store);
  if (barred !== undefined) return refused(barred, {});
  if (path === '/version') return json(200, VERSION);
  return isHealthPath(path) ? healthAnswer('kube-apiserver', asked.path, { etcd: etcdState(cluster.components) === 'quorum', identity: true }) : { status: 404, body: '404 page not found\n' };
}

/** The API server to somebody who comes over the network. */
export const apiServerListener = (cluster: Cluster): Listener =>
  isStopped(cluster.components, 'kube-apiserver') ? { kind: 'refused' } : { kind: 'server', answer: (asked) => answer(cluster, asked), certificate: () => ({ names: NAMES, issuer: CLUSTER_CA, expired: false, whole: apiServerCertificates(cluster) }) };
