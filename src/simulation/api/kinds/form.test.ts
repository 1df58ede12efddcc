import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../../base/go/base64';
import { invalid as refusal } from '../request/create';
import { fieldErrorMessage } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { Kind } from '../kind';
import type { ApiObject } from '../types';
import { ALL_KINDS } from './all';
import { apiServiceKind } from './apiregistration.APIService';
import { endpointsKind } from './core.Endpoints';
import { eventKind, newEventKind } from './core.Event';
import { podTemplateKind } from './core.PodTemplate';
import { flowSchemaKind, priorityLevelKind } from './flowcontrol';
import { deviceClassKind, resourceClaimKind, resourceClaimTemplateKind } from './resource.claims';
import { ipAddressKind, serviceCidrKind } from './networking.addresses';

const of = (kind: unknown, value: object): ApiObject => ({ apiVersion: (kind as Kind).apiVersion, kind: (kind as Kind).kind, metadata: { name: 'x' }, ...value }) as unknown as ApiObject;
const said = (errors: readonly FieldError[] | undefined): string[] => (errors ?? []).map(fieldErrorMessage);
const created = (kind: unknown, value: object): string[] => said((kind as Kind).validateCreate?.(of(kind, value)));
const updated = (kind: unknown, value: object, old: object): string[] => said((kind as Kind).validateUpdate?.(of(kind, value), of(kind, old)));
const here = { metadata: { name: 'x', namespace: 'default' } };

