// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3): coordination.k8s.io/v1. Do not edit.
import type { MicroTime } from '../../scalars';
import type * as meta from './meta.v1';

export interface Lease {
  readonly apiVersion: 'coordination.k8s.io/v1';
  readonly kind: 'Lease';
  readonly metadata: meta.ObjectMeta;
  readonly spec: LeaseSpec;
}

export interface LeaseSpec {
  readonly acquireTime?: MicroTime;
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly leaseTransitions?: number;
  readonly preferredHolder?: string;
  readonly renewTime?: MicroTime;
  readonly strategy?: string;
}
