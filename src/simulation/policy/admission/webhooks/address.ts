import type { WebhookClientConfig } from '../../../api/generated/types/admissionregistration.v1';
import type { Service } from '../../../api/generated/types/core.v1';
import { notFoundStatus } from '../../../api/status';
import { parseUrl } from '../../../base/go/url';
import { quote } from '../../../base/go/quote';
import type { Lookup } from '../request';

const HTTPS = 443;

/** Where a webhook is called: its URL without the timeout, and where the connection goes, or why there is no way there. */
export interface Address {
  readonly url: string;
  readonly target: { readonly address: string } | { readonly error: string };
}

/** path.Join('/', path): what rest.Config makes of a path. */
function cleanPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}

/** proxy.ResolveCluster (apiserver pkg/util/proxy): the cluster's address of a Service. */
function resolve(namespace: string, name: string, port: number, lookup: Lookup): Address['target'] {
  const service = lookup<Service>('v1', 'Service', namespace).find(({ metadata }) => metadata.name === name);
  if (service === undefined) return { error: notFoundStatus('', 'service', name) };
  const { type = 'ClusterIP', clusterIP = '', externalName = '', ports = [] } = service.spec ?? {};
  if (type === 'ExternalName') return { address: `${externalName}:${port}` };
  if (type === 'ClusterIP' && clusterIP === 'None') return { error: 'cannot route to service with ClusterIP "None"' };
  if (!ports.some((one) => one.port === port)) return { error: `no service port ${port} found for service ${quote(name)}` };
  return { address: `${clusterIP.includes(':') ? `[${clusterIP}]` : clusterIP}:${port}` };
}

/** ClientManager.HookClient (apiserver pkg/util/webhook/client.go); undefined: the configuration names no place. */
export function addressOf({ service, url }: WebhookClientConfig, lookup: Lookup): Address | undefined {
  if (service !== undefined) {
    const { name, namespace, path = '', port = HTTPS } = service;
    return { url: `https://${name}.${namespace}.svc:${port}${cleanPath(path)}`, target: resolve(namespace, name, port, lookup) };
  }
  const parsed = parseUrl(url ?? '');
  if (!parsed.ok || parsed.url.host === '') return undefined;
  const { scheme, host, path } = parsed.url;
  return { url: `${scheme}://${host}${cleanPath(path)}`, target: { address: /:\d+$/.test(host) ? host : `${host}:${HTTPS}` } };
}
