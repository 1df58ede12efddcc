import { parseIpSloppy } from '../../base/ip';
import { withDefaultNamespace } from '../defaulting/namespace';
import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { Service, ServiceSpec } from '../generated/types/core.v1';
import { defineKind } from '../kind';
import { dns1123SubdomainErrors } from '../names';
import { allocateService, normalizeClusterIPs } from '../service/allocate';
import { isExternallyAccessible, needsClusterIP, needsHealthCheck, nodePortsOf, sameClusterIPs, sameFamilies, samePolicy, usesNodePorts } from '../service/traits';
import { withStatus } from '../strategy/simple';
import { eachInvalid } from '../validation/common';
import { cidrWarnings, ipWarnings, legacyIpErrors } from '../validation/ip';
import { labelName, validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validateBalancerClass, validateService } from '../validation/service';
import { validateChangedAddresses, validateChangedFamilies } from '../validation/service-addresses';

const AFFINITY_SECONDS = 10800;

/** Of SetDefaults_Service: an address that a load balancer has is a VIP unless it says otherwise. */
function defaultStatus({ status }: Service, type: string): Pick<Service, 'status'> {
  const ingress = status?.loadBalancer?.ingress;
  if (type !== 'LoadBalancer' || ingress === undefined) return {};
  return { status: { ...status, loadBalancer: { ...status?.loadBalancer, ingress: ingress.map((one) => (one.ip && one.ipMode === undefined ? { ...one, ipMode: 'VIP' } : one)) } } };
}

/** SetDefaults_Service. */
function defaultService(service: Service): Service {
  const { sessionAffinityConfig: config, ...spec } = service.spec ?? {};
  const sessionAffinity = spec.sessionAffinity || 'None';
  const type = spec.type || 'ClusterIP';
  const affinityConfig = sessionAffinity === 'None' ? undefined : sessionAffinity === 'ClientIP' && config?.clientIP?.timeoutSeconds === undefined ? { clientIP: { timeoutSeconds: AFFINITY_SECONDS } } : config;
  const withType: Service = { ...service, spec: { ...spec, type } };
  const served = type === 'NodePort' || type === 'LoadBalancer' || type === 'ClusterIP';
  return {
    ...service,
    metadata: withDefaultNamespace(service.metadata),
    spec: {
      ...spec,
      type,
      sessionAffinity,
      ...(affinityConfig === undefined ? {} : { sessionAffinityConfig: affinityConfig }),
      ...(spec.ports === undefined ? {} : { ports: spec.ports.map((port) => ({ ...port, protocol: port.protocol || 'TCP', targetPort: port.targetPort || (port.port ?? 0) })) }),
      ...(isExternallyAccessible(withType) && !spec.externalTrafficPolicy ? { externalTrafficPolicy: 'Cluster' } : {}),
      ...(spec.internalTrafficPolicy === undefined && served ? { internalTrafficPolicy: 'Cluster' } : {}),
      ...(type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts === undefined ? { allocateLoadBalancerNodePorts: true } : {}),
    },
    ...defaultStatus(service, type),
  };
}

/** dropTypeDependentFields: what the new type has no use for goes, unless the client has changed it too. */
function dropTypeDependent(service: Service, old: Service): Service {
  const [now, before] = [service.spec ?? {}, old.spec ?? {}];
  const gone = new Set<keyof ServiceSpec>();
  if (needsClusterIP(old) && !needsClusterIP(service)) {
    if (sameClusterIPs(old, service)) gone.add('clusterIP').add('clusterIPs');
    if (sameFamilies(old, service)) gone.add('ipFamilies');
    if (samePolicy(old, service)) gone.add('ipFamilyPolicy');
  }
  if (needsHealthCheck(old) && !needsHealthCheck(service) && (before.healthCheckNodePort ?? 0) === (now.healthCheckNodePort ?? 0)) gone.add('healthCheckNodePort');
  if (before.type === 'LoadBalancer' && now.type !== 'LoadBalancer') {
    if (before.allocateLoadBalancerNodePorts === now.allocateLoadBalancerNodePorts) gone.add('allocateLoadBalancerNodePorts');
    if (before.loadBalancerClass === now.loadBalancerClass) gone.add('loadBalancerClass');
  }
  if (isExternallyAccessible(old) && !isExternallyAccessible(service) && before.externalTrafficPolicy === now.externalTrafficPolicy) gone.add('externalTrafficPolicy');
  const held = nodePortsOf(old);
  const freePorts = usesNodePorts(old) && !usesNodePorts(service) && nodePortsOf(service).every((port) => held.includes(port));
  const spec: ServiceSpec = Object.fromEntries(Object.entries(now).filter(([name]) => !gone.has(name as keyof ServiceSpec)));
  const ports = freePorts ? spec.ports?.map(({ nodePort: _, ...port }) => port) : spec.ports;
  const next: Service = { ...service, spec: { ...spec, ...(ports === undefined ? {} : { ports }) } };
  return now.type === 'LoadBalancer' ? next : { ...next, status: { ...next.status, loadBalancer: {} } };
}

