/**
 * Traefik v3.7 as K3s ships it, where it departs from the words of the API (pkg/provider/kubernetes/ingress kubernetes.go loadConfigurationFromIngresses, pkg/muxer/http):
 * each path becomes a rule written as text, and the longer text goes first; rules that lead nowhere are left out.
 */
import { hostOf } from '../gateway/hostnames';
import { ownIngresses } from './classes';
import { resolve, ruleHostMatches, rulesOf } from './rules';
import type { Answered, IngressRequest, IngressWorld, Rule } from './types';

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

export function routeAsTraefik(world: IngressWorld, { host, path }: IngressRequest, { controller, strictPrefixMatching: strict }: TraefikOptions): Answered {
  const ingresses = ownIngresses(world, { controller, name: TRAEFIK });
  // A default backend counts only where there are no rules, and comes last.
  const defaults = ingresses.flatMap((ingress): Rule[] => ((ingress.spec?.rules ?? []).length === 0 && ingress.spec?.defaultBackend !== undefined ? [{ ingress, defaultBackend: true, backend: ingress.spec.defaultBackend }] : []));
  const asked = hostOf(host);
  const clean = cleanPath(path);
  const rules = [...rulesOf(ingresses)].sort((a, b) => ruleText(b, strict).length - ruleText(a, strict).length);
  for (const rule of [...rules, ...defaults]) {
    if (rule.defaultBackend !== true && !(ruleHostMatches(rule.host, asked) && pathMatches(rule, clean, strict))) continue;
    const found = resolve(world, rule.ingress, rule.backend);
    if ('problem' in found) continue;
    return found.ready ? { kind: 'forwarded', rule, backend: found.backend } : { kind: 'refused', rule, status: 503 };
  }
  return { kind: 'refused', status: 404 };
}
