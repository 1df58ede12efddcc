import { createRegistry } from '../../api/registry';
import { deploymentKind } from '../../api/kinds/apps.Deployment';
import { replicaSetKind } from '../../api/kinds/apps.ReplicaSet';
import { limitRangeKind } from '../../api/kinds/core.LimitRange';
import { namespaceKind } from '../../api/kinds/core.Namespace';
import { podKind } from '../../api/kinds/core.Pod';
import { resourceQuotaKind } from '../../api/kinds/core.ResourceQuota';
import { serviceAccountKind } from '../../api/kinds/core.ServiceAccount';
import { coreV1, coreV1Resources } from '../../api/generated/schema/core.v1';
import { defineKind } from '../../api/kind';
import { admissionOf } from '../../cluster/apiserver/admission';
import type { ClusterConfig } from '../../cluster/cluster';
import { anyController } from '../../cluster/control/controller';
import { deploymentController } from '../../cluster/controllers/deployment';
import { replicaSetController } from '../../cluster/controllers/replicaset';
import { resourceQuotaController } from '../../cluster/controllers/resourcequota';
import { serviceAccountController } from '../../cluster/controllers/serviceaccount';

const eventKind = defineKind({ group: coreV1, resources: coreV1Resources, kind: 'Event' });

export const REGISTRY = createRegistry([namespaceKind, podKind, deploymentKind, replicaSetKind, limitRangeKind, resourceQuotaKind, serviceAccountKind, eventKind]);

/** The API server with its built-in plug-ins, and the controllers that a Deployment under a quota takes. */
export const CONFIG: ClusterConfig = {
  server: { registry: REGISTRY, admission: admissionOf(REGISTRY, {}, () => () => ({ allowed: true, reason: '' })) },
  controllers: [anyController(replicaSetController), anyController(deploymentController), anyController(serviceAccountController), anyController(resourceQuotaController(REGISTRY))],
};
