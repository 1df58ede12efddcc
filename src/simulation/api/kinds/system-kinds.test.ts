import { describe, expect, it } from 'vitest';
import { fieldErrorMessage } from '../field-errors';
import type { Kind } from '../kind';
import type { ApiObject } from '../types';
import { controllerRevisionKind } from './apps.ControllerRevision';
import { deploymentKind } from './apps.Deployment';
import { namespaceKind } from './core.Namespace';
import { endpointSliceKind } from './discovery.EndpointSlice';
import { csiDriverKind } from './storage.CSIDriver';
import { csiNodeKind } from './storage.CSINode';
import { csiStorageCapacityKind } from './storage.CSIStorageCapacity';
import { volumeAttachmentKind } from './storage.VolumeAttachment';
import { volumeAttributesClassKind } from './storage.VolumeAttributesClass';

const of = (kind: unknown, value: object): ApiObject => ({ apiVersion: (kind as Kind).apiVersion, kind: (kind as Kind).kind, metadata: { name: 'x', namespace: 'default' }, ...value }) as unknown as ApiObject;
const wide = { metadata: { name: 'x' } };
const created = (kind: unknown, value: object): string[] => ((kind as Kind).validateCreate?.(of(kind, value)) ?? []).map(fieldErrorMessage);
const updated = (kind: unknown, value: object, old: object): string[] => ((kind as Kind).validateUpdate?.(of(kind, value), of(kind, old)) ?? []).map(fieldErrorMessage);
const statusErrors = (kind: unknown, value: object, old: object): string[] => ((kind as Kind).status?.validateUpdate?.(of(kind, value), of(kind, old)) ?? []).map(fieldErrorMessage);

