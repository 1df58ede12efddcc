// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3): scheduling.k8s.io/v1. Do not edit.
import type * as meta from './meta.v1';

export interface PriorityClass {
  readonly apiVersion: 'scheduling.k8s.io/v1';
  readonly description?: string;
  readonly globalDefault?: boolean;
  readonly kind: 'PriorityClass';
  readonly metadata: meta.ObjectMeta;
  readonly preemptionPolicy?: string;
  readonly value?: number;
}
