import type { JsonObject } from '../../../api/schema/walk';
import { KubectlError } from '../../runtime/errors';
import { creator } from './draft';

/** host/path=service:port with an optional `tls=secret`. */
const RULE = /^[\w*\-.]*\/.*=[\w-]+:[\w-]+(,tls=?[\w-]*)?/;

function backend(text: string): JsonObject {
  const [name = '', port = ''] = text.split(':');
  return { service: { name, port: /^[+-]?[0-9]+$/.test(port) ? { number: Number(port) } : { name: port } } };
}

interface Host {
  readonly host: string;
  readonly paths: JsonObject[];
}

function rulesOf(rules: readonly string[]): readonly JsonObject[] {
  const hosts: Host[] = [];
  for (const rule of rules) {
    const [first = ''] = rule.split(',');
    const slash = first.indexOf('/');
    const [host, rest] = [first.slice(0, slash), first.slice(slash + 1)];
    const [written = '', service = ''] = rest.split('=');
    const path = `/${written}`;
    const isPrefix = path.endsWith('*');
    const one = { path: isPrefix ? path.slice(0, -1) : path, pathType: isPrefix ? 'Prefix' : 'Exact', backend: backend(service) };
    const known = hosts.find((each) => each.host === host);
    if (known === undefined) hosts.push({ host, paths: [one] });
    else known.paths.push(one);
  }
  return hosts.map(({ host, paths }) => ({ ...(host === '' ? {} : { host }), http: { paths } }));
}

function tlsOf(rules: readonly string[]): readonly JsonObject[] {
  const secrets: { readonly secretName: string; readonly hosts: string[] }[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const [, tls, ...more] = rule.split(',');
    if (tls === undefined || more.length > 0) continue;
    const [host = ''] = rule.split('/', 1);
    if (seen.has(host)) continue;
    seen.add(host);
    const [, secretName = ''] = tls.split('=');
    const known = secrets.find((each) => each.secretName === secretName);
    if (known !== undefined) known.hosts.push(host);
    else if (host !== '' || secretName !== '') secrets.push({ secretName, hosts: host === '' ? [] : [host] });
  }
  return secrets.map(({ secretName, hosts }) => ({ ...(hosts.length === 0 ? {} : { hosts }), ...(secretName === '' ? {} : { secretName }) }));
}

function annotationsOf(texts: readonly string[]): JsonObject {
  return Object.fromEntries(texts.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]));
}

export const createIngress = creator({
  failure: 'failed to create ingress: ',
  check({ flags }) {
    const [rules, fallback] = [flags.list('rule'), flags.text('default-backend')];
    if (fallback === '' && rules.length === 0) throw new KubectlError('not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)');
    for (const rule of rules) if (!RULE.test(rule)) throw new KubectlError(`rule ${rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`);
    for (const text of flags.list('annotation')) if (!text.includes('=')) throw new KubectlError(`annotation ${text} is invalid and should be in format key=[value]`);
    if (fallback !== '' && fallback.split(':').length !== 2) throw new KubectlError('default-backend should be in format servicename:serviceport');
  },
  build({ flags }, name) {
    const [rules, fallback, ingressClassName] = [flags.list('rule'), flags.text('default-backend'), flags.text('class')];
    return {
      apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name, annotations: annotationsOf(flags.list('annotation')) },
      spec: {
        ...(ingressClassName === '' ? {} : { ingressClassName }), ...(fallback === '' ? {} : { defaultBackend: backend(fallback) }),
        tls: [...tlsOf(rules)], rules: [...rulesOf(rules)],
      },
    };
  },
});
