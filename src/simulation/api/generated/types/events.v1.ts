// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3): events.k8s.io/v1. Do not edit.
import type { MicroTime, Time } from '../../scalars';
import type * as core from './core.v1';
import type * as meta from './meta.v1';

export interface Event {
  readonly action?: string;
  readonly apiVersion: 'events.k8s.io/v1';
  readonly deprecatedCount?: number;
  readonly deprecatedFirstTimestamp?: Time;
  readonly deprecatedLastTimestamp?: Time;
  readonly deprecatedSource?: core.EventSource;
  readonly eventTime: MicroTime;
  readonly kind: 'Event';
  readonly metadata: meta.ObjectMeta;
  readonly note?: string;
  readonly reason?: string;
  readonly regarding?: core.ObjectReference;
  readonly related?: core.ObjectReference;
  readonly reportingController?: string;
  readonly reportingInstance?: string;
  readonly series?: EventSeries;
  readonly type?: string;
}

export interface EventSeries {
  readonly count: number;
  readonly lastObservedTime: MicroTime;
}
