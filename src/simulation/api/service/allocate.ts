import type { Service, ServicePort } from '../generated/types/core.v1';
import { allocateAddresses, initFamilies, withSpec } from './addresses';
import type { Step } from './addresses';
import { allocateHealthCheck, initNodePorts, updateNodePorts } from './node-ports';
import { Allocation } from './pools';
import type { ServicePools } from './pools';
import { allocatesNodePorts, needsClusterIP, needsHealthCheck, nodePortsOf, sameIPLists } from './traits';

/**
 * What the registry of Services does before it validates one (pkg/registry/core/service/storage: beginCreate, beginUpdate): fills in what the
 * client left to the server and takes addresses and node ports from the pools. `old` is the stored Service on update.
 */
export function allocateService(service: Service, old: Service | undefined, pools: ServicePools): Step {
  const allocation = new Allocation(pools);
  const steps: readonly ((service: Service) => Step)[] = [
    (one) => initFamilies(one, old, allocation),
    (one) => allocateAddresses(one, old, allocation),
    (one) => (old === undefined ? initNodePorts(one, allocation) : updateNodePorts(one, old, allocation)),
    (one) => allocateHealthCheck(one, old, allocation),
  ];
  let step: Step = { service: normalizeClusterIPs(old === undefined ? service : keepAllocated(service, old), old) };
  for (const next of steps) if ('service' in step) step = next(step.service);
  return step;
}

/** normalizeClusterIPs: `clusterIP` and `clusterIPs` say the same. */
export function normalizeClusterIPs(service: Service, old: Service | undefined): Service {
  const { clusterIP = '', clusterIPs = [] } = service.spec ?? {};
  if (old === undefined) return clusterIP !== '' && clusterIPs.length === 0 ? withSpec(service, { clusterIPs: [clusterIP] }) : service;
  const before = old.spec?.clusterIP ?? '';
  const kept = (old.spec?.clusterIPs ?? []).length > 0 && clusterIPs.length === 0 && before === clusterIP ? withSpec(service, { clusterIPs: old.spec?.clusterIPs ?? [] }) : service;
  if (before === clusterIP || !sameIPLists(old, kept)) return kept;
  return withSpec(kept, { clusterIPs: clusterIP === '' ? [] : [clusterIP] });
}

/** patchAllocatedValues: the same manifest sent again keeps what was given to it. */
function keepAllocated(service: Service, old: Service): Service {
  let next = service;
  if (needsClusterIP(old) && needsClusterIP(next)) {
    if ((next.spec?.clusterIP ?? '') === '' && old.spec?.clusterIP !== undefined) next = withSpec(next, { clusterIP: old.spec.clusterIP });
    if ((next.spec?.clusterIPs ?? []).length === 0 && (old.spec?.clusterIPs ?? []).length > 0) next = withSpec(next, { clusterIPs: old.spec?.clusterIPs ?? [] });
  }
  if (allocatesNodePorts(old) && allocatesNodePorts(next) && next.spec?.ports !== undefined) next = withSpec(next, { ports: keepNodePorts(next, old) });
  if (needsHealthCheck(old) && needsHealthCheck(next) && !next.spec?.healthCheckNodePort && old.spec?.healthCheckNodePort) next = withSpec(next, { healthCheckNodePort: old.spec.healthCheckNodePort });
  return next;
}

function keepNodePorts(service: Service, old: Service): readonly ServicePort[] {
  const now = nodePortsOf(service);
  const used = new Set(nodePortsOf(old).filter((port) => now.includes(port)));
  const byName = new Map((old.spec?.ports ?? []).map((port) => [port.name ?? '', port.nodePort ?? 0]));
  return (service.spec?.ports ?? []).map((port) => {
    const before = byName.get(port.name ?? '') ?? 0;
    return (port.nodePort ?? 0) === 0 && before !== 0 && !used.has(before) ? { ...port, nodePort: before } : port;
  });
}
