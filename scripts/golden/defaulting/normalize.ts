import { toJson } from '@site/src/simulation/api/manifest/json';
import type { SystemFields } from '@site/src/simulation/api/request/create';
import { listOf, objectOf, without } from '@site/src/simulation/api/schema/values';
import { isObject } from '@site/src/simulation/api/schema/walk';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import type { ServicePools } from '@site/src/simulation/api/service/pools';
import type { MappingTree } from '@site/src/simulation/api/yaml';

export const SYSTEM: SystemFields = { now: '2026-11-28T22:00:00Z', uid: 'UID', suffix: 'bcdfg' };

/** The recordings write TIME for the time of the request. */
export const withoutTimes = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(SYSTEM.now, 'TIME'));

/** The ranges of the recorded cluster. */
export const SERVICE_POOLS: ServicePools = {
  networks: [{ network: { family: 4, words: [0x0a600000] }, length: 12 }],
  takenAddresses: new Set(['10.96.0.1']),
  nodePorts: [30000, 32767],
  takenNodePorts: new Set(),
};

export function withoutServerMetadata(object: JsonObject): JsonObject {
  const metadata = without(objectOf(object.metadata), 'uid', 'resourceVersion', 'creationTimestamp', 'managedFields');
  const { name, generateName } = metadata;
  return { ...object, metadata: name === `${String(generateName)}${SYSTEM.suffix}` ? { ...metadata, name: `${String(generateName)}RANDOM` } : metadata };
}

const ALLOCATED = 'ALLOCATED';

/** Addresses and ports of a Service that its manifest does not give. */
export function normalizeAllocated(object: JsonObject, body: MappingTree): JsonObject {
  const sent = objectOf(objectOf(toJson(body)).spec);
  const spec = objectOf(object.spec);
  const given = new Set([sent.clusterIP, ...listOf(sent.clusterIPs)]);
  const address = (value: unknown): unknown => (value === undefined || value === 'None' || given.has(value) ? value : ALLOCATED);
  const ports = listOf(spec.ports).map((port, index) => {
    const asked = objectOf(listOf(sent.ports)[index]).nodePort;
    return isObject(port) && port.nodePort !== undefined && port.nodePort !== asked ? { ...port, nodePort: ALLOCATED } : port;
  });
  const changed: Record<string, unknown> = {
    ...spec,
    clusterIP: address(spec.clusterIP),
    clusterIPs: Array.isArray(spec.clusterIPs) ? spec.clusterIPs.map(address) : undefined,
    ports: Array.isArray(spec.ports) ? ports : undefined,
    healthCheckNodePort: spec.healthCheckNodePort === undefined || spec.healthCheckNodePort === sent.healthCheckNodePort ? spec.healthCheckNodePort : ALLOCATED,
  };
  return { ...object, spec: Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)) };
}
