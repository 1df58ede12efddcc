import { listOf, objectOf } from '../schema/values';
import { isObject } from '../schema/walk';
import { fillMissing } from './fill';
import type { Defaulter, Defaulters } from './walk';

/** SetDefaults_NetworkPolicy: what does not say its types isolates ingress, and egress too where it has such rules. */
const networkPolicy: Defaulter = (object) => {
  const spec = objectOf(object.spec);
  if (listOf(spec.policyTypes).length > 0) return object;
  return { ...object, spec: { ...spec, policyTypes: listOf(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'] } };
};

/** SetDefaults_IngressClass. */
const ingressClass: Defaulter = (object) => {
  const spec = objectOf(object.spec);
  return isObject(spec.parameters) ? { ...object, spec: { ...spec, parameters: fillMissing(spec.parameters, { scope: 'Cluster' }) } } : object;
};

/** pkg/apis/networking/v1/defaults.go. */
export const NETWORKING_DEFAULTS: Defaulters = {
  'networking.v1.NetworkPolicy': networkPolicy,
  'networking.v1.NetworkPolicyPort': (port) => fillMissing(port, { protocol: 'TCP' }),
  'networking.v1.IngressClass': ingressClass,
};
