import type { FieldError } from '../field-errors';
import { coordinationV1, coordinationV1Resources } from '../generated/schema/coordination.v1';
import type { Lease, LeaseSpec } from '../generated/types/coordination.v1';
import { defineKind } from '../kind';
import { nonNegative, positive } from '../validation/common';
import { validateObjectMeta, validateObjectMetaUpdate } from '../validation/metadata';

/** PrepareForCreate and PrepareForUpdate without the gate CoordinatedLeaderElection (beta, off): its fields are dropped. */
function dropGated(lease: Lease): Lease {
  if (lease.spec === undefined) return lease;
  const { strategy: _, preferredHolder: __, ...spec } = lease.spec;
  return { ...lease, spec };
}

/** ValidateLeaseSpec (pkg/apis/coordination/validation). */
const validateSpec = ({ leaseDurationSeconds: duration, leaseTransitions: transitions }: LeaseSpec = {}): FieldError[] => [
  ...(duration === undefined ? [] : positive(duration, 'spec.leaseDurationSeconds')),
  ...nonNegative(transitions, 'spec.leaseTransitions'),
];

export const leaseKind = defineKind<Lease>({
  group: coordinationV1,
  resources: coordinationV1Resources,
  kind: 'Lease',
  defaulters: {},
  prepareForCreate: dropGated,
  prepareForUpdate: dropGated,
  validateCreate: ({ metadata, spec }) => [...validateObjectMeta(metadata, 'metadata', { namespaced: true }), ...validateSpec(spec)],
  validateUpdate: ({ metadata, spec }, old) => [...validateObjectMetaUpdate(metadata, old.metadata), ...validateSpec(spec)],
});
