// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of admissionregistration.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const admissionregistrationV1: GroupSchema = {
  name: 'admissionregistration.v1',
  apiVersion: 'admissionregistration.k8s.io/v1',
  kinds: 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingWebhookConfiguration MutatingWebhookConfiguration',
  uses: [metaV1],
  types: `ApplyConfiguration expression
AuditAnnotation key!+ valueExpression!+
ExpressionWarning fieldRef!+ warning!+
JSONPatch expression
MatchCondition expression!+ name!+
MatchResources% excludeResourceRules:[]NamedRuleWithOperations matchPolicy&~MatchPolicyType(Equivalent|Exact) namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector resourceRules:[]NamedRuleWithOperations
MutatingAdmissionPolicy apiVersion kind metadata+:meta.v1.ObjectMeta spec+:MutatingAdmissionPolicySpec
MutatingAdmissionPolicyBinding apiVersion kind metadata+:meta.v1.ObjectMeta spec+:MutatingAdmissionPolicyBindingSpec
MutatingAdmissionPolicyBindingSpec matchResources:MatchResources paramRef:ParamRef policyName
MutatingAdmissionPolicySpec failurePolicy&~FailurePolicyType(Fail|Ignore) matchConditions:[]MatchCondition*name@m, matchConstraints:MatchResources mutations:[]Mutation paramKind:ParamKind reinvocationPolicy~ReinvocationPolicyType(IfNeeded|Never) variables:[]Variable
MutatingWebhook admissionReviewVersions!+:[]string clientConfig!+:WebhookClientConfig failurePolicy&~FailurePolicyType(Fail|Ignore) matchConditions:[]MatchCondition*name@m, matchPolicy&~MatchPolicyType(Equivalent|Exact) name!+ namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector reinvocationPolicy&~ReinvocationPolicyType(IfNeeded|Never) rules:[]RuleWithOperations sideEffects!+&~SideEffectClass(None|NoneOnDryRun|Some|Unknown) timeoutSeconds&:int32
MutatingWebhookConfiguration apiVersion kind metadata+:meta.v1.ObjectMeta webhooks:[]MutatingWebhook*name@m,
Mutation applyConfiguration:ApplyConfiguration jsonPatch:JSONPatch patchType!+~PatchType(ApplyConfiguration|JSONPatch)
NamedRuleWithOperations% ^RuleWithOperations resourceNames:[]string
ParamKind% apiVersion kind
ParamRef% name namespace parameterNotFoundAction&~ParameterNotFoundActionType selector:meta.v1.LabelSelector
Rule apiGroups:[]string apiVersions:[]string resources:[]string scope&~ScopeType(*|Cluster|Namespaced)
RuleWithOperations ^Rule operations:[]string~[]v1.OperationType(*|CONNECT|CREATE|DELETE|UPDATE)
ServiceReference name!+ namespace!+ path& port&:int32
TypeChecking expressionWarnings:[]ExpressionWarning
ValidatingAdmissionPolicy apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ValidatingAdmissionPolicySpec status+:ValidatingAdmissionPolicyStatus
ValidatingAdmissionPolicyBinding apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:ValidatingAdmissionPolicyBindingSpec
ValidatingAdmissionPolicyBindingSpec matchResources:MatchResources paramRef:ParamRef policyName! validationActions!:[]string~[]v1.ValidationAction*(Audit|Deny|Warn)
ValidatingAdmissionPolicySpec auditAnnotations:[]AuditAnnotation failurePolicy&~FailurePolicyType(Fail|Ignore) matchConditions:[]MatchCondition*name@m, matchConstraints:MatchResources paramKind:ParamKind validations:[]Validation variables:[]Variable*name@m,
ValidatingAdmissionPolicyStatus conditions:[]meta.v1.Condition*type observedGeneration:int64 typeChecking:TypeChecking
ValidatingWebhook admissionReviewVersions!+:[]string clientConfig!+:WebhookClientConfig failurePolicy&~FailurePolicyType(Fail|Ignore) matchConditions:[]MatchCondition*name@m, matchPolicy&~MatchPolicyType(Equivalent|Exact) name!+ namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector rules:[]RuleWithOperations sideEffects!+&~SideEffectClass(None|NoneOnDryRun|Some|Unknown) timeoutSeconds&:int32
ValidatingWebhookConfiguration apiVersion kind metadata+:meta.v1.ObjectMeta webhooks:[]ValidatingWebhook*name@m,
Validation expression!+ message messageExpression reason&~StatusReason
Variable% expression!+ name!+
WebhookClientConfig caBundle:bytes service:ServiceReference url&`,
};

export const admissionregistrationV1Resources = `mutatingadmissionpolicies MutatingAdmissionPolicy cdxglpuw c - api-extensions
mutatingadmissionpolicybindings MutatingAdmissionPolicyBinding cdxglpuw c - api-extensions
mutatingwebhookconfigurations MutatingWebhookConfiguration cdxglpuw c - api-extensions
validatingadmissionpolicies ValidatingAdmissionPolicy cdxglpuw c - api-extensions status:gpu
validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding cdxglpuw c - api-extensions
validatingwebhookconfigurations ValidatingWebhookConfiguration cdxglpuw c - api-extensions`;

export const admissionregistrationV1Columns = `mutatingadmissionpolicies|Name=name|Mutations:integer|ParamKind|Age
mutatingadmissionpolicybindings|Name=name|PolicyName|ParamRef|Age
mutatingwebhookconfigurations|Name=name|Webhooks:integer|Age
validatingadmissionpolicies|Name=name|Validations:integer|ParamKind|Age
validatingadmissionpolicybindings|Name=name|PolicyName|ParamRef|Age
validatingwebhookconfigurations|Name=name|Webhooks:integer|Age`;
