// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1, coreV1Columns, coreV1Resources } from './core.v1';
import { apiregistrationV1, apiregistrationV1Columns, apiregistrationV1Resources } from './apiregistration.v1';
import { appsV1, appsV1Columns, appsV1Resources } from './apps.v1';
import { eventsV1, eventsV1Columns, eventsV1Resources } from './events.v1';
import { authenticationV1, authenticationV1Columns, authenticationV1Resources } from './authentication.v1';
import { authorizationV1, authorizationV1Columns, authorizationV1Resources } from './authorization.v1';
import { autoscalingV2, autoscalingV2Columns, autoscalingV2Resources } from './autoscaling.v2';
import { autoscalingV1, autoscalingV1Columns, autoscalingV1Resources } from './autoscaling.v1';
import { batchV1, batchV1Columns, batchV1Resources } from './batch.v1';
import { certificatesV1, certificatesV1Columns, certificatesV1Resources } from './certificates.v1';
import { networkingV1, networkingV1Columns, networkingV1Resources } from './networking.v1';
import { policyV1, policyV1Columns, policyV1Resources } from './policy.v1';
import { rbacV1, rbacV1Columns, rbacV1Resources } from './rbac.v1';
import { storageV1, storageV1Columns, storageV1Resources } from './storage.v1';
import { admissionregistrationV1, admissionregistrationV1Columns, admissionregistrationV1Resources } from './admissionregistration.v1';
import { apiextensionsV1, apiextensionsV1Columns, apiextensionsV1Resources } from './apiextensions.v1';
import { schedulingV1, schedulingV1Columns, schedulingV1Resources } from './scheduling.v1';
import { coordinationV1, coordinationV1Columns, coordinationV1Resources } from './coordination.v1';
import { nodeV1, nodeV1Columns, nodeV1Resources } from './node.v1';
import { discoveryV1, discoveryV1Columns, discoveryV1Resources } from './discovery.v1';
import { resourceV1, resourceV1Columns, resourceV1Resources } from './resource.v1';
import { flowcontrolV1, flowcontrolV1Columns, flowcontrolV1Resources } from './flowcontrol.v1';

/** Every group and version that the API server serves, in the order of discovery. */
export const ALL_GROUPS: readonly GroupSchema[] = [coreV1, apiregistrationV1, appsV1, eventsV1, authenticationV1, authorizationV1, autoscalingV2, autoscalingV1, batchV1, certificatesV1, networkingV1, policyV1, rbacV1, storageV1, admissionregistrationV1, apiextensionsV1, schedulingV1, coordinationV1, nodeV1, discoveryV1, resourceV1, flowcontrolV1];

/** By apiVersion: the resources, one line each. */
export const ALL_RESOURCES: Readonly<Record<string, string>> = {
  'v1': coreV1Resources,
  'apiregistration.k8s.io/v1': apiregistrationV1Resources,
  'apps/v1': appsV1Resources,
  'events.k8s.io/v1': eventsV1Resources,
  'authentication.k8s.io/v1': authenticationV1Resources,
  'authorization.k8s.io/v1': authorizationV1Resources,
  'autoscaling/v2': autoscalingV2Resources,
  'autoscaling/v1': autoscalingV1Resources,
  'batch/v1': batchV1Resources,
  'certificates.k8s.io/v1': certificatesV1Resources,
  'networking.k8s.io/v1': networkingV1Resources,
  'policy/v1': policyV1Resources,
  'rbac.authorization.k8s.io/v1': rbacV1Resources,
  'storage.k8s.io/v1': storageV1Resources,
  'admissionregistration.k8s.io/v1': admissionregistrationV1Resources,
  'apiextensions.k8s.io/v1': apiextensionsV1Resources,
  'scheduling.k8s.io/v1': schedulingV1Resources,
  'coordination.k8s.io/v1': coordinationV1Resources,
  'node.k8s.io/v1': nodeV1Resources,
  'discovery.k8s.io/v1': discoveryV1Resources,
  'resource.k8s.io/v1': resourceV1Resources,
  'flowcontrol.apiserver.k8s.io/v1': flowcontrolV1Resources,
};

/** By apiVersion: the columns of the Table answers, one line a resource. */
export const ALL_COLUMNS: Readonly<Record<string, string>> = {
  'v1': coreV1Columns,
  'apiregistration.k8s.io/v1': apiregistrationV1Columns,
  'apps/v1': appsV1Columns,
  'events.k8s.io/v1': eventsV1Columns,
  'authentication.k8s.io/v1': authenticationV1Columns,
  'authorization.k8s.io/v1': authorizationV1Columns,
  'autoscaling/v2': autoscalingV2Columns,
  'autoscaling/v1': autoscalingV1Columns,
  'batch/v1': batchV1Columns,
  'certificates.k8s.io/v1': certificatesV1Columns,
  'networking.k8s.io/v1': networkingV1Columns,
  'policy/v1': policyV1Columns,
  'rbac.authorization.k8s.io/v1': rbacV1Columns,
  'storage.k8s.io/v1': storageV1Columns,
  'admissionregistration.k8s.io/v1': admissionregistrationV1Columns,
  'apiextensions.k8s.io/v1': apiextensionsV1Columns,
  'scheduling.k8s.io/v1': schedulingV1Columns,
  'coordination.k8s.io/v1': coordinationV1Columns,
  'node.k8s.io/v1': nodeV1Columns,
  'discovery.k8s.io/v1': discoveryV1Columns,
  'resource.k8s.io/v1': resourceV1Columns,
  'flowcontrol.apiserver.k8s.io/v1': flowcontrolV1Columns,
};
