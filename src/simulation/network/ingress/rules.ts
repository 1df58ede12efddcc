import type { Ingress, IngressBackend } from '../../api/generated/types/networking.v1';
import type { Answered, IngressWorld, JudgedRule, Rule } from './types';

const namespaceOf = ({ metadata }: Ingress): string => metadata.namespace ?? 'default';

/** Every path of some Ingresses, as they stand. */
export const rulesOf = (ingresses: readonly Ingress[]): readonly Rule[] =>
  ingresses.flatMap((ingress) => (ingress.spec?.rules ?? []).flatMap(({ host, http }) => (http?.paths ?? []).map(({ path, pathType, backend }): Rule => ({
    ingress, backend, ...(host === undefined || host === '' ? {} : { host }), ...(path === undefined || path === '' ? {} : { path }), pathType,
  }))));

/** The same with the default backends, each after the rules of its Ingress. */
export const allRules = (ingresses: readonly Ingress[]): readonly Rule[] =>
  ingresses.flatMap((ingress) => [...rulesOf([ingress]), ...(ingress.spec?.defaultBackend === undefined ? [] : [{ ingress, defaultBackend: true as const, backend: ingress.spec.defaultBackend }])]);

export type Resolved = { readonly backend: string; readonly ready: boolean } | { readonly problem: 'resource' | 'service' | 'port' };

/** The Service of a backend by its own port, and whether anything answers behind it. */
export function resolve({ services, endpointSlices }: IngressWorld, ingress: Ingress, { service }: IngressBackend): Resolved {
  if (service === undefined) return { problem: 'resource' };
  const namespace = namespaceOf(ingress);
  const found = services.find(({ metadata }) => metadata.name === service.name && (metadata.namespace ?? 'default') === namespace);
  if (found === undefined) return { problem: 'service' };
  const { number, name } = service.port ?? {};
  const port = found.spec?.ports?.find((one) => (number === undefined ? one.name === name : one.port === number));
  if (port === undefined) return { problem: 'port' };
  const slices = endpointSlices.filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service.name && (metadata.namespace ?? 'default') === namespace);
  // An endpoint that says nothing of its readiness is taken to be ready.
  const ready = slices.some(({ endpoints }) => (endpoints ?? []).some(({ conditions }) => conditions?.ready !== false));
  return { backend: `${namespace}/${service.name}:${port.port}`, ready };
}

/** Hosts of Ingresses: a wildcard stands for exactly one label. */
export function ruleHostMatches(host: string | undefined, asked: string): boolean {
  if (host === undefined) return true;
  const name = host.toLowerCase();
  if (!name.startsWith('*.')) return name === asked;
  const dot = asked.indexOf('.');
  return dot > 0 && asked.slice(dot) === name.slice(1);
}

/** What the rule that took the request comes to. */
export function answered(world: IngressWorld, judged: readonly JudgedRule[]): Answered {
  const rule = judged.find(({ verdict }) => verdict === 'won')?.rule;
  if (rule === undefined) return { kind: 'refused', status: 404 };
  const found = resolve(world, rule.ingress, rule.backend);
  return 'problem' in found || !found.ready ? { kind: 'refused', rule, status: 503 } : { kind: 'forwarded', rule, backend: found.backend };
}
