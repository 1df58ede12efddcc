// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of apiregistration.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const apiregistrationV1: GroupSchema = {
  name: 'apiregistration.v1',
  apiVersion: 'apiregistration.k8s.io/v1',
  kinds: 'APIService',
  uses: [metaV1],
  types: `APIService apiVersion kind metadata+:meta.v1.ObjectMeta spec+:APIServiceSpec status+:APIServiceStatus
APIServiceCondition lastTransitionTime+:Time message reason status!+ type!+
APIServiceSpec caBundle:bytes group groupPriorityMinimum!+:int32 insecureSkipTLSVerify:bool service:ServiceReference version versionPriority!+:int32
APIServiceStatus conditions:[]APIServiceCondition*type@m,
ServiceReference name namespace port&:int32`,
};

export const apiregistrationV1Resources = `apiservices APIService cdxglpuw c - api-extensions status:gpu`;

export const apiregistrationV1Columns = `apiservices|Name=name|Service|Available|Age`;
