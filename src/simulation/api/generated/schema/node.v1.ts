// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1 } from './core.v1';
import { metaV1 } from './meta.v1';

/** The fields of node.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const nodeV1: GroupSchema = {
  name: 'node.v1',
  apiVersion: 'node.k8s.io/v1',
  kinds: 'RuntimeClass',
  uses: [coreV1, metaV1],
  types: `Overhead podFixed:{}Quantity~ResourceList
RuntimeClass apiVersion handler!+ kind metadata+:meta.v1.ObjectMeta overhead:Overhead scheduling:Scheduling
Scheduling nodeSelector:{}string%atomic tolerations:[]core.v1.Toleration`,
};

export const nodeV1Resources = `runtimeclasses RuntimeClass cdxglpuw c - -`;

export const nodeV1Columns = `runtimeclasses|Name=name|Handler|Age`;
