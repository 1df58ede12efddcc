// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of coordination.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const coordinationV1: GroupSchema = {
  name: 'coordination.v1',
  apiVersion: 'coordination.k8s.io/v1',
  kinds: 'Lease',
  uses: [metaV1],
  types: `Lease apiVersion kind metadata+:meta.v1.ObjectMeta spec+:LeaseSpec
LeaseSpec acquireTime:MicroTime holderIdentity& leaseDurationSeconds&:int32 leaseTransitions&:int32 preferredHolder& renewTime:MicroTime strategy&~CoordinatedLeaseStrategy`,
};

export const coordinationV1Resources = `leases Lease cdxglpuw n - -`;

export const coordinationV1Columns = `leases|Name=name|Holder|Age`;