describe('what was once checked for its form alone', () => {
  it('Endpoints', () => {
    expect(created(endpointsKind, { ...here, subsets: [{ addresses: [{ ip: '127.0.0.1', nodeName: 'A' }], ports: [{ port: 0, protocol: 'TCP' }, { name: 'b', port: 80 }] }, {}] }).map((one) => one.slice(0, 60))).toEqual([
      'subsets[0].addresses[0].nodeName: Invalid value: "A": a lowe', 'subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may ', 'subsets[0].ports[0].name: Required value', 'subsets[0].ports[0].port: Invalid value: 0: must be between ',
      'subsets[0].ports[1].protocol: Required value', 'subsets[1]: Required value: must specify `addresses` or `not',
    ]);
    expect(updated(endpointsKind, { ...here, subsets: [{}] }, { ...here, subsets: [{}] })).toEqual([]);
    expect((endpointsKind as unknown as Kind).warnings?.(of(endpointsKind, { ...here, subsets: [{ notReadyAddresses: [{ ip: '2001:DB8::1' }] }] }))).toHaveLength(1);
  });

  it('Events of both versions, which are one kind', () => {
    const event = { ...here, involvedObject: { namespace: 'default' } };
    expect(created(eventKind, event)).toEqual([]);
    expect(created(eventKind, { ...event, involvedObject: { namespace: 'other' } })).toEqual(['involvedObject.namespace: Invalid value: "other": does not match event.namespace']);
    const fresh = { ...here, regarding: { namespace: 'default' }, eventTime: '2026-01-01T00:00:00.000000Z', reportingController: 'example.com/c', reportingInstance: 'i', action: 'a', reason: 'r', type: 'Normal' };
    expect(created(newEventKind, fresh)).toEqual([]);
    expect(created(newEventKind, { ...fresh, action: '', type: 'Other', deprecatedCount: 2, series: { count: 1 } })).toEqual([
      'action: Required value', 'series.count: Invalid value: "": should be at least 2', 'series.lastObservedTime: Required value', 'type: Invalid value: "": has invalid value: Other', 'count: Invalid value: "": needs to be unset',
    ]);
    expect(updated(newEventKind, { ...fresh, note: 'b', regarding: {} }, fresh)).toEqual([
      'involvedObject: Invalid value: {"Kind":"","Namespace":"","Name":"","UID":"","APIVersion":"","ResourceVersion":"","FieldPath":""}: field is immutable', 'message: Invalid value: "b": field is immutable',
    ]);
    expect(refusal(newEventKind as unknown as Kind, 'x', []).message).toMatch(/^Event "x" is invalid/);
  });

  it('FlowSchemas and PriorityLevelConfigurations', () => {
    const rule = { subjects: [{ kind: 'User', user: { name: 'jane' } }], resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true }] };
    const schema = (more: object) => ({ spec: { matchingPrecedence: 500, priorityLevelConfiguration: { name: 'low' }, rules: [{ ...rule, ...more }] } });
    expect(created(flowSchemaKind, schema({}))).toEqual([]);
    expect(created(flowSchemaKind, schema({ subjects: [{ kind: 'Group', user: { name: 'a' } }, { kind: 'Robot' }], nonResourceRules: [{ verbs: ['get', 'look'], nonResourceURLs: ['/a//b', '/a*'] }] }))).toEqual([
      "spec.rules[0].subjects[0].group: Required value: group is required when subject kind is 'Group'", "spec.rules[0].subjects[0].user: Forbidden: user is forbidden when subject kind is not 'User'",
      'spec.rules[0].subjects[1].kind: Unsupported value: "Robot": supported values: "Group", "ServiceAccount", "User"',
      'spec.rules[0].nonResourceRules[0].verbs: Unsupported value: ["get","look"]: supported values: "create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch"',
      'spec.rules[0].nonResourceRules[0].nonResourceURLs[0]: Invalid value: "/a//b": must not contain double slash', 'spec.rules[0].nonResourceRules[0].nonResourceURLs[1]: Invalid value: "/a*": wildcard can only do suffix matching',
    ]);
    const level = (queuing: object) => ({ spec: { type: 'Limited', limited: { lendablePercent: 101, limitResponse: { type: 'Queue', queuing } } } });
    expect(created(priorityLevelKind, level({ queues: 64, handSize: 12, queueLengthLimit: 1 }))).toEqual([
      'spec.limited.limitResponse.queuing.handSize: Invalid value: 12: required entropy bits of deckSize 64 and handSize 12 should not be greater than 60', 'spec.limited.lendablePercent: Invalid value: 101: must be between 0 and 100, inclusive',
    ]);
    expect(created(priorityLevelKind, { spec: { type: 'Exempt' } })).toEqual(["spec.type: Invalid value: \"Exempt\": must be 'Exempt' if and only if `name` is 'exempt'"]);
    expect(said((priorityLevelKind as unknown as Kind).status?.validateUpdate?.(of(priorityLevelKind, { status: { conditions: [{ type: 'A' }, { type: 'A' }, {}] } }), of(priorityLevelKind, {})))).toEqual(['status.conditions[1].type: Duplicate value: "A"', 'status.conditions[2].type: Required value']);
  });

  it('APIServices', () => {
    const spec = { group: 'a.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 10 };
    expect(created(apiServiceKind, { metadata: { name: 'v1.a.example.com' }, spec })).toEqual([]);
    expect(created(apiServiceKind, { spec: { ...spec, versionPriority: 1001, service: { name: 's', port: 0 }, insecureSkipTLSVerify: true, caBundle: encodeBase64('a') } })).toEqual([
      'metadata.name: Invalid value: "x": must be `spec.version+"."+spec.group`: "v1.a.example.com"', 'spec.versionPriority: Invalid value: 1001: must be positive and less than 1000', 'spec.service.namespace: Required value',
      'spec.service.port: Invalid value: 0: port is not valid: must be between 1 and 65535, inclusive', 'spec.insecureSkipTLSVerify: Invalid value: true: may not be true if caBundle is present',
    ]);
  });

  it('PodTemplates, IPAddresses and ServiceCIDRs', () => {
    expect(created(podTemplateKind, { ...here, template: { spec: { containers: [] } } })).toContain('template.spec.containers: Required value');
    expect(created(ipAddressKind, { spec: { parentRef: { resource: 'a/b' } } })).toEqual([
      'metadata.name: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)', "spec.parentRef.resource: Invalid value: \"a/b\": may not contain '/'", 'spec.parentRef.name: Required value',
    ]);
    const cidrs = (...list: string[]) => ({ spec: { cidrs: list } });
    expect(created(serviceCidrKind, cidrs('10.0.0.0/24', '10.1.0.0/24'))).toEqual(['spec.cidrs: Invalid value: ["10.0.0.0/24","10.1.0.0/24"]: may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64']);
    expect(updated(serviceCidrKind, cidrs('10.0.0.0/24', '2001:db8::/64'), cidrs('10.0.0.0/24'))).toEqual([]);
    expect(updated(serviceCidrKind, cidrs('10.1.0.0/24'), cidrs('10.0.0.0/24'))).toEqual(['spec.cidrs[0]: Invalid value: "10.1.0.0/24": field is immutable']);
  });

  it('claims of devices, their templates and classes', () => {
    const exactly = { deviceClassName: 'gpu', allocationMode: 'ExactCount', count: 1 };
    const claim = (more: object) => ({ ...here, spec: { devices: { requests: [{ name: 'r', exactly }], ...more } } });
    expect(created(resourceClaimKind, claim({}))).toEqual([]);
    expect(created(resourceClaimKind, claim({ requests: [{ name: 'r', exactly: { ...exactly, count: 0, tolerations: [{ key: 'k', operator: 'Exists', value: 'v' }] } }, { name: 'r' }], constraints: [{ requests: ['s'], matchAttribute: 'a.example.com/x' }, { matchAttribute: 'x' }], config: [{ opaque: { driver: 'd', parameters: [] } }] }))).toEqual([
      'spec.devices.requests[0].exactly.count: Invalid value: 0: must be greater than zero', 'spec.devices.requests[0].exactly.tolerations[0].value: Invalid value: "v": must be empty for operator `Exists`',
      'spec.devices.requests[1]: Required value: exactly one of `exactly` or `firstAvailable` is required', 'spec.devices.requests[1]: Duplicate value: "r"',
      "spec.devices.constraints[0].requests[0]: Invalid value: \"s\": must be the name of a request in the claim or the name of a request and a subrequest separated by '/'",
      'spec.devices.constraints[1].matchAttribute: Invalid value: "x": a fully qualified name must be a domain and a name separated by a slash', 'spec.devices.config[0].opaque.parameters: Invalid value: "<value omitted>": must be a valid JSON object',
    ]);
    expect(updated(resourceClaimKind, { ...here, spec: { devices: { requests: [{ name: 'b', firstAvailable: [{ name: 'a', deviceClassName: 'gpu' }] }] } } }, claim({}))).toEqual([
      'spec: Invalid value: {"Devices":{"Requests":[{"Name":"b","Exactly":null,"FirstAvailable":[{"Name":"a","DeviceClassName":"gpu","Selectors":null,"AllocationMode":"","Count":0,"Tolerations":null,"Capacity":null}]}],"Constraints":null,"Config":null}}: field is immutable',
    ]);
    expect(created(resourceClaimTemplateKind, { ...here, spec: { metadata: { name: 'a' }, spec: { devices: { requests: [{ name: 'r', exactly: { ...exactly, deviceClassName: '' } }] } } } })).toEqual([
      'spec.metadata.name: Forbidden: cannot be set', 'spec.spec.devices.requests[0].exactly.deviceClassName: Required value',
    ]);
    expect(created(deviceClassKind, { spec: { selectors: [{}], config: [{}], extendedResourceName: 'gpu' } })).toEqual(['spec.selectors[0].cel: Required value', 'spec.config[0].opaque: Required value', 'spec.extendedResourceName: Invalid value: "gpu": must be a valid extended resource name']);
  });

  it.each(ALL_KINDS.filter(({ apiVersion }) => /^(v1|batch|flowcontrol|certificates|networking|events|apiregistration|resource)/.test(apiVersion) && !/Review|Binding/.test(apiVersion)).map((kind) => [kind.type, kind] as const))('%s of which there is nothing but a name is answered', (_, kind) => {
    const bare = kind.defaults?.(of(kind, here)) ?? of(kind, here);
    expect(() => [kind.validateCreate?.(bare), kind.validateUpdate?.(bare, bare), kind.status?.prepareForUpdate?.(bare, bare), kind.status?.validateUpdate?.(bare, bare), kind.approval?.prepareForUpdate?.(bare, bare), kind.warnings?.(bare, bare)]).not.toThrow();
  });
});
