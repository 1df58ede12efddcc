// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';

/** The fields of what every group shares; src/simulation/api/schema/parse.ts reads the lines. */
export const metaV1: GroupSchema = {
  name: 'meta.v1',
  apiVersion: '',
  kinds: '',
  uses: [],
  types: `Condition lastTransitionTime!+:Time message!+ observedGeneration:int64 reason!+ status!+~ConditionStatus type!+
DeleteOptions apiVersion dryRun:[]string gracePeriodSeconds&:int64 ignoreStoreReadErrorWithClusterBreakingPotential&:bool kind orphanDependents&:bool preconditions:Preconditions propagationPolicy&~DeletionPropagation
FieldSelectorRequirement key!+ operator!+~FieldSelectorOperator values:[]string
LabelSelector% matchExpressions:[]LabelSelectorRequirement matchLabels:{}string
LabelSelectorRequirement key!+ operator!+~LabelSelectorOperator values:[]string
ManagedFieldsEntry apiVersion fieldsType fieldsV1:Any~FieldsV1 manager operation~ManagedFieldsOperationType subresource time:Time
ObjectMeta annotations:{}string creationTimestamp:Time deletionGracePeriodSeconds&:int64 deletionTimestamp:Time finalizers:[]string*@m generateName generation:int64 labels:{}string managedFields:[]ManagedFieldsEntry name namespace ownerReferences:[]OwnerReference*uid@m, resourceVersion selfLink uid~types.UID
OwnerReference% apiVersion!+ blockOwnerDeletion&:bool controller&:bool kind!+ name!+ uid!+~types.UID
Preconditions resourceVersion& uid&~types.UID`,
};
