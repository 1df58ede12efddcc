/** What a rule's filters do to a request and its answer (HTTPRouteFilter of apis/v1). */
import { hostOf } from './hostnames';
import { bare, pathOf } from './match';
import type { HeaderModifier, HttpRequest, PathModifier, Redirect, RouteMatch } from './types';

export type Headers = Readonly<Record<string, string>>;

/** HTTPHeaderFilter: names in lower case, several values joined by a comma. */
export function withHeaders(headers: Headers, { set = [], add = [], remove = [] }: HeaderModifier): Headers {
  const result = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const { name, value } of set) result.set(name.toLowerCase(), value);
  for (const { name, value } of add) {
    const before = result.get(name.toLowerCase());
    result.set(name.toLowerCase(), before === undefined ? value : `${before},${value}`);
  }
  for (const name of remove) result.delete(name.toLowerCase());
  return Object.fromEntries(result);
}

/** HTTPPathModifier: the path of a request with another beginning, or another one altogether; its query stays. */
export function withPath(path: string, modifier: PathModifier, { path: matched }: RouteMatch): string {
  const asked = pathOf(path);
  const query = path.slice(asked.length);
  if (modifier.type === 'ReplaceFullPath') return `${modifier.replaceFullPath}${query}`;
  const rest = asked.slice(bare(matched?.value ?? '/').length);
  const next = `${bare(modifier.replacePrefixMatch)}${rest}`;
  return `${next === '' ? '/' : next}${query}`;
}

const OWN_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** HTTPRequestRedirectFilter: where the client is sent. A port that is not said is the one of the scheme if that is said, else the one of the listener; that of the scheme itself is left out. */
export function locationOf(request: HttpRequest, { scheme, hostname, path, port }: Redirect, match: RouteMatch): string {
  const to = scheme ?? request.scheme;
  const at = port ?? (scheme === undefined ? request.port : OWN_PORTS[scheme]);
  const host = hostname ?? hostOf(request.host);
  return `${to}://${host}${at === undefined || at === OWN_PORTS[to] ? '' : `:${at}`}${path === undefined ? request.path : withPath(request.path, path, match)}`;
}
