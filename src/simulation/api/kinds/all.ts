import { policyExpressions } from '../cel/policy/check';
import type { Kind } from '../kind';
import { mutatingAdmissionPolicyKind } from './admissionregistration.MutatingAdmissionPolicy';
import { validatingAdmissionPolicyKind } from './admissionregistration.ValidatingAdmissionPolicy';
import { customResourceDefinitionKind } from './apiextensions.CustomResourceDefinition';
import { servedKinds } from './served';
import { webhookConfigurationKinds } from './webhook-configurations';
import { KINDS_WITHOUT_EXPRESSIONS } from './without-expressions';

/** Every kind that the API server serves, in the order of discovery. For an API server; a page that needs some kinds names them itself. */
export const ALL_KINDS: readonly Kind[] = servedKinds([
  ...webhookConfigurationKinds(policyExpressions({}).matchCondition),
  mutatingAdmissionPolicyKind,
  validatingAdmissionPolicyKind,
  customResourceDefinitionKind,
  ...KINDS_WITHOUT_EXPRESSIONS,
]);
