/**
 * Ingresses as Gateways and HTTPRoutes, after ingress2gateway v1.1 (pkg/i2gw/providers/common converter.go ToIR): a Gateway for each namespace and class, listeners and a
 * route for each host. It departs from it where that would route otherwise than the Ingress did: routes name their listeners, so that one for all hosts does not compete
 * for the others; of paths that stand twice the first counts; a default backend gets a listener for all other hosts. What has no equivalent is a note, not an error.
 */
import type { Service } from '../../../api/generated/types/core.v1';
import type { HTTPIngressPath, Ingress, IngressBackend } from '../../../api/generated/types/networking.v1';
import { GROUP } from '../types';
import type { BackendReference, Gateway, HttpRoute, Listener, RouteRule } from '../types';
import { annotationFates } from './annotations';
import type { Equivalent } from './annotations';

export interface ConversionNote {
  /** `namespace/name` of the Ingress. */
  readonly ingress: string;
  readonly code:
    /** `params.name`; `equivalent` says what does the same. */
    | 'annotation'
    /** The class is nobody's: a Gateway has to name its own. */
    | 'noClass'
    /** `params.host`: one label in an Ingress, one or more in a route. */
    | 'wildcard'
    /** `params.path` is compared as the controller likes; here as a prefix. */
    | 'implementationSpecific'
    /** `params.path` can be no prefix, so it was an expression of the controller's; here one from the beginning of the path. */
    | 'expression'
    /** `params.path`, of `params.host`, stands a second time. */
    | 'twice'
    /** It takes all other hosts: a listener for them was added, on port 80 alone. */
    | 'defaultBackend'
    /** Of several default backends the first counts. */
    | 'secondDefault'
    /** `params.service` has no port of this name. */
    | 'unknownPort'
    /** A backend that is no Service. */
    | 'resource';
  readonly params: Readonly<Record<string, string>>;
  readonly equivalent?: Equivalent;
}

type Written<T> = T & { readonly apiVersion: string; readonly kind: string };

export interface Conversion {
  /** Gateways first. */
  readonly objects: readonly Written<Gateway | HttpRoute>[];
  readonly notes: readonly ConversionNote[];
}

const namespaceOf = ({ metadata }: Ingress): string => metadata.namespace ?? 'default';
const idOf = (ingress: Ingress): string => `${namespaceOf(ingress)}/${ingress.metadata.name}`;
const classOf = ({ metadata, spec }: Ingress): string => spec?.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'] ?? '';

/** NameFromHost of utils.go. */
const nameFromHost = (host: string): string => (host === '' ? 'all-hosts' : host.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-+/, ''));

/** All that one route is made of: a host of the Ingresses of a namespace and class. */
interface Group {
  readonly first: Ingress;
  readonly host: string;
  readonly paths: { readonly ingress: Ingress; readonly path: HTTPIngressPath }[];
  readonly secrets: Set<string>;
}

function groupsOf(ingresses: readonly Ingress[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const ingress of ingresses) {
    for (const { host = '', http } of ingress.spec?.rules ?? []) {
      const group = groups.get(host) ?? { first: ingress, host, paths: [], secrets: new Set<string>() };
      groups.set(host, group);
      for (const path of http?.paths ?? []) group.paths.push({ ingress, path });
      for (const { secretName } of ingress.spec?.tls ?? []) if (secretName !== undefined && secretName !== '') group.secrets.add(secretName);
    }
  }
  return [...groups.values()].sort((a, b) => (a.host < b.host ? -1 : a.host > b.host ? 1 : 0));
}

/** Characters of a path in the definition of HTTPRoute; with others it can only have been an expression. */
const PLAIN = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

class Converter {
  readonly notes: ConversionNote[] = [];

  constructor(private readonly services: readonly Pick<Service, 'metadata' | 'spec'>[]) {}

  note(ingress: Ingress, code: ConversionNote['code'], params: Readonly<Record<string, string>> = {}, equivalent?: Equivalent): void {
    this.notes.push({ ingress: idOf(ingress), code, params, ...(equivalent === undefined ? {} : { equivalent }) });
  }

  /** ToBackendRef: ports by number. */
  backend(ingress: Ingress, { service }: IngressBackend): BackendReference | undefined {
    if (service === undefined) {
      this.note(ingress, 'resource');
      return undefined;
    }
    const { number, name } = service.port ?? {};
    if (number !== undefined) return { name: service.name, port: number };
    const port = this.services.find(({ metadata }) => metadata.name === service.name && (metadata.namespace ?? 'default') === namespaceOf(ingress))?.spec?.ports?.find((one) => one.name === name)?.port;
    if (port === undefined) this.note(ingress, 'unknownPort', { service: service.name, port: name ?? '' });
    return port === undefined ? undefined : { name: service.name, port };
  }

