import type { Service } from '../../api/generated/types/core.v1';
import { hostPort } from '../proxy/endpoints';

/** Variables that tell a container where Services are, in order. */
export type Variables = readonly (readonly [name: string, value: string])[];

const isSet = ({ spec }: Service): boolean => Boolean(spec?.clusterIP) && spec?.clusterIP !== 'None';
const shout = (name: string): string => name.replaceAll('-', '_').toUpperCase();

/** FromServices (pkg/kubelet/envvars): of each Service with a cluster address its host, its ports, and what Docker's links used to give. */
export function serviceVariables(services: readonly Service[]): Variables {
  return services.filter(isSet).flatMap(({ metadata, spec }) => {
    const { clusterIP: ip = '', ports = [] } = spec ?? {};
    const name = shout(metadata.name ?? '');
    const links = ports.flatMap(({ port, protocol = 'TCP' }, i) => {
      const url = `${protocol.toLowerCase()}://${hostPort(ip, port)}`;
      const prefix = `${name}_PORT_${port}_${protocol.toUpperCase()}`;
      const ofPort: [string, string][] = [[prefix, url], [`${prefix}_PROTO`, protocol.toLowerCase()], [`${prefix}_PORT`, String(port)], [`${prefix}_ADDR`, ip]];
      return i === 0 ? [[`${name}_PORT`, url] as [string, string], ...ofPort] : ofPort;
    });
    return [
      [`${name}_SERVICE_HOST`, ip],
      [`${name}_SERVICE_PORT`, String(ports[0]?.port ?? '')],
      ...ports.flatMap(({ name: portName = '', port }): [string, string][] => (portName === '' ? [] : [[`${name}_SERVICE_PORT_${shout(portName)}`, String(port)]])),
      ...links,
    ];
  });
}

/**
 * getServiceEnvVarMap (pkg/kubelet/kubelet_pods.go): the Services of the Pod's namespace if links are on, and in any case the `kubernetes` of namespace default, unless
 * the Pod's namespace has one of that name and links are on.
 */
export function podServiceVariables(services: readonly Service[], namespace: string, enableServiceLinks: boolean): Readonly<Record<string, string>> {
  const chosen = new Map<string, Service>();
  for (const service of services.filter(isSet)) {
    const { name = '', namespace: of } = service.metadata;
    if (of === 'default' && name === 'kubernetes') {
      if (!chosen.has(name)) chosen.set(name, service);
    } else if (of === namespace && enableServiceLinks) chosen.set(name, service);
  }
  return Object.fromEntries(serviceVariables([...chosen.values()]));
}
