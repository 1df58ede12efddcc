import type { Request } from './types';

/** What a path of the API asks for, as it stands in the URL; the plural is not looked up. */
export interface ResourcePath {
  readonly apiVersion: string;
  readonly namespace: string;
  readonly plural: string;
  readonly name: string;
  readonly subresource: string;
}

/** namespaceSubresources: what follows a namespace's name and is no resource in it. */
const OF_NAMESPACES: ReadonlySet<string> = new Set(['status', 'finalize']);

/** `/apis/apps/v1/namespaces/shop/deployments/web/scale`; undefined: no path of a resource (apiserver endpoints/request RequestInfoFactory). */
export function parseResourcePath(url: string): ResourcePath | undefined {
  const parts = url.split('?')[0]!.split('/').filter((part) => part !== '');
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return undefined;
  const apiVersion = core ? parts[1] : `${parts[1]}/${parts[2]}`;
  const rest = parts.slice(core ? 2 : 3);
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2 && !OF_NAMESPACES.has(rest[2] ?? '');
  const [plural, name = '', subresource = ''] = inNamespace ? rest.slice(2) : rest;
  return apiVersion === undefined || plural === undefined ? undefined : { apiVersion, plural, name, subresource, namespace: inNamespace ? (rest[1] ?? '') : '' };
}

const QUERY: Readonly<Record<string, (value: string) => Partial<Request>>> = {
  labelSelector: (labelSelector) => ({ labelSelector }), fieldSelector: (fieldSelector) => ({ fieldSelector }), resourceVersion: (resourceVersion) => ({ resourceVersion }),
  continue: (token) => ({ continue: token }), limit: (limit) => (/^\d+$/.test(limit) ? { limit: Number(limit) } : {}),
};

/** The ListOptions in a URL; what is no option of a list is not heeded. */
export const parseListQuery = (url: string): Partial<Request> =>
  Object.assign({}, ...[...new URLSearchParams(url.split('?')[1] ?? '')].map(([name, value]) => (Object.hasOwn(QUERY, name) ? QUERY[name]!(value) : {}))) as Partial<Request>;
