// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of flowcontrol.apiserver.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const flowcontrolV1: GroupSchema = {
  name: 'flowcontrol.v1',
  apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
  kinds: 'FlowSchema PriorityLevelConfiguration',
  uses: [metaV1],
  types: `ExemptPriorityLevelConfiguration lendablePercent&:int32 nominalConcurrencyShares&:int32
FlowDistinguisherMethod type!+~FlowDistinguisherMethodType
FlowSchema apiVersion kind metadata+:meta.v1.ObjectMeta spec+:FlowSchemaSpec status+:FlowSchemaStatus
FlowSchemaCondition lastTransitionTime+:Time message reason status~ConditionStatus type~FlowSchemaConditionType
FlowSchemaSpec distinguisherMethod:FlowDistinguisherMethod matchingPrecedence+:int32 priorityLevelConfiguration!+:PriorityLevelConfigurationReference rules:[]PolicyRulesWithSubjects
FlowSchemaStatus conditions:[]FlowSchemaCondition*type@m,
GroupSubject name!+
LimitResponse queuing:QueuingConfiguration type!+~LimitResponseType
LimitedPriorityLevelConfiguration borrowingLimitPercent&:int32 lendablePercent&:int32 limitResponse+:LimitResponse nominalConcurrencyShares+&:int32
NonResourcePolicyRule nonResourceURLs!+:[]string* verbs!+:[]string*
PolicyRulesWithSubjects nonResourceRules:[]NonResourcePolicyRule resourceRules:[]ResourcePolicyRule subjects!+:[]Subject
PriorityLevelConfiguration apiVersion kind metadata+:meta.v1.ObjectMeta spec+:PriorityLevelConfigurationSpec status+:PriorityLevelConfigurationStatus
PriorityLevelConfigurationCondition lastTransitionTime+:Time message reason status~ConditionStatus type~PriorityLevelConfigurationConditionType
PriorityLevelConfigurationReference name!+
PriorityLevelConfigurationSpec exempt:ExemptPriorityLevelConfiguration limited:LimitedPriorityLevelConfiguration type!+~PriorityLevelEnablement
PriorityLevelConfigurationStatus conditions:[]PriorityLevelConfigurationCondition*type@m,
QueuingConfiguration handSize+:int32 queueLengthLimit+:int32 queues+:int32
ResourcePolicyRule apiGroups!+:[]string* clusterScope:bool namespaces+:[]string* resources!+:[]string* verbs!+:[]string*
ServiceAccountSubject name!+ namespace!+
Subject group:GroupSubject kind!+~SubjectKind serviceAccount:ServiceAccountSubject user:UserSubject
UserSubject name!+`,
};

export const flowcontrolV1Resources = `flowschemas FlowSchema cdxglpuw c - - status:gpu
prioritylevelconfigurations PriorityLevelConfiguration cdxglpuw c - - status:gpu`;

export const flowcontrolV1Columns = `flowschemas|Name=name|PriorityLevel|MatchingPrecedence|DistinguisherMethod|Age|MissingPL
prioritylevelconfigurations|Name=name|Type|NominalConcurrencyShares|Queues|HandSize|QueueLengthLimit|Age`;
