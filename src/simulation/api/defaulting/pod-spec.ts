import { textOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import { fillEmpty, fillMissing } from './fill';
import { pullPolicyOf } from './image';
import { VOLUME_DEFAULTS } from './volumes';
import type { Defaulter, Defaulters } from './walk';

/** SetDefaults_PodSpec. */
const podSpec: Defaulter = (spec) =>
  fillMissing(fillEmpty(withServiceAccount(spec), { dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', schedulerName: 'default-scheduler' }), { containers: [], securityContext: {}, terminationGracePeriodSeconds: 30 });

/** Convert_v1_PodSpec_To_core_PodSpec and back: the old name of the field always says the same as the new one. */
function withServiceAccount(spec: JsonObject): JsonObject {
  const name = textOf(spec.serviceAccountName) || textOf(spec.serviceAccount);
  return name === '' || (spec.serviceAccountName === name && spec.serviceAccount === name) ? spec : { ...spec, serviceAccountName: name, serviceAccount: name };
}

/** SetDefaults_Container. */
const container: Defaulter = (one) =>
  fillEmpty(one, { imagePullPolicy: pullPolicyOf(textOf(one.image)), terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' });

const probe: Defaulter = (one) => fillEmpty(one, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });

/** SetDefaults_HTTPGetAction. */
const httpGet: Defaulter = (action) => fillEmpty(action, { path: '/', scheme: 'HTTP' });

/** Every type in a Pod's specification that has defaults of its own (pkg/apis/core/v1/defaults.go). */
export const POD_SPEC_DEFAULTS: Defaulters = {
  ...VOLUME_DEFAULTS,
  'core.v1.PodSpec': podSpec,
  'core.v1.Container': container,
  'core.v1.EphemeralContainer': container,
  'core.v1.Probe': probe,
  'core.v1.HTTPGetAction': httpGet,
  'core.v1.ObjectFieldSelector': (selector) => fillEmpty(selector, { apiVersion: 'v1' }),
};
