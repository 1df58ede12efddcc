import { quote } from '../../base/go/quote';
import { ENDPOINTS } from './checks';
import type { Check, HealthComponent, HealthFacts } from './checks';

/** An answer of a health endpoint; its Content-Type is `text/plain; charset=utf-8`. */
export interface HealthAnswer {
  readonly status: number;
  readonly body: string;
}

const NOT_FOUND: HealthAnswer = { status: 404, body: '404 page not found\n' };

function all(path: string, checks: readonly Check[], query: URLSearchParams, facts: HealthFacts): HealthAnswer {
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
    const check = endpoint.checks.find(({ name }) => name === path.slice(endpoint.path.length + 1));
    if (check === undefined) return NOT_FOUND;
    const error = check.error?.(facts);
    return error === undefined ? { status: 200, body: 'ok' } : { status: 500, body: `internal server error: ${error}\n` };
  }
  return NOT_FOUND;
}

export const isHealthPath = (url: string): boolean => /^\/(?:healthz|livez|readyz)(?:[/?]|$)/.test(url);
