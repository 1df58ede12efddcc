import { parseIpSloppy, prefixContains } from '../../base/ip';
import type { Prefix } from '../../base/ip';
import { duplicate, forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { Service, ServicePort, ServiceSpec } from '../generated/types/core.v1';
import { structOf } from '../internal';
import { dns1123LabelErrors, dns1123SubdomainErrors, portNameErrors, portNumberErrors } from '../names';
import { isExternallyAccessible, isHeadless, needsHealthCheck } from '../service/traits';
import type { IntOrString } from '../scalars';
import { eachInvalid, qualifiedName } from './common';
import { legacyCidrErrors, legacyIpErrors } from './ip';
import { validateLabels } from './metadata';
import { PROTOCOLS } from './names';
import { validateClusterIPs } from './service-addresses';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const AFFINITIES = ['ClientIP', 'None'];
const TRAFFIC = ['Cluster', 'Local'];
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
const MAX_AFFINITY_S = 86400;
const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';
const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

const portForm = structOf('Name Protocol AppProtocol? Port# TargetPort# NodePort#');

/** ValidatePortNumOrName. */
export const portOrNameErrors = (port: IntOrString, path: string): FieldError[] => eachInvalid(path, port, typeof port === 'number' ? portNumberErrors(port) : portNameErrors(port));

/** validateServicePort. */
function validatePort(port: ServicePort, path: string, nameNeeded: boolean, names: Set<string>): FieldError[] {
  const { name = '', protocol = '', appProtocol, targetPort = 0 } = port;
  const errors: FieldError[] = [];
  if (nameNeeded && name === '') errors.push(required(`${path}.name`));
  if (name !== '') {
    errors.push(...eachInvalid(`${path}.name`, name, dns1123LabelErrors(name)));
    if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
    names.add(name);
  }
  errors.push(...eachInvalid(`${path}.port`, port.port ?? 0, portNumberErrors(port.port ?? 0)));
  if (protocol === '') errors.push(required(`${path}.protocol`));
  else if (!PROTOCOLS.includes(protocol)) errors.push(notSupported(`${path}.protocol`, protocol, PROTOCOLS));
  errors.push(...portOrNameErrors(targetPort, `${path}.targetPort`));
  return appProtocol === undefined ? errors : [...errors, ...qualifiedName(appProtocol, `${path}.appProtocol`)];
}

/** The checks that depend on the type alone. */
function validateType(service: Service): FieldError[] {
  const { type, clusterIPs = [], ipFamilies = [], ipFamilyPolicy, externalName = '' } = service.spec ?? {};
  if (type === 'LoadBalancer' || type === 'NodePort') return isHeadless(service) ? [invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)] : [];
  if (type !== 'ExternalName') return [];
  const errors: FieldError[] = [];
  const detail = 'may not be set for ExternalName services';
  if (clusterIPs.length > 0) errors.push(forbidden('spec.clusterIPs', detail));
  if (ipFamilies.length > 0) errors.push(forbidden('spec.ipFamilies', detail));
  if (ipFamilyPolicy !== undefined) errors.push(forbidden('spec.ipFamilyPolicy', detail));
  const name = externalName.replace(/\.$/, '');
  return [...errors, ...(name === '' ? [required('spec.externalName')] : eachInvalid('spec.externalName', name, dns1123SubdomainErrors(name)))];
}

function validateAffinity({ sessionAffinity = '', sessionAffinityConfig: config }: ServiceSpec): FieldError[] {
  const path = 'spec.sessionAffinityConfig';
  if (sessionAffinity === '') return [required('spec.sessionAffinity')];
  if (!AFFINITIES.includes(sessionAffinity)) return [notSupported('spec.sessionAffinity', sessionAffinity, AFFINITIES)];
  if (sessionAffinity === 'None') return config === undefined ? [] : [forbidden(path, 'must not be set when session affinity is None')];
  const when = 'when session affinity type is ClientIP';
  if (config === undefined) return [required(path, when)];
  if (config.clientIP === undefined) return [required(`${path}.clientIP`, when)];
  const { timeoutSeconds: seconds } = config.clientIP;
  if (seconds === undefined) return [required(`${path}.clientIP.timeoutSeconds`, when)];
  return seconds <= 0 || seconds > MAX_AFFINITY_S ? [invalid(`${path}.clientIP.timeoutSeconds`, seconds, `must be greater than 0 and less than ${MAX_AFFINITY_S}`)] : [];
}

