import { forbiddenMessage } from '../../policy/rbac';
import type { PathRequest, User } from '../../policy/rbac';
import { healthAnswer, isHealthPath } from './answer';
import type { HealthComponent, HealthFacts } from './checks';

/** What comes back over HTTP: a text, a Status, or (of paths that are no health endpoint) only that it was given. */
export type DoorAnswer =
  | { readonly status: number; readonly contentType: string; readonly body: string }
  | { readonly status: number; readonly contentType: string; readonly json: object }
  | { readonly status: number };

/** Paths that the controller manager and the scheduler show to anybody (--authorization-always-allow-paths). */
const ALWAYS_ALLOWED = new Set(['/healthz', '/livez', '/readyz']);

/** What else there is to ask a component for. */
const OTHERS: Readonly<Record<HealthComponent, readonly string[]>> = {
  'kube-apiserver': ['/', '/api', '/apis', '/metrics', '/openapi/v2', '/openapi/v3', '/openid/v1/jwks', '/version', '/.well-known/openid-configuration'],
  'kube-controller-manager': ['/configz', '/metrics'],
  'kube-scheduler': ['/configz', '/metrics', '/metrics/resources'],
};

const TEXT = 'text/plain; charset=utf-8';

/** A 403 as it is sent (apiserver responsewriters.Forbidden). */
export const forbiddenAnswer = (message: string, details: object): DoorAnswer => ({
  status: 403, contentType: 'application/json',
  json: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason: 'Forbidden', details, code: 403 },
});

/**
 * A GET of a path that belongs to no resource, by somebody: the component's authorization and what it answers.
 *
 * @param decide the cluster's authorization; the two other components ask the API server for it
 */
export function pathAnswer(component: HealthComponent, url: string, user: User, facts: HealthFacts, decide: (user: User, asked: PathRequest) => { readonly allowed: boolean; readonly reason: string }): DoorAnswer {
  const asked: PathRequest = { verb: 'get', path: url.split('?')[0]! };
  const open = component !== 'kube-apiserver' && ALWAYS_ALLOWED.has(asked.path);
  const { allowed, reason } = open ? { allowed: true, reason: '' } : decide(user, asked);
  if (!allowed) return forbiddenAnswer(forbiddenMessage(user, asked, reason), {});
  if (!isHealthPath(url) && OTHERS[component].includes(asked.path)) return { status: 200 };
  return { contentType: TEXT, ...healthAnswer(component, url, facts) };
}