  rules({ paths, host }: Group): readonly RouteRule[] {
    const seen = new Set<string>();
    return paths.flatMap(({ ingress, path: { path = '/', pathType, backend } }): RouteRule[] => {
      const expression = pathType === 'ImplementationSpecific' && !PLAIN.test(path);
      const type = expression ? 'RegularExpression' : pathType === 'Exact' ? 'Exact' : 'PathPrefix';
      if (pathType === 'ImplementationSpecific') this.note(ingress, expression ? 'expression' : 'implementationSpecific', { path });
      const key = `${type} ${path}`;
      if (seen.has(key)) this.note(ingress, 'twice', { path, host });
      const found = seen.has(key) ? undefined : this.backend(ingress, backend);
      seen.add(key);
      return found === undefined ? [] : [{ matches: [{ path: { type, value: expression ? `${path}.*` : path } }], backendRefs: [found] }];
    });
  }
}

const listenersOf = ({ host, secrets }: Group): readonly Listener[] => {
  const prefix = host === '' ? '' : `${nameFromHost(host)}-`;
  const at = host === '' ? {} : { hostname: host };
  const certificates = [...secrets].map((name) => ({ name }));
  return [{ name: `${prefix}http`, ...at, port: 80, protocol: 'HTTP' }, ...(certificates.length === 0 ? [] : [{ name: `${prefix}https`, ...at, port: 443, protocol: 'HTTPS', tls: { certificateRefs: certificates } }])];
};

const gateway = (namespace: string, name: string, listeners: readonly Listener[]): Written<Gateway> => ({
  apiVersion: `${GROUP}/v1`, kind: 'Gateway', metadata: { name, namespace }, spec: { gatewayClassName: name, listeners },
});

const route = (namespace: string, name: string, gatewayName: string, sections: readonly string[], hostnames: readonly string[], rules: readonly RouteRule[]): Written<HttpRoute> => ({
  apiVersion: `${GROUP}/v1`, kind: 'HTTPRoute', metadata: { name, namespace },
  spec: { parentRefs: sections.map((sectionName) => ({ name: gatewayName, sectionName })), ...(hostnames.length === 0 ? {} : { hostnames }), rules },
});

const isCatchAll = ({ matches = [] }: RouteRule): boolean => matches.some(({ path }) => path?.type === 'PathPrefix' && path.value === '/');

/** All of one Gateway: the Ingresses of a namespace and class. */
function convertClass(converter: Converter, namespace: string, name: string, ingresses: readonly Ingress[]): readonly Written<Gateway | HttpRoute>[] {
  const listeners: Listener[] = [];
  const routes: Written<HttpRoute>[] = [];
  /** Listeners with requests that no rule of theirs may take. */
  const open: string[] = [];
  for (const group of groupsOf(ingresses)) {
    if (group.host.startsWith('*.')) converter.note(group.first, 'wildcard', { host: group.host });
    const own = listenersOf(group);
    const rules = converter.rules(group);
    const sections = own.map((listener) => listener.name);
    listeners.push(...own);
    if (!rules.some(isCatchAll)) open.push(...sections);
    if (rules.length > 0) routes.push(route(namespace, `${group.first.metadata.name ?? ''}-${nameFromHost(group.host)}`, name, sections, group.host === '' ? [] : [group.host], rules));
  }
  const [first, ...others] = ingresses.filter(({ spec }) => spec?.defaultBackend !== undefined);
  for (const ingress of others) converter.note(ingress, 'secondDefault');
  const backend = first?.spec?.defaultBackend === undefined ? undefined : converter.backend(first, first.spec.defaultBackend);
  if (first !== undefined && backend !== undefined) {
    if (listeners.every(({ hostname }) => hostname !== undefined)) {
      converter.note(first, 'defaultBackend');
      listeners.push({ name: 'http', port: 80, protocol: 'HTTP' });
      open.push('http');
    }
    if (open.length > 0) routes.push(route(namespace, `${first.metadata.name ?? ''}-default-backend`, name, open, [], [{ backendRefs: [backend] }]));
  }
  return listeners.length === 0 ? [] : [gateway(namespace, name, listeners), ...routes];
}

/** @param services to turn names of ports into numbers */
export function gatewaysFromIngresses(all: readonly Ingress[], services: readonly Pick<Service, 'metadata' | 'spec'>[]): Conversion {
  const converter = new Converter(services);
  for (const ingress of all) {
    if (classOf(ingress) === '') converter.note(ingress, 'noClass');
    for (const { name, equivalent } of annotationFates(ingress.metadata.annotations ?? {})) converter.note(ingress, 'annotation', { name }, equivalent);
  }
  const byClass = new Map<string, Ingress[]>();
  for (const ingress of all) {
    if (classOf(ingress) === '') continue;
    const key = `${namespaceOf(ingress)}/${classOf(ingress)}`;
    byClass.set(key, [...(byClass.get(key) ?? []), ingress]);
  }
  return { objects: [...byClass.values()].flatMap((ingresses) => convertClass(converter, namespaceOf(ingresses[0]!), classOf(ingresses[0]!), ingresses)), notes: converter.notes };
}
