import { escapedPath, formatUrl, parseRequestUri, parseUrl, queryOf, splitHost, type GoUrl } from '../../../base/go/url';
import type { Library } from '../../../base/cel/run/library';
import { CelError, CelMap, Opaque, type Value } from '../../../base/cel/run/values';

/** url() (apiserver pkg/cel/library/urls.go). */

const TYPE = 'kubernetes.URL';
const of = (value: Value | undefined): GoUrl => (value as Opaque<GoUrl>).data;
const wrap = (url: GoUrl): Value => new Opaque(TYPE, url, (other) => formatUrl(url) === formatUrl(other), formatUrl(url));

function read(text: string): Value {
  const asked = parseRequestUri(text);
  const parsed = asked.ok ? parseUrl(text) : asked;
  return parsed.ok ? wrap(parsed.url) : new CelError(`URL parse error during conversion from string: ${parsed.error}`);
}

const getter = (id: string): readonly string[] => [`.url_get_${id}(${TYPE}) -> string`];

export const URL_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  url: [`string_to_url(string) -> ${TYPE}`],
  isURL: ['is_url_string(string) -> bool'],
  getScheme: getter('scheme'),
  getHost: getter('host'),
  getHostname: getter('hostname'),
  getPort: getter('port'),
  getEscapedPath: getter('escaped_path'),
  getQuery: [`.url_get_query(${TYPE}) -> map(string,list(string))`],
};

export const URL_LIBRARY: Library = {
  functions: {},
  overloads: {
    string_to_url: (text) => read(text as string),
    is_url_string: (text) => parseRequestUri(text as string).ok,
    url_get_scheme: (url) => of(url).scheme,
    url_get_host: (url) => of(url).host,
    url_get_hostname: (url) => splitHost(of(url)).hostname,
    url_get_port: (url) => splitHost(of(url)).port,
    url_get_escaped_path: (url) => escapedPath(of(url)),
    url_get_query: (url) => new CelMap(queryOf(of(url))),
  },
};
