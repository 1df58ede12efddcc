import type { Verb } from '../../runtime/session';
import { createConfigMap, createDockerRegistry, createGeneric, createTls } from './config-data';
import { createFiles } from './create';
import { createIngress } from './ingress';
import { createClusterRole, createClusterRoleBinding, createRole, createRoleBinding } from './rbac';
import { createClusterIp, createExternalName, createLoadBalancer, createNodePort } from './service';
import { createBudget, createNamespace, createPriorityClass, createQuota, createServiceAccount } from './small';
import { createToken } from './token';
import { createCronJob, createDeployment, createJob } from './workloads';

/** `kubectl create` with the name of a kind. */
export const CREATORS: Readonly<Record<string, Verb>> = {
  create: createFiles,
  'create clusterrole': createClusterRole,
  'create clusterrolebinding': createClusterRoleBinding,
  'create configmap': createConfigMap,
  'create cronjob': createCronJob,
  'create deployment': createDeployment,
  'create ingress': createIngress,
  'create job': createJob,
  'create namespace': createNamespace,
  'create poddisruptionbudget': createBudget,
  'create priorityclass': createPriorityClass,
  'create quota': createQuota,
  'create role': createRole,
  'create rolebinding': createRoleBinding,
  'create secret docker-registry': createDockerRegistry,
  'create secret generic': createGeneric,
  'create secret tls': createTls,
  'create service clusterip': createClusterIp,
  'create service externalname': createExternalName,
  'create service loadbalancer': createLoadBalancer,
  'create service nodeport': createNodePort,
  'create serviceaccount': createServiceAccount,
  'create token': createToken,
};