describe('what the system writes is checked too', () => {
  it('EndpointSlices: addresses by their type, ports by their names', () => {
    const endpoints = (address: string) => [{ addresses: [address] }];
    expect(created(endpointSliceKind, { addressType: 'IPv4', endpoints: endpoints('127.0.0.1'), ports: [{ name: '', protocol: 'TCP' }, { name: '', protocol: 'HTTP' }] })).toEqual([
      'ports[1].name: Duplicate value: ""', 'ports[1].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"', 'endpoints[0].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    ]);
    expect(created(endpointSliceKind, { addressType: 'IPv4', endpoints: endpoints('2001:db8::1') })).toEqual(['endpoints[0].addresses: Invalid value: "2001:db8::1": must be an IPv4 address']);
    expect(created(endpointSliceKind, { addressType: 'FQDN', endpoints: endpoints('web') })).toEqual(['endpoints[0].addresses[0]: Invalid value: "web": should be a domain with at least two segments separated by dots']);
    expect(updated(endpointSliceKind, { addressType: 'IPv6', endpoints: endpoints('2001:db8::1') }, { addressType: 'IPv4', endpoints: [] })).toEqual(['addressType: Invalid value: "IPv6": field is immutable']);
  });

  it('CSI objects: what a driver says of itself, of a node and of room', () => {
    const spec = { attachRequired: true, podInfoOnMount: false, storageCapacity: false, seLinuxMount: false };
    expect(created(csiDriverKind, { ...wide, spec: { ...spec, attachRequired: undefined, tokenRequests: [{ audience: 'a', expirationSeconds: 60 }, { audience: 'a' }] } })).toEqual([
      'spec.attachedRequired: Required value', 'spec.tokenRequests[0].expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes', 'spec.tokenRequests[1].audience: Duplicate value: "a"',
    ]);
    expect(updated(csiDriverKind, { ...wide, spec: { ...spec, attachRequired: false } }, { ...wide, spec })).toEqual(['spec.attachedRequired: Invalid value: false: field is immutable']);
    expect(created(csiNodeKind, { ...wide, spec: { drivers: [{ name: 'a', nodeID: '', allocatable: { count: -1 } }] } })).toEqual(['spec.drivers[0].nodeID: Required value', 'spec.drivers[0].allocatable.count: Invalid value: -1: must be greater than or equal to 0']);
    expect(created(csiStorageCapacityKind, { storageClassName: 'fast', capacity: '-1' })).toEqual(['capacity: Invalid value: "-1": must be greater than or equal to 0']);
    expect(updated(csiStorageCapacityKind, { storageClassName: 'fast' }, { storageClassName: 'slow' })).toEqual(['storageClassName: Invalid value: "fast": field is immutable']);
  });

  it.each([[csiNodeKind, 0], [csiDriverKind, 4], [volumeAttachmentKind, 3]])('what has no specification at all: %#', (kind, count) => {
    expect([created(kind, wide).filter((error) => error.startsWith('spec')).length, updated(kind, wide, wide).filter((error) => error.startsWith('spec')).length]).toEqual([count, count]);
    expect((kind as unknown as Kind).warnings?.(of(kind, wide)) ?? []).toEqual([]);
  });

  it('EndpointSlices lose the old topology, and warn of names', () => {
    const slice = of(endpointSliceKind, { addressType: 'FQDN', endpoints: [{ addresses: ['a.example.com'], deprecatedTopology: { 'kubernetes.io/os': 'linux' } }] });
    const prepared = (endpointSliceKind as unknown as Kind).prepareForCreate?.(slice, { now: '2026-01-01T00:00:00Z' });
    expect(prepared).toMatchObject({ endpoints: [{ addresses: ['a.example.com'] }] });
    expect(JSON.stringify(prepared)).not.toContain('deprecatedTopology');
    expect((endpointSliceKind as unknown as Kind).warnings?.(slice)).toEqual(['spec.addressType: FQDN endpoints are deprecated']);
  });

  it('VolumeAttachments and VolumeAttributesClasses', () => {
    const attachment = { ...wide, spec: { attacher: 'csi.example.com', nodeName: 'n', source: {} } };
    expect(created(volumeAttachmentKind, attachment)).toEqual(['spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName']);
    const inline = { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, csi: { driver: 'csi.example.com', volumeHandle: 'h' } };
    expect(created(volumeAttachmentKind, { ...wide, spec: { ...attachment.spec, source: { inlineVolumeSpec: inline } } })).toEqual(['spec.source.inlineVolumeSpec.capacity: Forbidden: may not be specified in the context of inline volumes']);
    expect(updated(volumeAttachmentKind, { ...wide, spec: { ...attachment.spec, source: { persistentVolumeName: 'b' } } }, { ...wide, spec: { ...attachment.spec, source: { persistentVolumeName: 'a' } } })).toEqual([
      'spec: Invalid value: {"Attacher":"csi.example.com","Source":{"PersistentVolumeName":"b","InlineVolumeSpec":null},"NodeName":"n"}: field is immutable',
    ]);
    expect(created(volumeAttributesClassKind, { ...wide, driverName: 'd' })).toEqual(['parameters: Required value: must contain at least one key/value pair']);
    expect(updated(volumeAttributesClassKind, { ...wide, driverName: 'd', parameters: { a: '2' } }, { ...wide, driverName: 'd', parameters: { a: '1' } })).toEqual(['parameters: Forbidden: updates to parameters are forbidden.']);
  });

  it('ControllerRevisions: what was noted stays', () => {
    expect(created(controllerRevisionKind, { revision: -1, data: [] })).toEqual(['revision: Invalid value: -1: must be greater than or equal to 0', 'data: Required value: data must be a valid JSON object']);
    expect(updated(controllerRevisionKind, { revision: 2, data: { a: 1 } }, { revision: 1, data: { a: 2 } })).toEqual(['data: Invalid value: {"a":1}: field is immutable']);
  });

  it('the status of workloads and namespaces', () => {
    const errors = statusErrors(deploymentKind, { status: { replicas: 1, readyReplicas: 0, availableReplicas: 2, collisionCount: 0 } }, { status: { collisionCount: 1 } });
    expect(errors).toEqual([
      'status.availableReplicas: Invalid value: 2: cannot be greater than status.replicas', 'status.availableReplicas: Invalid value: 2: cannot be greater than readyReplicas', 'status.collisionCount: Invalid value: 0: cannot be decremented',
    ]);
    expect(statusErrors(namespaceKind, { status: { phase: 'Gone' } }, {})).toEqual(["status.Phase: Invalid value: \"Gone\": may only be 'Active' if `deletionTimestamp` is empty"]);
  });
});
