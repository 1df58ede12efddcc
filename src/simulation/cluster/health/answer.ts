import { quote } from '../../base/go/quote';
import { failure } from '../apiserver/failures';
import type { Answer } from '../apiserver/types';
import { ENDPOINTS } from './checks';
import type { Check, HealthComponent, HealthFacts } from './checks';

/** An answer of a health endpoint; its Content-Type is `text/plain; charset=utf-8`. */
export interface HealthAnswer {
  readonly status: number;
  readonly body: string;
}

const NOT_FOUND: HealthAnswer = { status: 404, body: '404 page not found\n' };

function all(path: string, given: readonly Check[], query: URLSearchParams, facts: HealthFacts): HealthAnswer {
  const checks = given.filter(({ where }) => where?.(facts) !== false);
  const excluded = new Set(query.getAll('exclude'));
  const unknown = new Set(excluded);
  let [said, failed] = ['', false];
  for (const { name, error } of checks) {
    if (excluded.has(name)) {
      unknown.delete(name);
      said += `[+]${name} excluded: ok\n`;
    } else if (error?.(facts) === undefined) said += `[+]${name} ok\n`;
    else {
      failed = true;
      said += `[-]${name} failed: reason withheld\n`;
    }
  }
  if (unknown.size > 0) said += `warn: some health checks cannot be excluded: no matches for ${[...unknown].sort().map(quote).join(',')}\n`;
  if (failed) return { status: 500, body: `${said}${path.slice(1)} check failed\n` };
  return { status: 200, body: query.has('verbose') ? `${said}${path.slice(1)} check passed\n` : 'ok' };
}

/**
 * What a component answers to a GET of a health path, `/readyz?verbose&exclude=etcd` or one check `/livez/etcd` (apiserver pkg/server/healthz handleRootHealth, adaptCheckToHandler).
 * A failure is always told check by check, and its reason only by the check's own path. Who may ask is decided elsewhere.
 */
export function healthAnswer(component: HealthComponent, url: string, facts: HealthFacts): HealthAnswer {
  const [path = '', query = ''] = url.split('?');
  for (const endpoint of ENDPOINTS[component]) {
    if (path === endpoint.path) return all(path, endpoint.checks, new URLSearchParams(query), facts);
    if (!endpoint.single || !path.startsWith(`${endpoint.path}/`)) continue;
    const check = endpoint.checks.find(({ name, where }) => name === path.slice(endpoint.path.length + 1) && where?.(facts) !== false);
    if (check === undefined) return NOT_FOUND;
    const error = check.error?.(facts);
    return error === undefined ? { status: 200, body: 'ok' } : { status: 500, body: `internal server error: ${error}\n` };
  }
  return NOT_FOUND;
}

export const isHealthPath = (url: string): boolean => /^\/(?:healthz|livez|readyz)(?:[/?]|$)/.test(url);

/** --etcd-healthcheck-timeout and --etcd-readycheck-timeout: how long a check waits for etcd, µs. */
const CHECK_TAKES = 2_000_000;

/** The same as an answer of the API server; what fails takes its time, one check after another. */
export function pathAnswered(url: string, facts: HealthFacts): Answer {
  const { status, body } = healthAnswer('kube-apiserver', url, facts);
  if (status === 200) return { code: 200, text: body };
  if (status === 404) return { failure: failure('NotFound', body) };
  const failed = Math.max(1, body.split('\n').filter((line) => line.startsWith('[-]')).length);
  return { failure: failure('InternalError', body, { took: failed * CHECK_TAKES }) };
}