const within = (text: string, ...prefixes: readonly Prefix[]): boolean => {
  const ip = parseIpSloppy(text);
  return ip !== undefined && prefixes.some((prefix) => prefixContains(prefix, ip));
};
const v4 = (first: number, length: number): Prefix => ({ network: { family: 4, words: [first] }, length });
const v6 = (first: number, last: number, length: number): Prefix => ({ network: { family: 6, words: [first, 0, 0, last] }, length });

/** ValidateEndpointIP: no address with a meaning of its own. */
export function endpointIpErrors(text: string, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (within(text, v4(0, 32), v6(0, 0, 128))) errors.push(invalid(path, text, `may not be unspecified (${text})`));
  if (within(text, v4(0x7f000000, 8), v6(0, 1, 128))) errors.push(invalid(path, text, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'));
  if (within(text, v4(0xa9fe0000, 16), v6(0xfe800000, 0, 10))) errors.push(invalid(path, text, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'));
  if (within(text, v4(0xe0000000, 24), v6(0xff020000, 0, 16))) errors.push(invalid(path, text, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'));
  return errors;
}

function validateExternalIPs(service: Service, old: Service | undefined): FieldError[] {
  return (service.spec?.externalIPs ?? []).flatMap((text, i) => {
    const path = `spec.externalIPs[${i}]`;
    const errors = legacyIpErrors(text, path, old?.spec?.externalIPs);
    return errors.length > 0 ? errors : endpointIpErrors(text, path);
  });
}

/** Ports that say the same twice. */
function validatePairs({ type, ports = [] }: ServiceSpec): FieldError[] {
  const errors: FieldError[] = [];
  if (type === 'ClusterIP') ports.forEach(({ nodePort = 0 }, i) => nodePort !== 0 && errors.push(forbidden(`spec.ports[${i}].nodePort`, "may not be used when `type` is 'ClusterIP'")));
  const nodePorts = new Set<string>();
  ports.forEach(({ protocol, nodePort = 0 }, i) => {
    const id = `${protocol} ${nodePort}`;
    if (nodePort !== 0 && nodePorts.has(id)) errors.push(duplicate(`spec.ports[${i}].nodePort`, nodePort));
    nodePorts.add(id);
  });
  const seen = new Set<string>();
  ports.forEach(({ protocol, port }, i) => {
    const id = `${protocol} ${port}`;
    if (seen.has(id)) errors.push(duplicate(`spec.ports[${i}]`, portForm({ protocol, port })));
    seen.add(id);
  });
  return errors;
}

function validateSourceRanges({ metadata, spec }: Service, old: Service | undefined): FieldError[] {
  const { type, loadBalancerSourceRanges: ranges = [] } = spec ?? {};
  const misplaced = (path: string): FieldError[] => (type === 'LoadBalancer' ? [] : [forbidden(path, "may only be used when `type` is 'LoadBalancer'")]);
  if (ranges.length > 0) {
    const stored = (old?.spec?.loadBalancerSourceRanges ?? []).map((text) => text.trim());
    return [...misplaced('spec.LoadBalancerSourceRanges'), ...ranges.flatMap((text, i) => legacyCidrErrors(text.trim(), `spec.LoadBalancerSourceRanges[${i}]`, stored))];
  }
  const annotated = metadata.annotations?.[SOURCE_RANGES];
  if (annotated === undefined) return [];
  const path = `metadata.annotations[${SOURCE_RANGES}]`;
  const unchanged = old !== undefined && old.metadata.annotations?.[SOURCE_RANGES] === annotated;
  if (unchanged || annotated.trim() === '') return misplaced(path);
  return [...misplaced(path), ...annotated.trim().split(',').flatMap((text) => legacyCidrErrors(text.trim(), path))];
}

/** validateLoadBalancerClassField. */
export function validateBalancerClass({ spec }: Service, old: Service | undefined): FieldError[] {
  const path = 'spec.loadBalancerClass';
  const name = spec?.loadBalancerClass;
  if (spec?.type !== 'LoadBalancer') return name === undefined ? [] : [forbidden(path, "may only be used when `type` is 'LoadBalancer'")];
  const changed = old?.spec?.type === 'LoadBalancer' && old.spec.loadBalancerClass !== name;
  return [...(changed ? [invalid(path, name ?? null, 'may not change once set')] : []), ...(name === undefined ? [] : qualifiedName(name, path))];
}

/** validateServiceExternalTrafficPolicy. */
function validateExternalTraffic(service: Service): FieldError[] {
  const { externalTrafficPolicy: policy = '', healthCheckNodePort: port = 0 } = service.spec ?? {};
  const [path, portPath] = ['spec.externalTrafficPolicy', 'spec.healthCheckNodePort'];
  const errors: FieldError[] = [];
  if (!isExternallyAccessible(service)) {
    if (policy !== '') errors.push(invalid(path, policy, 'may only be set for externally-accessible services'));
  } else if (policy === '') errors.push(required(path));
  else if (!TRAFFIC.includes(policy)) errors.push(notSupported(path, policy, TRAFFIC));
  if (!needsHealthCheck(service)) {
    if (port !== 0) errors.push(invalid(portPath, port, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"));
  } else errors.push(...(port === 0 ? [required(portPath)] : eachInvalid(portPath, port, portNumberErrors(port))));
  return errors;
}

/** validateServiceInternalTrafficFieldsValue and validateServiceTrafficDistribution. */
function validateTraffic({ type, internalTrafficPolicy: policy, trafficDistribution: distribution }: ServiceSpec): FieldError[] {
  const errors: FieldError[] = [];
  const path = 'spec.internalTrafficPolicy';
  if (policy === undefined && (type === 'NodePort' || type === 'LoadBalancer' || type === 'ClusterIP')) errors.push(required(path));
  if (policy !== undefined && !TRAFFIC.includes(policy)) errors.push(notSupported(path, policy, TRAFFIC));
  if (distribution !== undefined && !DISTRIBUTIONS.includes(distribution)) errors.push(notSupported('spec.trafficDistribution', distribution, DISTRIBUTIONS));
  return errors;
}

/** validateService (pkg/apis/core/validation); the metadata are checked apart. */
export function validateService(service: Service, old: Service | undefined): FieldError[] {
  const spec = service.spec ?? {};
  const { ports = [], type = '' } = spec;
  const { [TOPOLOGY_HINTS]: hints, [TOPOLOGY_MODE]: mode } = service.metadata.annotations ?? {};
  const errors: FieldError[] = [];
  if (mode !== undefined && hints !== undefined && mode !== hints) errors.push(invalid(`metadata.annotations[${TOPOLOGY_MODE}]`, mode, `must match annotations[${TOPOLOGY_HINTS}] when both are specified`));
  if (ports.length === 0 && !isHeadless(service) && type !== 'ExternalName') errors.push(required('spec.ports'));
  errors.push(...validateType(service));
  const names = new Set<string>();
  ports.forEach((port, i) => errors.push(...validatePort(port, `spec.ports[${i}]`, ports.length > 1, names)));
  errors.push(...validateLabels(spec.selector, 'spec.selector'), ...validateAffinity(spec), ...validateClusterIPs(service, old), ...validateExternalIPs(service, old));
  if (type === '') errors.push(required('spec.type'));
  else if (!TYPES.includes(type)) errors.push(notSupported('spec.type', type, TYPES));
  errors.push(...validatePairs(spec), ...validateSourceRanges(service, old));
  if (spec.allocateLoadBalancerNodePorts !== undefined && type !== 'LoadBalancer') errors.push(forbidden('spec.allocateLoadBalancerNodePorts', "may only be used when `type` is 'LoadBalancer'"));
  if (spec.allocateLoadBalancerNodePorts === undefined && type === 'LoadBalancer') errors.push(required('allocateLoadBalancerNodePorts'));
  return [...errors, ...validateBalancerClass(service, undefined), ...validateExternalTraffic(service), ...validateTraffic(spec)];
}
