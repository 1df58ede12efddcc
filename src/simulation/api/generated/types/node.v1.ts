// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3): node.k8s.io/v1. Do not edit.
import type { Quantity } from '../../scalars';
import type * as core from './core.v1';
import type * as meta from './meta.v1';

export interface Overhead {
  readonly podFixed?: Readonly<Record<string, Quantity>>;
}

export interface RuntimeClass {
  readonly apiVersion: 'node.k8s.io/v1';
  readonly handler: string;
  readonly kind: 'RuntimeClass';
  readonly metadata: meta.ObjectMeta;
  readonly overhead?: Overhead;
  readonly scheduling?: Scheduling;
}

export interface Scheduling {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly core.Toleration[];
}
