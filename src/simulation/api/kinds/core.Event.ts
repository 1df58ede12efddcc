import { eventIn } from '../conversion/event';
import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import { eventsV1, eventsV1Resources } from '../generated/schema/events.v1';
import type { Event } from '../generated/types/core.v1';
import type { Event as NewEvent } from '../generated/types/events.v1';
import { structOf } from '../internal';
import { defineKind } from '../kind';
import { byteLength, dns1123SubdomainErrors } from '../names';
import { eachInvalid, immutable, qualifiedName } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { semanticEqual } from '../equal';

/** Both are kept as v1 (pkg/kubeapiserver/default_storage_factory_builder.go: cohabitating resources). */
const VERSIONS = { kind: 'Event', storageApiVersion: 'v1', convert: eventIn } as const;

const reference = structOf('Kind Namespace Name UID=uid APIVersion=apiVersion ResourceVersion FieldPath');
const source = structOf('Component Host');

const longest = (text: string, path: string, most: number, needed = true): FieldError[] => [
  ...(needed && text === '' ? [required(path)] : []),
  ...(byteLength(text) > most ? [invalid(path, '', `can have at most ${most} characters`)] : []),
];

/** legacyValidateEvent (pkg/apis/core/validation/events.go); `controller`: what the version calls that field. */
function legacyErrors(event: Event, controller: string): FieldError[] {
  const { metadata, involvedObject, eventTime, reportingComponent = '', reportingInstance = '', action = '', reason = '', message = '' } = event;
  const about = (involvedObject as Partial<Event['involvedObject']> | undefined)?.namespace ?? '';
  const namespace = metadata.namespace ?? '';
  const other = eventTime ? about === '' && namespace !== 'default' && namespace !== 'kube-system' : about === '' ? namespace !== '' && namespace !== 'default' : namespace !== about;
  return [
    ...(other ? [invalid('involvedObject.namespace', about, 'does not match event.namespace')] : []),
    ...(!eventTime ? [] : [
      ...(reportingComponent === '' ? [required(controller)] : []),
      ...qualifiedName(reportingComponent, controller),
      ...longest(reportingInstance, 'reportingInstance', 128),
      ...longest(action, 'action', 128),
      ...longest(reason, 'reason', 128),
      ...longest(message, 'message', 1024, false),
    ]),
    ...eachInvalid('namespace', namespace, dns1123SubdomainErrors(namespace)),
  ];
}

/** validateV1EventSeries. */
const seriesErrors = ({ series }: Event): FieldError[] =>
  series === undefined ? [] : [...((series.count ?? 0) < 2 ? [invalid('series.count', '', 'should be at least 2')] : []), ...(series.lastObservedTime ? [] : [required('series.lastObservedTime')])];

/** What ValidateEventCreate asks of an Event of events.k8s.io besides. */
function newErrors(event: Event): FieldError[] {
  const { type = '', source: from } = event;
  const unset = [['firstTimestamp', event.firstTimestamp], ['lastTimestamp', event.lastTimestamp], ['count', event.count], ['source', from?.component || from?.host]] as const;
  return [
    ...validateKubeMeta(event.metadata),
    ...seriesErrors(event),
    ...(event.eventTime ? [] : [required('eventTime')]),
    ...(type === 'Normal' || type === 'Warning' ? [] : [invalid('type', '', `has invalid value: ${type}`)]),
    ...unset.flatMap(([field, value]) => (value ? [invalid(field, '', 'needs to be unset')] : [])),
  ];
}

/** How fields that stay as they are are called and printed (ValidateEventUpdate), in its order. */
const KEPT: readonly (readonly [keyof Event, string, (value: unknown) => unknown])[] = [
  ['involvedObject', 'involvedObject', reference],
  ...(['reason', 'message'] as const).map((field) => [field, field, (value: unknown) => value ?? ''] as const),
  ['source', 'source', source],
  ...(['firstTimestamp', 'lastTimestamp'] as const).map((field) => [field, field, (value: unknown) => value ?? null] as const),
  ['count', 'count', (value) => value ?? 0],
  ['type', 'type', (value) => value ?? ''],
  ['eventTime', 'eventTime', (value) => value ?? null],
  ['action', 'action', (value) => value ?? ''],
  ['related', 'related', (value) => (value === undefined ? null : reference(value))],
  ['reportingComponent', 'reportingController', (value) => value ?? ''],
  ['reportingInstance', 'reportingInstance', (value) => value ?? ''],
];

const asCore = (event: NewEvent): Event => eventIn(event, 'v1') as Event;

function newUpdateErrors(event: Event, old: Event): FieldError[] {
  return [
    ...validateKubeMetaUpdate(event.metadata, old.metadata),
    ...(semanticEqual(event.series, old.series) ? [] : seriesErrors(event)),
    ...KEPT.flatMap(([field, called, shown]) => immutable(shown(event[field]), shown(old[field]), called)),
  ];
}

export const eventKind = defineKind<Event>({
  ...VERSIONS,
  group: coreV1,
  resources: coreV1Resources,
  validateCreate: (event) => legacyErrors(event, 'reportingComponent'),
  validateUpdate: (event) => legacyErrors(event, 'reportingComponent'),
});

export const newEventKind = defineKind<NewEvent>({
  ...VERSIONS,
  group: eventsV1,
  resources: eventsV1Resources,
  validateCreate: (event) => [...legacyErrors(asCore(event), 'reportingController'), ...newErrors(asCore(event))],
  validateUpdate: (event, old) => [...legacyErrors(asCore(event), 'reportingController'), ...newUpdateErrors(asCore(event), asCore(old))],
});
