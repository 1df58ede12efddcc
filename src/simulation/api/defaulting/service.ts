import { isNil, listOf, objectOf, textOf, without } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { fillEmpty, fillMissing } from './fill';
import type { Defaulter } from './walk';

/** Three hours. */
const AFFINITY_SECONDS = 10_800;

function withAffinity(spec: JsonObject): JsonObject {
  if (spec.sessionAffinity === 'None') return without(spec, 'sessionAffinityConfig');
  const stated = objectOf(objectOf(spec.sessionAffinityConfig).clientIP).timeoutSeconds;
  if (spec.sessionAffinity !== 'ClientIP' || !isNil(stated)) return spec;
  return { ...spec, sessionAffinityConfig: { clientIP: { timeoutSeconds: AFFINITY_SECONDS } } };
}

function withTargetPorts(spec: JsonObject): JsonObject {
  if (!Array.isArray(spec.ports)) return spec;
  return { ...spec, ports: spec.ports.map((port: unknown) => (isObject(port) ? fillEmpty(port, { protocol: 'TCP', targetPort: port.port }) : port)) };
}

/** Service.ExternallyAccessible (pkg/api/v1/service). */
export const isExternallyAccessible = (spec: JsonObject): boolean =>
  spec.type === 'LoadBalancer' || spec.type === 'NodePort' || (spec.type === 'ClusterIP' && listOf(spec.externalIPs).length > 0);

const hasClusterAddress = (type: unknown): boolean => type === 'NodePort' || type === 'LoadBalancer' || type === 'ClusterIP';

/** SetDefaults_Service. */
export const service: Defaulter = (object) => {
  const named = fillEmpty(objectOf(object.spec), { sessionAffinity: 'None', type: 'ClusterIP' });
  let spec = withTargetPorts(withAffinity(named));
  if (isExternallyAccessible(spec)) spec = fillEmpty(spec, { externalTrafficPolicy: 'Cluster' });
  if (hasClusterAddress(spec.type)) spec = fillMissing(spec, { internalTrafficPolicy: 'Cluster' });
  if (spec.type !== 'LoadBalancer') return { ...object, spec };
  return { ...withModes(object), spec: fillMissing(spec, { allocateLoadBalancerNodePorts: true }) };
};

/** An address of a load balancer is taken as its own (VIP). */
function withModes(object: JsonObject): JsonObject {
  const status = objectOf(object.status);
  const loadBalancer = objectOf(status.loadBalancer);
  if (!Array.isArray(loadBalancer.ingress)) return object;
  const ingress = loadBalancer.ingress.map((one: unknown) => (isObject(one) && textOf(one.ip) !== '' ? fillMissing(one, { ipMode: 'VIP' }) : one));
  return { ...object, status: { ...status, loadBalancer: { ...loadBalancer, ingress } } };
}
