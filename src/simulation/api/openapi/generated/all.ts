// Made by scripts/kubectl/openapi.ts from k8s.io/kubernetes v1.36.3 pkg/generated/openapi. Do not edit.
import type { OpenApiSchemas } from '../types';
import { admissionregistrationV1 } from './admissionregistration.v1';
import { apiResource } from './api.resource';
import { apiextensionsV1 } from './apiextensions.v1';
import { apiregistrationV1 } from './apiregistration.v1';
import { appsV1 } from './apps.v1';
import { authenticationV1 } from './authentication.v1';
import { authorizationV1 } from './authorization.v1';
import { autoscalingV1 } from './autoscaling.v1';
import { autoscalingV2 } from './autoscaling.v2';
import { batchV1 } from './batch.v1';
import { certificatesV1 } from './certificates.v1';
import { coordinationV1 } from './coordination.v1';
import { coreV1 } from './core.v1';
import { discoveryV1 } from './discovery.v1';
import { eventsV1 } from './events.v1';
import { flowcontrolV1 } from './flowcontrol.v1';
import { metaV1 } from './meta.v1';
import { networkingV1 } from './networking.v1';
import { nodeV1 } from './node.v1';
import { policyV1 } from './policy.v1';
import { rbacV1 } from './rbac.v1';
import { resourceV1 } from './resource.v1';
import { runtime } from './runtime';
import { schedulingV1 } from './scheduling.v1';
import { storageV1 } from './storage.v1';
import { utilIntstr } from './util.intstr';

/** Every schema of the API that comes with the API server. About 150 kB of text when compressed: load it when it is asked for. */
export const OPENAPI_SCHEMAS: OpenApiSchemas = { ...admissionregistrationV1, ...apiResource, ...apiextensionsV1, ...apiregistrationV1, ...appsV1, ...authenticationV1, ...authorizationV1, ...autoscalingV1, ...autoscalingV2, ...batchV1, ...certificatesV1, ...coordinationV1, ...coreV1, ...discoveryV1, ...eventsV1, ...flowcontrolV1, ...metaV1, ...networkingV1, ...nodeV1, ...policyV1, ...rbacV1, ...resourceV1, ...runtime, ...schedulingV1, ...storageV1, ...utilIntstr };
