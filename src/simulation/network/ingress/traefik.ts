/**
 * Traefik v3.7 as K3s ships it, where it departs from the words of the API (pkg/provider/kubernetes/ingress kubernetes.go loadConfigurationFromIngresses, pkg/muxer/http):
 * each path becomes a rule written as text, and the longer text goes first; rules that lead nowhere are left out.
 */
import { hostOf } from '../gateway/hostnames';
import { ownIngresses } from './classes';
import { allRules, answered, resolve, ruleHostMatches } from './rules';
import type { Answered, IngressRequest, IngressWorld, JudgedRule, Rule } from './types';

export interface TraefikOptions {
  readonly controller: string;
  /** Prefixes end at a slash. K3s does not set it. */
  readonly strictPrefixMatching: boolean;
}

const TRAEFIK = 'traefik';

/** buildHostRule. */
const hostRule = (host: string): string => (host.startsWith('*.') ? `HostRegexp(\`^${host.replaceAll('.', '\\.').replace('*', '[a-zA-Z0-9-]+')}$\`)` : `Host(\`${host}\`)`);

/** buildPathRule, buildStrictPrefixMatchingRule. */
function pathRule(path: string, pathType: string | undefined, strict: boolean): string {
  if (pathType === 'Exact') return `Path(\`${path}\`)`;
  if (!strict || path === '/') return `PathPrefix(\`${path}\`)`;
  const bare = path.replace(/\/$/, '');
  return `(Path(\`${bare}\`) || PathPrefix(\`${bare}/\`))`;
}

/** The rule of a router as Traefik writes it; its length is its priority. */
export const ruleText = ({ host, path, pathType }: Rule, strict: boolean): string =>
  [...(host === undefined ? [] : [hostRule(host)]), ...(path === undefined ? [] : [pathRule(path, pathType, strict)])].join(' && ');

function pathMatches({ path, pathType }: Rule, asked: string, strict: boolean): boolean {
  if (path === undefined) return true;
  if (pathType === 'Exact') return asked === path;
  if (!strict || path === '/') return asked.startsWith(path);
  const bare = path.replace(/\/$/, '');
  return asked === bare || asked.startsWith(`${bare}/`);
}

const UNRESERVED = /^[A-Za-z0-9\-._~]$/;

/** What the entry point makes of a path: escapes of plain characters are undone, then slashes and dots are cleaned (pkg/server/server_entrypoint_tcp.go normalizePath, sanitizePath). */
export function cleanPath(target: string): string {
  const path = target.split(/[?#]/, 1)[0]!;
  const plain = path.replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return UNRESERVED.test(char) ? char : escape.toUpperCase();
  });
  const parts: string[] = [];
  for (const part of plain.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const end = parts.length > 0 && /(?:\/|\/\.|\/\.\.)$/.test(plain) ? '/' : '';
  return `/${parts.join('/')}${end}`;
}

/** Every rule of all Ingresses, in their order, and what becomes of it with a request. */
export function judgeAsTraefik(world: IngressWorld, { host, path }: IngressRequest, { controller, strictPrefixMatching: strict }: TraefikOptions): readonly JudgedRule[] {
  const own = new Set(ownIngresses(world, { controller, name: TRAEFIK }));
  const all = allRules(world.ingresses);
  const asked = hostOf(host);
  const clean = cleanPath(path);
  const isThere = (rule: Rule): boolean => !('problem' in resolve(world, rule.ingress, rule.backend));
  // A default backend counts only where there are no rules, and comes last.
  const counts = (rule: Rule): boolean => rule.defaultBackend !== true || (rule.ingress.spec?.rules ?? []).length === 0;
  const fits = (rule: Rule): boolean => rule.defaultBackend === true || (ruleHostMatches(rule.host, asked) && pathMatches(rule, clean, strict));
  const priority = (rule: Rule): number => (rule.defaultBackend === true ? -1 : ruleText(rule, strict).length);
  const routers = all.filter((rule) => own.has(rule.ingress) && counts(rule) && isThere(rule)).sort((a, b) => priority(b) - priority(a));
  const winner = routers.find(fits);

  const judge = (rule: Rule): JudgedRule['verdict'] => {
    if (!own.has(rule.ingress)) return 'class';
    if (rule === winner) return 'won';
    if (!counts(rule)) return 'besideRules';
    if (!isThere(rule)) return 'leftOut';
    if (rule.defaultBackend === true) return winner?.defaultBackend === true ? 'earlier' : 'unused';
    if (!ruleHostMatches(rule.host, asked)) return 'host';
    if (!fits(rule)) return 'path';
    return winner !== undefined && priority(rule) < priority(winner) ? 'shorterText' : 'earlier';
  };
  return all.map((rule) => ({ rule, verdict: judge(rule) }));
}

export const routeAsTraefik = (world: IngressWorld, request: IngressRequest, options: TraefikOptions): Answered => answered(world, judgeAsTraefik(world, request, options));
