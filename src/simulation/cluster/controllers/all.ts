import type { Registry } from '../../api/registry';
import { anyController } from '../control/controller';
import type { AnyController } from '../control/controller';
import { attachDetachController } from './attach-detach';
import { csrApprovingController, csrCleanerController, csrSigningController } from './certificates';
import { clusterRoleAggregationController } from './clusterrole-aggregation';
import { cronJobController } from './cronjob';
import { daemonSetController } from './daemonset';
import { deploymentController } from './deployment';
import { disruptionController } from './disruption';
import { endpointsController } from './endpoints';
import { endpointSliceMirroringController } from './endpoints/mirroring';
import { endpointSliceController } from './endpointslice';
import { ephemeralVolumeController } from './ephemeral-volume';
import { garbageCollector } from './garbage-collector';
import { horizontalAutoscalerController } from './horizontal-autoscaler';
import type { MetricsSource } from './horizontal-autoscaler';
import { jobController } from './job';
import { namespaceController } from './namespace';
import { nodeLifecycleController } from './node-lifecycle';
import { persistentVolumeController } from './persistent-volume';
import { podGcController } from './podgc';
import { claimProtectionController, volumeProtectionController } from './protection';
import { replicaSetController } from './replicaset';
import { resourceQuotaController } from './resourcequota';
import { rootCaPublisher } from './root-ca-publisher';
import { serviceAccountController } from './serviceaccount';
import { tokensController } from './serviceaccount/tokens';
import { statefulSetController } from './statefulset';
import { volumeExpandController } from './volume-expand';
import { taintEvictionController } from './taint-eviction';
import { ttlController } from './ttl';
import { ttlAfterFinishedController } from './ttl-after-finished';

/** A cluster in which nobody serves a metrics API. */
export const NO_METRICS: MetricsSource = () => ({ resource: [], resourceError: 'the server could not find the requested resource (get pods.metrics.k8s.io)', noAdapter: true });

/** The controllers of kube-controller-manager (cmd/kube-controller-manager/app), as far as they are built. */
export const controllerManager = (registry: Registry, metrics: MetricsSource = NO_METRICS): readonly AnyController[] => [
  anyController(replicaSetController), anyController(statefulSetController), anyController(daemonSetController), anyController(jobController), anyController(cronJobController),
  anyController(deploymentController), anyController(endpointSliceController()), anyController(endpointsController), anyController(endpointSliceMirroringController), anyController(disruptionController), anyController(ttlAfterFinishedController),
  anyController(namespaceController), anyController(serviceAccountController), anyController(tokensController), anyController(rootCaPublisher), anyController(resourceQuotaController(registry)), anyController(garbageCollector(registry)),
  anyController(nodeLifecycleController), anyController(taintEvictionController), anyController(podGcController), anyController(horizontalAutoscalerController(metrics)),
  anyController(persistentVolumeController), anyController(attachDetachController), anyController(volumeExpandController), anyController(ephemeralVolumeController), anyController(claimProtectionController), anyController(volumeProtectionController),
  anyController(clusterRoleAggregationController), anyController(ttlController), anyController(csrSigningController), anyController(csrApprovingController), anyController(csrCleanerController),
];
