/** What annotations of Ingress controllers have in the Gateway API v1.6: no controller's settings are part of an Ingress, so none of them goes along by itself. */

const NGINX = 'nginx.ingress.kubernetes.io/';

/** A field or kind of the Gateway API that does the same. */
export type Equivalent = 'URLRewrite' | 'RequestRedirect' | 'weight' | 'headers' | 'timeouts' | 'GRPCRoute' | 'CORS' | 'RequestHeaderModifier' | 'RequestMirror' | 'BackendTLSPolicy' | 'TLSRoute' | 'certManager';

/** By the beginning of the name (ingress2gateway v1.1 pkg/i2gw/providers/ingressnginx). */
const EQUIVALENTS: readonly (readonly [string, Equivalent])[] = [
  ['rewrite-target', 'URLRewrite'], ['app-root', 'RequestRedirect'], ['ssl-redirect', 'RequestRedirect'], ['force-ssl-redirect', 'RequestRedirect'], ['permanent-redirect', 'RequestRedirect'],
  ['temporal-redirect', 'RequestRedirect'], ['from-to-www-redirect', 'RequestRedirect'], ['canary-by-header-pattern', 'headers'], ['canary-by-header', 'headers'], ['canary-weight', 'weight'],
  ['proxy-connect-timeout', 'timeouts'], ['proxy-send-timeout', 'timeouts'], ['proxy-read-timeout', 'timeouts'], ['backend-protocol', 'GRPCRoute'], ['enable-cors', 'CORS'], ['cors-', 'CORS'],
  ['upstream-vhost', 'RequestHeaderModifier'], ['x-forwarded-prefix', 'RequestHeaderModifier'], ['mirror-target', 'RequestMirror'], ['proxy-ssl-', 'BackendTLSPolicy'], ['ssl-passthrough', 'TLSRoute'],
];

/** Not settings of a controller: the class of old, what kubectl leaves, and a switch whose weight is another annotation. */
const PASSED_OVER = /^(kubernetes\.io\/|kubectl\.kubernetes\.io\/|nginx\.ingress\.kubernetes\.io\/canary$)/;

export interface AnnotationFate {
  readonly name: string;
  /** Absent: the specification has nothing for it. */
  readonly equivalent?: Equivalent;
}

/** What becomes of an Ingress's annotations, in the order of their names. */
export function annotationFates(annotations: Readonly<Record<string, string>>): readonly AnnotationFate[] {
  return Object.entries(annotations).filter(([name]) => !PASSED_OVER.test(name)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]): AnnotationFate => {
    if (name.startsWith('cert-manager.io/')) return { name, equivalent: 'certManager' };
    const found = name.startsWith(NGINX) ? EQUIVALENTS.find(([start]) => name.slice(NGINX.length).startsWith(start))?.[1] : undefined;
    // A path put together from groups of an expression cannot be written in a filter.
    return found === undefined || (found === 'URLRewrite' && value.includes('$')) ? { name } : { name, equivalent: found };
  });
}
