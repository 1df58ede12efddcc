import { eventIn } from '../conversion/event';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import { eventsV1, eventsV1Resources } from '../generated/schema/events.v1';
import type { Event } from '../generated/types/core.v1';
import type { Event as NewEvent } from '../generated/types/events.v1';
import { defineKind } from '../kind';

/** Both are kept as v1 (pkg/kubeapiserver/default_storage_factory_builder.go: cohabitating resources). */
const VERSIONS = { kind: 'Event', storageApiVersion: 'v1', convert: eventIn } as const;

export const eventKind = defineKind<Event>({ ...VERSIONS, group: coreV1, resources: coreV1Resources });
export const newEventKind = defineKind<NewEvent>({ ...VERSIONS, group: eventsV1, resources: eventsV1Resources });
