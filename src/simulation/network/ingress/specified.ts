/** An Ingress controller that does what the API says (networking.k8s.io/v1), and where it says nothing what Contour does. */
import { lengthOf, ruleMatches, winningRule } from '../http/ingress-path';
import type { PathRule } from '../http/ingress-path';
import { hostOf } from '../gateway/hostnames';
import { ownIngresses } from './classes';
import { allRules, answered, ruleHostMatches } from './rules';
import type { Answered, IngressRequest, IngressWorld, JudgedRule, Rule } from './types';

/** Without a path all, and what an implementation may choose is done as with Prefix. */
const asPath = ({ path = '/', pathType }: Rule): PathRule => ({ path, pathType: pathType === 'Exact' ? 'Exact' : 'Prefix' });

/** A host goes before a wildcard, and a wildcard before rules without a host. */
const rank = ({ host }: Rule): number => (host === undefined ? 0 : host.startsWith('*.') ? 1 : 2);

export interface SpecifiedOptions {
  readonly controller: string;
}

/** Every rule of all Ingresses, in their order, and what becomes of it with a request. */
export function judgeAsSpecified(world: IngressWorld, { host, path }: IngressRequest, { controller }: SpecifiedOptions): readonly JudgedRule[] {
  const own = new Set(ownIngresses(world, { controller, name: '' }));
  const all = allRules(world.ingresses);
  const asked = hostOf(host);
  const rules = all.filter((rule) => own.has(rule.ingress) && rule.defaultBackend !== true);
  const fitting = rules.filter((rule) => ruleHostMatches(rule.host, asked));
  const best = Math.max(...fitting.map(rank));
  const candidates = fitting.filter((rule) => rank(rule) === best);
  const won = winningRule(candidates.map(asPath), path);
  const winner = won === undefined ? undefined : candidates[won];
  // What is left when no rule fits: the default backend of the first Ingress that has one.
  const left = winner === undefined ? all.find((rule) => own.has(rule.ingress) && rule.defaultBackend === true) : undefined;

  const judge = (rule: Rule): JudgedRule['verdict'] => {
    if (!own.has(rule.ingress)) return 'class';
    if (rule === winner || rule === left) return 'won';
    if (rule.defaultBackend === true) return winner === undefined ? 'earlier' : 'unused';
    if (!fitting.includes(rule)) return 'host';
    if (!candidates.includes(rule)) return 'lessSpecificHost';
    if (winner === undefined || !ruleMatches(asPath(rule), path)) return 'path';
    if (lengthOf(asPath(rule)) < lengthOf(asPath(winner))) return 'shorter';
    return asPath(winner).pathType === 'Exact' && asPath(rule).pathType !== 'Exact' ? 'exactFirst' : 'earlier';
  };
  return all.map((rule) => ({ rule, verdict: judge(rule) }));
}

export const routeAsSpecified = (world: IngressWorld, request: IngressRequest, options: SpecifiedOptions): Answered => answered(world, judgeAsSpecified(world, request, options));
