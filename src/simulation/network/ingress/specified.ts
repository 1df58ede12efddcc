/** An Ingress controller that does what the API says (networking.k8s.io/v1), and where it says nothing what Contour does. */
import { winningRule } from '../http/ingress-path';
import type { PathRule } from '../http/ingress-path';
import { hostOf } from '../gateway/hostnames';
import { ownIngresses } from './classes';
import { resolve, ruleHostMatches, rulesOf } from './rules';
import type { Answered, IngressRequest, IngressWorld, Rule } from './types';

/** Without a path all, and what an implementation may choose is done as with Prefix. */
const asPath = ({ path = '/', pathType }: Rule): PathRule => ({ path, pathType: pathType === 'Exact' ? 'Exact' : 'Prefix' });

/** A host goes before a wildcard, and a wildcard before rules without a host. */
const rank = ({ host }: Rule): number => (host === undefined ? 0 : host.startsWith('*.') ? 1 : 2);

/** What is left of a controller's Ingresses when no rule fits: the default backend of the first one that has one. */
function defaultRule(ingresses: IngressWorld['ingresses']): Rule | undefined {
  const ingress = ingresses.find(({ spec }) => spec?.defaultBackend !== undefined);
  return ingress?.spec?.defaultBackend === undefined ? undefined : { ingress, defaultBackend: true, backend: ingress.spec.defaultBackend };
}

export interface SpecifiedOptions {
  readonly controller: string;
}

export function routeAsSpecified(world: IngressWorld, { host, path }: IngressRequest, { controller }: SpecifiedOptions): Answered {
  const ingresses = ownIngresses(world, { controller, name: '' });
  const asked = hostOf(host);
  const fitting = rulesOf(ingresses).filter((rule) => ruleHostMatches(rule.host, asked));
  const best = Math.max(...fitting.map(rank));
  const candidates = fitting.filter((rule) => rank(rule) === best);
  const won = winningRule(candidates.map(asPath), path);
  const rule = won === undefined ? defaultRule(ingresses) : candidates[won];
  if (rule === undefined) return { kind: 'refused', status: 404 };
  const found = resolve(world, rule.ingress, rule.backend);
  return 'problem' in found || !found.ready ? { kind: 'refused', rule, status: 503 } : { kind: 'forwarded', rule, backend: found.backend };
}
