/** Where the API server is found (cmd/kubeadm/app/util/endpoint.go). */
import { parseIp } from '../../../base/ip';
import type { Configuration } from '../configuration';
import { KubeadmError, warn } from '../machine';
import type { KubeadmMachine } from '../machine';

const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
export const isSubdomain = (name: string): boolean => SUBDOMAIN.test(name) && name.length <= 253;

export interface HostPort {
  readonly host: string;
  /** Empty: none is said. */
  readonly port: string;
}

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** ParseHostPort. */
export function parseHostPort(text: string): HostPort {
  const bracketed = /^\[([^\]]*)\]:(.*)$/.exec(text);
  const plain = /^([^:]*):([^:]*)$/.exec(text);
  const [host, port] = bracketed !== null ? [bracketed[1]!, bracketed[2]!] : plain !== null ? [plain[1]!, plain[2]!] : [text, ''];
  if (port !== '' && !isPort(port)) throw new KubeadmError(`hostport ${text}: port ${port} must be a valid number between 1 and 65535, inclusive`);
  if (parseIp(host) !== undefined || isSubdomain(host)) return { host, port };
  throw new KubeadmError(`hostport ${text}: host '${host}' must be a valid IP address or a valid RFC-1123 DNS subdomain`);
}

const url = (host: string, port: string): string => `https://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** GetLocalAPIEndpoint. */
export const localEndpoint = ({ advertiseAddress, bindPort }: Configuration): string => url(advertiseAddress, String(bindPort));

/** GetControlPlaneEndpoint. */
export function controlPlaneEndpoint(machine: KubeadmMachine, configuration: Configuration): string {
  const { controlPlaneEndpoint: given, bindPort } = configuration;
  if (given === '') return localEndpoint(configuration);
  const { host, port } = parseHostPort(given);
  if (port !== '' && port !== String(bindPort)) warn(machine, 'endpoint.go:54', '[endpoint] WARNING: port specified in controlPlaneEndpoint overrides bindPort in the controlplane address');
  return url(host, port || String(bindPort));
}
