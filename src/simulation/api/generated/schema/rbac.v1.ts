// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of rbac.authorization.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const rbacV1: GroupSchema = {
  name: 'rbac.v1',
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kinds: 'Role RoleBinding ClusterRole ClusterRoleBinding',
  uses: [metaV1],
  types: `AggregationRule clusterRoleSelectors:[]meta.v1.LabelSelector
ClusterRole aggregationRule:AggregationRule apiVersion kind metadata+:meta.v1.ObjectMeta rules+:[]PolicyRule
ClusterRoleBinding apiVersion kind metadata+:meta.v1.ObjectMeta roleRef!+:RoleRef subjects:[]Subject
PolicyRule apiGroups:[]string nonResourceURLs:[]string resourceNames:[]string resources:[]string verbs!+:[]string
Role apiVersion kind metadata+:meta.v1.ObjectMeta rules+:[]PolicyRule
RoleBinding apiVersion kind metadata+:meta.v1.ObjectMeta roleRef!+:RoleRef subjects:[]Subject
RoleRef% apiGroup+ kind!+ name!+
Subject% apiGroup kind!+ name!+ namespace`,
};

export const rbacV1Resources = `clusterrolebindings ClusterRoleBinding cdxglpuw c - -
clusterroles ClusterRole cdxglpuw c - -
rolebindings RoleBinding cdxglpuw n - -
roles Role cdxglpuw n - -`;

export const rbacV1Columns = `clusterrolebindings|Name=name|Role|Age|Users+|Groups+|ServiceAccounts+
clusterroles|Name=name|Created At:date
rolebindings|Name=name|Role|Age|Users+|Groups+|ServiceAccounts+
roles|Name=name|Created At:date`;
