// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of authorization.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const authorizationV1: GroupSchema = {
  name: 'authorization.v1',
  apiVersion: 'authorization.k8s.io/v1',
  kinds: 'SubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview LocalSubjectAccessReview',
  uses: [metaV1],
  types: `FieldSelectorAttributes rawSelector requirements:[]meta.v1.FieldSelectorRequirement
LabelSelectorAttributes rawSelector requirements:[]meta.v1.LabelSelectorRequirement
LocalSubjectAccessReview apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:SubjectAccessReviewSpec status+:SubjectAccessReviewStatus
NonResourceAttributes path verb
NonResourceRule nonResourceURLs:[]string verbs!+:[]string
ResourceAttributes fieldSelector:FieldSelectorAttributes group labelSelector:LabelSelectorAttributes name namespace resource subresource verb version
ResourceRule apiGroups:[]string resourceNames:[]string resources:[]string verbs!+:[]string
SelfSubjectAccessReview apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:SelfSubjectAccessReviewSpec status+:SubjectAccessReviewStatus
SelfSubjectAccessReviewSpec nonResourceAttributes:NonResourceAttributes resourceAttributes:ResourceAttributes
SelfSubjectRulesReview apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:SelfSubjectRulesReviewSpec status+:SubjectRulesReviewStatus
SelfSubjectRulesReviewSpec namespace
SubjectAccessReview apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:SubjectAccessReviewSpec status+:SubjectAccessReviewStatus
SubjectAccessReviewSpec extra:{}[]string~map[string]v1.ExtraValue groups:[]string nonResourceAttributes:NonResourceAttributes resourceAttributes:ResourceAttributes uid user
SubjectAccessReviewStatus allowed!+:bool denied:bool evaluationError reason
SubjectRulesReviewStatus evaluationError incomplete!+:bool nonResourceRules!+:[]NonResourceRule resourceRules!+:[]ResourceRule`,
};

export const authorizationV1Resources = `localsubjectaccessreviews LocalSubjectAccessReview c n - -
selfsubjectaccessreviews SelfSubjectAccessReview c c - -
selfsubjectrulesreviews SelfSubjectRulesReview c c - -
subjectaccessreviews SubjectAccessReview c c - -`;

export const authorizationV1Columns = ``;
