import { byText } from '../../base/ordered-map';
import { failure } from '../apiserver/failures';
import { pathAnswered } from '../health/answer';
import type { Failure, Request } from '../apiserver/types';
import { quorumOf } from '../etcd/quorum';
import { formatTime } from '../../base/time';
import { CONNECTS_ANEW, ETCD_MEMBERS, OUTSIDE } from './types';
import type { ComponentsState, Origin } from './types';

const SECOND = 1_000_000;

export const isStopped = ({ stopped, starting }: ComponentsState, name: string): boolean => byText.has(stopped, name) || byText.has(starting, name);

/** etcd as the API server finds it. `quorum`: writes are agreed on; `minority`: some members run, but too few; `none`: nobody answers. */
export function etcdState(components: ComponentsState): 'quorum' | 'minority' | 'none' {
  const running = ETCD_MEMBERS.filter((name) => !isStopped(components, name));
  const agreeing = running.filter((name) => !byText.has(components.apart ?? null, name));
  if (!running.some((name) => !byText.has(components.unlinked ?? null, name))) return 'none';
  return agreeing.length >= quorumOf(ETCD_MEMBERS.length) ? 'quorum' : 'minority';
}

/** The request's deadlines in the API server (--request-timeout, and what is left of it for a write), its own in etcd (etcd's ReqTimeout), a TCP connection's. */
const [READ, WRITE, ETCD, CONNECT] = [60 * SECOND, 34 * SECOND, 7 * SECOND, 30 * SECOND];

/** It is answered from the API server's watch cache whatever etcd does. */
const fromCache = ({ verb, resourceVersion, watch }: Request): boolean => (verb === 'get' || verb === 'list') && (resourceVersion === '0' || watch !== undefined);

const VERBS: Readonly<Record<Request['verb'], string>> = { get: 'get', list: 'get', create: 'post', update: 'put', patch: 'patch', delete: 'delete', deletecollection: 'delete' };

/** crypto/x509 to who connects after the API server's certificate has ended: people each time, parts of the cluster when the server has begun anew. */
function distrusted({ served, astray = null }: ComponentsState, process: string, now: number): string | undefined {
  if (served === undefined || now <= served.until || (process !== OUTSIDE.process && served.from <= served.until && byText.get(astray, process) !== CONNECTS_ANEW)) return undefined;
  return `tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time ${formatTime(now)} is after ${formatTime(served.until)}`;
}

/** apiserver authentication/request/x509 AuthenticateRequest: the client's certificate is verified at each request, so one that has ended is refused over a connection that is there, too. */
const isUnknown = ({ clients }: ComponentsState, process: string, now: number): boolean => clients !== undefined && now > (byText.get(clients, process) ?? now);

/** Why a request gets no answer, or none of the store; undefined where it goes through. `took` says after how long. */
export function unreached(components: ComponentsState, { node, process }: Origin, request: Request, now = 0): Failure | undefined {
  const expired = distrusted(components, process, now);
  if (expired !== undefined && !isStopped(components, 'kube-apiserver')) return failure('', expired, { code: 0, transport: 'untrusted', took: 0 });
  const lost = components.astray === undefined ? undefined : byText.get(components.astray, process);
  if (lost !== undefined && lost !== CONNECTS_ANEW) return failure('', lost, { code: 0, transport: lost.includes('refused') ? 'refused' : 'timeout', took: 0 });
  const allRun = components.stopped === null && components.starting === null;
  if (!allRun && node !== undefined && isStopped(components, `network/${node}`)) return failure('', 'dial tcp: i/o timeout', { code: 0, transport: 'timeout', took: CONNECT });
  if (!allRun && isStopped(components, 'kube-apiserver')) return failure('', 'dial tcp: connect: connection refused', { code: 0, transport: 'refused', took: 0 });
  if (isUnknown(components, process, now)) return failure('Unauthorized', 'Unauthorized');
  if (allRun && (components.apart ?? null) === null && (components.unlinked ?? null) === null) return undefined;
  const etcd = etcdState(components);
  if (etcd === 'quorum' || fromCache(request)) return undefined;
  // What does not look into the store is answered without it.
  if (request.path === '/version') return undefined;
  if (request.path !== undefined) {
    const health = pathAnswered(request.path, { etcd: false, identity: true });
    return 'failure' in health ? health.failure : undefined;
  }
  if (etcd === 'minority') return failure('', 'etcdserver: request timed out', { took: ETCD });
  if (request.verb === 'get' || request.verb === 'list') {
    const what = [VERBS[request.verb], request.group === '' ? request.resource : `${request.resource}.${request.group}`, request.name].filter(Boolean).join(' ');
    return failure('Timeout', `the server was unable to return a response in the time allotted, but may still be processing the request (${what})`, { took: READ });
  }
  return failure('Timeout', 'Timeout: request did not complete within requested timeout - context deadline exceeded', { took: WRITE });
}
