import { invalid } from '../field-errors';
import type { Service, ServicePort } from '../generated/types/core.v1';
import { withSpec } from './addresses';
import type { Step } from './addresses';
import type { Allocation } from './pools';
import { allocatesNodePorts, needsHealthCheck, nodePortsOf, usesNodePorts } from './traits';

const refused = (i: number, port: number, error: string): Step => ({ errors: [invalid(`spec.ports[${i}].nodePort`, port, error)] });
const portsOf = (service: Service): readonly ServicePort[] => service.spec?.ports ?? [];

/** initNodePorts (pkg/registry/core/service/storage/alloc.go): ports of one number, TCP and UDP, share a node port. */
export function initNodePorts(service: Service, allocation: Allocation): Step {
  if (!usesNodePorts(service)) return { service };
  const shared = new Map<number, number>();
  const ports: ServicePort[] = [];
  for (const [i, port] of portsOf(service).entries()) {
    const own = port.nodePort ?? 0;
    const known = shared.get(port.port);
    if (own === 0 && !allocatesNodePorts(service)) ports.push(port);
    else if (known === undefined) {
      const wanted = portsOf(service).find((one) => one.port === port.port && (one.nodePort ?? 0) !== 0)?.nodePort;
      const taken = wanted === undefined ? allocation.nextPort() : allocation.port(wanted);
      if ('error' in taken) return wanted === undefined ? { internal: `failed to allocate a nodePort: ${taken.error}` } : refused(i, wanted, taken.error);
      shared.set(port.port, taken.value);
      ports.push({ ...port, nodePort: taken.value });
    } else if (own !== known && own !== 0) {
      const taken = allocation.port(own);
      if ('error' in taken) return refused(i, own, taken.error);
      ports.push(port);
    } else ports.push({ ...port, nodePort: known });
  }
  return { service: service.spec?.ports === undefined ? service : withSpec(service, { ports }) };
}

/** updateNodePorts: those that the Service has already are kept. */
export function updateNodePorts(service: Service, old: Service, allocation: Allocation): Step {
  if (!usesNodePorts(service)) return { service };
  const held = nodePortsOf(old);
  const fresh = new Set<number>();
  const seen = new Set<string>();
  const ports: ServicePort[] = [];
  for (const [i, port] of portsOf(service).entries()) {
    let nodePort = port.nodePort ?? 0;
    if (nodePort === 0 && !allocatesNodePorts(service)) {
      ports.push(port);
      continue;
    }
    if (nodePort === 0) {
      const taken = allocation.nextPort();
      if ('error' in taken) return { internal: `failed to allocate a nodePort: ${taken.error}` };
      nodePort = taken.value;
    } else if (!held.includes(nodePort) && !fresh.has(nodePort)) {
      const taken = allocation.port(nodePort);
      if ('error' in taken) return refused(i, nodePort, taken.error);
      fresh.add(nodePort);
    }
    const id = `${port.protocol} ${nodePort}`;
    if (seen.has(id)) return { internal: `duplicate nodePort: {${port.protocol ?? ''} ${nodePort}}` };
    seen.add(id);
    ports.push({ ...port, nodePort });
  }
  return { service: service.spec?.ports === undefined ? service : withSpec(service, { ports }) };
}

/** allocHealthCheckNodePort and updateHealthCheckNodePort. */
export function allocateHealthCheck(service: Service, old: Service | undefined, allocation: Allocation): Step {
  if (!needsHealthCheck(service) || (old !== undefined && needsHealthCheck(old))) return { service };
  const wanted = service.spec?.healthCheckNodePort ?? 0;
  const taken = wanted === 0 ? allocation.nextPort() : allocation.port(wanted);
  if ('value' in taken) return { service: withSpec(service, { healthCheckNodePort: taken.value }) };
  return { internal: wanted === 0 ? `failed to allocate a HealthCheck NodePort 0: ${taken.error}` : `failed to allocate requested HealthCheck NodePort ${wanted}: ${taken.error}` };
}