/** ValidateServiceUpdate. */
function validateUpdate(service: Service, old: Service): FieldError[] {
  const errors = [
    ...validateKubeMetaUpdate(service.metadata, old.metadata),
    ...validateChangedAddresses(service, old),
    ...validateChangedFamilies(service, old),
    ...validateBalancerClass(service, old),
  ];
  const moved = needsHealthCheck(old) && needsHealthCheck(service) && service.spec?.healthCheckNodePort !== old.spec?.healthCheckNodePort;
  if (moved) errors.push(forbidden('spec.healthCheckNodePort', 'field is immutable'));
  return [...errors, ...validateService(service, old)];
}

/** GetWarningsForService (pkg/api/service). */
function warnings({ metadata, spec = {} }: Service): string[] {
  const { clusterIPs = [], externalIPs = [], loadBalancerIP = '', loadBalancerSourceRanges = [], type } = spec;
  const found: string[] = [];
  if (metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] !== undefined) {
    found.push('annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead');
  }
  const headless = type === 'ClusterIP' && spec.clusterIP === 'None';
  if (!headless) found.push(...clusterIPs.flatMap((text, i) => ipWarnings(text, `spec.clusterIPs[${i}]`)));
  else {
    if (loadBalancerIP !== '') found.push('spec.loadBalancerIP is ignored for headless services');
    if (externalIPs.length > 0) found.push('spec.externalIPs is ignored for headless services');
    if (spec.sessionAffinity !== 'None') found.push('spec.SessionAffinity is ignored for headless services');
  }
  found.push(...externalIPs.flatMap((text, i) => ipWarnings(text, `spec.externalIPs[${i}]`)));
  if (externalIPs.length > 0 && !headless && type !== 'ExternalName') found.push('spec.externalIPs is deprecated and may no longer be implemented in some clusters');
  if (loadBalancerIP !== '') found.push(...ipWarnings(loadBalancerIP, 'spec.loadBalancerIP'));
  found.push(...loadBalancerSourceRanges.flatMap((text, i) => cidrWarnings(text, `spec.loadBalancerSourceRanges[${i}]`)));
  if (type === 'ExternalName' && externalIPs.length > 0) found.push('spec.externalIPs is ignored when spec.type is "ExternalName"');
  if (type !== 'ExternalName' && (spec.externalName ?? '') !== '') found.push('spec.externalName is ignored when spec.type is not "ExternalName"');
  if (spec.trafficDistribution === 'PreferClose') found.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"');
  return found;
}

/** ValidateLoadBalancerStatus. */
function validateStatus(service: Service, old: Service): FieldError[] {
  const path = 'status.loadBalancer.ingress';
  const ingress = service.status?.loadBalancer?.ingress ?? [];
  if (service.spec?.type !== 'LoadBalancer') return ingress.length === 0 ? [] : [forbidden(path, "may only be used when `spec.type` is 'LoadBalancer'")];
  const stored = (old.status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '' }) => (ip === '' ? [] : [ip]));
  return ingress.flatMap(({ ip = '', ipMode, hostname = '' }, i) => {
    const at = `${path}[${i}]`;
    const errors = ip === '' ? [] : legacyIpErrors(ip, `${at}.ip`, stored);
    if (ipMode === undefined && ip !== '') errors.push(required(`${at}.ipMode`, 'must be specified when `ip` is set'));
    else if (ipMode !== undefined && ip === '') errors.push(forbidden(`${at}.ipMode`, 'may not be specified when `ip` is not set'));
    else if (ipMode !== undefined && ipMode !== 'VIP' && ipMode !== 'Proxy') errors.push(notSupported(`${at}.ipMode`, ipMode, ['Proxy', 'VIP']));
    if (hostname !== '') errors.push(...eachInvalid(`${at}.hostname`, hostname, dns1123SubdomainErrors(hostname)));
    if (hostname !== '' && parseIpSloppy(hostname) !== undefined) errors.push(invalid(`${at}.hostname`, hostname, 'must be a DNS name, not an IP address'));
    return errors;
  });
}

export const serviceKind = defineKind<Service>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'Service',
  defaults: defaultService,
  strategy: withStatus,
  allocate: allocateService,
  prepareForCreate: (service) => ({ ...service, status: { loadBalancer: {} } }),
  prepareForUpdate: (service, old) => dropTypeDependent({ ...service, status: old.status ?? {} }, old),
  // From 1.36 a Service's name may begin with a digit (KEP-5311). A manifest that is only read has not been through `allocate`: `clusterIP: None` alone is right.
  validateCreate: (service) => [...validateKubeMeta(service.metadata, { namespaced: true, name: labelName }), ...validateService(normalizeClusterIPs(service, undefined), undefined)],
  validateUpdate,
  warnings,
  status: {
    validateUpdate: (service, old) => [...validateKubeMetaUpdate(service.metadata, old.metadata), ...validateStatus(service, old)],
  },
});
