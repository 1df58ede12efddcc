/** A Cluster Autoscaler as a managed cluster has it: it runs where nobody sees it, and tells of itself by Events and a ConfigMap. Its group are the spare machines. */
import { anyController } from '../../../cluster/control/controller';
import { clusterAutoscaler } from '../../../cluster/controllers/cluster-autoscaler';
import { ALLOCATABLE, SPARE_ZONE } from '../machines';
import type { Addon } from './addon';

/** A quick cloud: a machine is there a minute after it was asked for, µs. */
const BOOTS = 60_000_000;

export const CLUSTER_AUTOSCALER_ADDON: Addon = {
  controller: (spare) => anyController(clusterAutoscaler({ name: `workers-${SPARE_ZONE}`, machines: spare, min: 0, allocatable: ALLOCATABLE, labels: { 'topology.kubernetes.io/zone': SPARE_ZONE }, boots: BOOTS })),
  images: {}, manifests: '', files: {}, network: {},
};
