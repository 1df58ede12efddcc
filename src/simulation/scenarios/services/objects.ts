import type { Node, Pod } from '../../api';
import type { Service } from '../../api/generated/types/core.v1';
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import { serviceKind } from '../../api/kinds/core.Service';
import { allocateService } from '../../api/service/allocate';
import { belongs, endpointFor, portsFor } from '../../cluster/controllers/endpointslice/endpoints';
import { preferClose, removeHints } from '../../cluster/controllers/endpointslice/hints';
import { planFor } from '../../cluster/controllers/endpointslice/slices';
import { CLUSTER_IP, LOAD_BALANCER_IP, NODE_PORT, NODES, PODS } from './options';
import type { PodName, PodState, ServiceOptions } from './options';

/** The API objects of the small cluster: defaulted and allocated as the API server does, slices as the EndpointSlice controller writes them. */

export const nodeObjects: readonly Node[] = NODES.map(({ name, zone, address, podCIDR }) => ({
  apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { 'topology.kubernetes.io/zone': zone } }, spec: { podCIDR, podCIDRs: [podCIDR] },
  status: { addresses: [{ type: 'InternalIP', address }] },
}));

/** `gone`: its process has ended and the Pod is deleted. */
export type PodStates = Readonly<Record<PodName, PodState | 'gone'>>;

const podObject = (name: PodName, state: PodState): Pod => {
  const { node, address } = PODS.find((one) => one.name === name)!;
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: name, labels: { app: 'web' }, ...(state === 'terminating' ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}) },
    spec: { nodeName: node, containers: [{ name: 'web', image: 'registry.k8s.example/web:1.0' }] },
    status: { phase: 'Running', podIP: address, podIPs: [{ ip: address }], conditions: [{ type: 'Ready', status: state === 'unready' ? 'False' : 'True' }] },
  } as Pod;
};

const POOLS = { networks: [{ network: { family: 4, words: [0x0a600000] }, length: 16 }], takenAddresses: new Set(['10.96.0.1']), nodePorts: [30000, 32767], takenNodePorts: new Set<number>() } as const;

export function serviceObject({ type, externalTrafficPolicy, internalTrafficPolicy, distribution, affinity }: ServiceOptions): Service {
  const opened = type !== 'ClusterIP';
  const written: Service = {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop', uid: 'web' },
    spec: {
      type, clusterIP: CLUSTER_IP, selector: { app: 'web' }, internalTrafficPolicy,
      ports: [{ name: 'http', port: 80, targetPort: 8080, ...(opened ? { nodePort: NODE_PORT } : {}) }],
      ...(opened ? { externalTrafficPolicy } : {}),
      ...(distribution === 'none' ? {} : { trafficDistribution: distribution }),
      ...(affinity ? { sessionAffinity: 'ClientIP' } : {}),
    },
  };
  const step = allocateService(serviceKind.defaults!(written), undefined, POOLS);
  if (!('service' in step)) throw new Error(`the Service is refused: ${JSON.stringify(step)}`);
  return { ...step.service, status: { loadBalancer: type === 'LoadBalancer' ? { ingress: [{ ip: LOAD_BALANCER_IP, ipMode: 'VIP' }] } : {} } };
}

export function sliceObjects(service: Service, states: PodStates): readonly EndpointSlice[] {
  const pods = PODS.flatMap(({ name }) => (states[name] === 'gone' ? [] : [podObject(name, states[name] as PodState)])).filter(belongs);
  const endpoints = pods.map((pod) => endpointFor(pod, nodeObjects.find(({ metadata }) => metadata.name === pod.spec.nodeName), service, 'IPv4'));
  const [first] = pods;
  const { create } = planFor(service, 'IPv4', first === undefined ? [] : portsFor(service, first), [], endpoints, 100);
  const slices = { create, update: [], unchanged: [] };
  const distribution = service.spec?.trafficDistribution;
  const hinted = distribution === undefined ? removeHints(slices) : preferClose(slices, distribution === 'PreferSameNode');
  return hinted.create.map((slice, i) => ({ ...slice, metadata: { ...slice.metadata, name: `web-${i + 1}` } }));
}
