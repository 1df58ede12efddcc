// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of authentication.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const authenticationV1: GroupSchema = {
  name: 'authentication.v1',
  apiVersion: 'authentication.k8s.io/v1',
  kinds: 'TokenReview TokenRequest SelfSubjectReview',
  uses: [metaV1],
  types: `BoundObjectReference apiVersion kind name uid~types.UID
SelfSubjectReview apiVersion kind metadata+:meta.v1.ObjectMeta status+:SelfSubjectReviewStatus
SelfSubjectReviewStatus userInfo+:UserInfo
TokenRequest apiVersion kind metadata+:meta.v1.ObjectMeta spec+:TokenRequestSpec status+:TokenRequestStatus
TokenRequestSpec audiences+:[]string boundObjectRef+&:BoundObjectReference expirationSeconds+&:int64
TokenRequestStatus expirationTimestamp+:Time token+
TokenReview apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:TokenReviewSpec status+:TokenReviewStatus
TokenReviewSpec audiences:[]string token!
TokenReviewStatus audiences:[]string authenticated:bool error user+:UserInfo
UserInfo extra:{}[]string~map[string]v1.ExtraValue groups:[]string uid username`,
};

export const authenticationV1Resources = `selfsubjectreviews SelfSubjectReview c c - -
tokenreviews TokenReview c c - -`;

export const authenticationV1Columns = ``;
