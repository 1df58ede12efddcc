import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../../base/go/base64';
import { fieldErrorMessage } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { Kind } from '../kind';
import type { ApiObject } from '../types';
import { customResourceDefinitionKind } from './apiextensions.CustomResourceDefinition';
import { jobKind } from './batch.Job';
import { signingRequestKind } from './certificates.CertificateSigningRequest';
import { podKind } from './core.Pod';

const of = (kind: Kind, value: object): ApiObject => ({ apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name: 'x', namespace: 'default' }, ...value }) as unknown as ApiObject;
const said = (errors: readonly FieldError[] | undefined): string[] => (errors ?? []).map(fieldErrorMessage);
const statusErrors = (kind: unknown, value: object, old: object): string[] => said((kind as Kind).status?.validateUpdate?.(of(kind as Kind, value), of(kind as Kind, old)));
const is = (...types: readonly string[]) => types.map((type) => ({ type, status: 'True' }));

describe('the status of a Job', () => {
  const [start, end] = ['2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z'];
  const errors = (status: object, old: object = {}, spec: object = {}): string[] => statusErrors(jobKind, { spec, status }, { spec, status: old });

  it('ends as a Job ends', () => {
    expect(errors({ startTime: start, completionTime: end, succeeded: 1, conditions: is('SuccessCriteriaMet', 'Complete') }, { startTime: start, active: 1, conditions: is('SuccessCriteriaMet') })).toEqual([]);
    expect(errors({ startTime: start, failed: 1, conditions: is('FailureTarget', 'Failed') }, { startTime: start })).toEqual([]);
    expect(errors({ conditions: is('Complete') })).toEqual([
      'status.completionTime: Required value: completionTime is required for Complete jobs',
      'status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition',
      'status.startTime: Required value: startTime is required for finished job',
    ]);
    expect(errors({ startTime: end, completionTime: start, active: 1, conditions: is('SuccessCriteriaMet', 'Complete', 'Failed'), uncountedTerminatedPods: { succeeded: ['a', 'a'] } })).toEqual([
      'status.uncountedTerminatedPods.succeeded[1]: Duplicate value: "a"',
      'status.conditions: Invalid value: cannot set Complete=True and Failed=true conditions',
      'status.completionTime: Invalid value: "2026-01-01T00:00:00Z": must be equal to or after `startTime`',
      'status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition',
      'status.active: Invalid value: 1: active>0 is invalid for finished job',
      'status.uncountedTerminatedPods: Invalid value: {"Succeeded":["a","a"],"Failed":null}: must be empty for finished job',
      'status.conditions: Invalid value: cannot set SuccessCriteriaMet=True and Failed=true conditions',
    ]);
  });

  it('only goes forward', () => {
    expect(errors({ active: 1, ready: 2 }, { startTime: start, succeeded: 2, failed: 1, conditions: is('FailureTarget', 'Failed') })).toEqual([
      'status.ready: Invalid value: 2: cannot set more ready pods than active',
      'status.conditions: Invalid value: cannot disable the terminal Failed=True condition',
      'status.conditions: Invalid value: cannot disable the terminal FailureTarget=True condition',
      'status.failed: Invalid value: 0: cannot decrease the failed counter',
      'status.succeeded: Invalid value: 0: cannot decrease the succeeded counter',
      'status.startTime: Invalid value: null: field is immutable for unsuspended job once set',
    ]);
    // What was so before is let be.
    expect(errors({ ready: 2, active: 1 }, { ready: 2, active: 1 })).toEqual([]);
    expect(errors({ ready: 0 }, { ready: 0, active: 0 })).toEqual([]);
  });

  it('names indexes that there are, each on one side', () => {
    const indexed = { completionMode: 'Indexed', completions: 5, parallelism: 2, backoffLimitPerIndex: 1 };
    expect(errors({ completedIndexes: '0,2-3', failedIndexes: '3' }, {}, indexed)).toEqual(['status.failedIndexes: Invalid value: "3": failedIndexes and completedIndexes overlap at index: 3']);
    expect(errors({ completedIndexes: '0,7' }, {}, indexed)).toEqual(['status.completedIndexes: Invalid value: "0,7": error parsing completedIndexes: too large index: "7"']);
    expect(errors({ completedIndexes: '0', failedIndexes: '' })).toEqual([
      'status.completedIndexes: Invalid value: "0": cannot set non-empty completedIndexes when non-indexed completion mode',
      'status.failedIndexes: Invalid value: "": cannot set non-null failedIndexes when backoffLimitPerIndex is null',
    ]);
  });
});

describe('the status of a Pod', () => {
  const errors = (status: object, old: object = {}, spec: object = {}): string[] => {
    const whole = { spec: { containers: [{ name: 'app' }], restartPolicy: 'Never', ...spec } };
    return statusErrors(podKind, { ...whole, status }, { ...whole, status: old });
  };
  const ended = (exitCode: number) => ({ containerStatuses: [{ name: 'app', state: { terminated: { exitCode } } }] });
  const running = { containerStatuses: [{ name: 'app', state: { running: {} } }] };

  it('does not bring back who ended for good', () => {
    expect(errors(running, ended(1))).toEqual(['status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state']);
    expect(errors(running, ended(1), { restartPolicy: 'OnFailure' })).toEqual([]);
    expect(errors(running, ended(0), { containers: [{ name: 'app', restartPolicy: 'Never', restartPolicyRules: [{ action: 'RestartAllContainers' }] }] })).toEqual([]);
  });

  it('has addresses, conditions and a class of service as they may be', () => {
    expect(errors({ podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }], hostIP: '10.1.0.1', hostIPs: [{ ip: '10.1.0.2' }] })).toEqual([
      'status.podIPs: Invalid value: [{"IP":"10.0.0.1"},{"IP":"10.0.0.2"}]: may specify no more than one IP for each IP family',
      'status.hostIPs[0].ip: Invalid value: "10.1.0.2": must be equal to `hostIP`',
    ]);
    expect(errors({ qosClass: 'Burstable', conditions: [{ type: 'Ready' }, { type: '/x' }], nominatedNodeName: 'node-1' }, { qosClass: 'BestEffort' }, { nodeName: 'node-2' })).toEqual([
      'status.conditions[1].Type: Invalid value: "/x": prefix part must be non-empty',
      'status.nominatedNodeName: Forbidden: may not be set on pods that are already bound to a node',
      'status.qosClass: Invalid value: "Burstable": field is immutable',
    ]);
  });

  it('keeps the generations that it does not say', () => {
    const kind = podKind as unknown as Kind;
    const conditions = (...list: readonly object[]) => of(kind, { spec: {}, status: { conditions: list } });
    const prepared = kind.status?.prepareForUpdate?.(conditions({ type: 'Ready', status: 'True' }), conditions({ type: 'Ready', observedGeneration: 2 }));
    expect(prepared).toMatchObject({ status: { conditions: [{ type: 'Ready', observedGeneration: 2 }] } });
  });
});

describe('what is only a status', () => {
  it('a definition accepts names', () => {
    expect(statusErrors(customResourceDefinitionKind, { status: { acceptedNames: { plural: 'A_B' } } }, {})[0]).toMatch(/^status\.acceptedNames\.plural: Invalid value: "A_B"/);
  });
});

describe('a CertificateSigningRequest', () => {
  const kind = signingRequestKind as unknown as Kind;
  const pem = (type: string): string => encodeBase64(`-----BEGIN ${type}-----\nAAAA\n-----END ${type}-----\n`);
  const spec = { request: pem('CERTIFICATE REQUEST'), signerName: 'example.com/own', usages: ['client auth'] };
  const csr = (value: object): ApiObject => ({ ...of(kind, { spec, ...value }), metadata: { name: 'x' } });

  it('holds a request, a signer and usages', () => {
    expect(said(kind.validateCreate?.(csr({})))).toEqual([]);
    const errors = said(kind.validateCreate?.(csr({ spec: { request: pem('CERTIFICATE'), signerName: 'own', usages: ['client auth', 'client auth'], expirationSeconds: 60 } })));
    expect(errors).toEqual([
      `spec.request: Invalid value: "${pem('CERTIFICATE')}": PEM block type must be CERTIFICATE REQUEST`, 'spec.usages[1]: Duplicate value: "client auth"',
      `spec.signerName: Invalid value: "own": must be a fully qualified domain and path of the form 'example.com/signer-name'`, 'spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 600 seconds (10 minutes)',
    ]);
    expect(said(kind.validateCreate?.(csr({ spec: undefined })))).toEqual(['spec.request: Invalid value: null: PEM block type must be CERTIFICATE REQUEST', 'spec.usages: Required value', 'spec.signerName: Required value']);
  });

  it('is decided through one door and answered through another', () => {
    const decided = { status: { conditions: is('Approved') } };
    expect(said(kind.approval?.validateUpdate?.(csr(decided), csr({})))).toEqual([]);
    expect(said(kind.status?.validateUpdate?.(csr(decided), csr({})))).toEqual(['status.conditions: Forbidden: updates may not add a condition of type "Approved"']);
    expect(said(kind.approval?.validateUpdate?.(csr({ status: { conditions: is('Denied') } }), csr(decided)))).toEqual(['status.conditions: Forbidden: updates may not remove a condition of type "Approved"']);
    expect(said(kind.approval?.validateUpdate?.(csr({ status: { conditions: is('Approved', 'Denied') } }), csr(decided)))).toEqual(['status.conditions: Invalid value: "Denied": Approved and Denied conditions are mutually exclusive']);
    const issued = (type: string) => csr({ status: { ...decided.status, certificate: pem(type) } });
    expect(said(kind.status?.validateUpdate?.(issued('CERTIFICATE'), csr(decided)))).toEqual([]);
    expect(said(kind.status?.validateUpdate?.(issued('PRIVATE KEY'), issued('CERTIFICATE')))).toEqual([
      'status.certificate: Invalid value: "<certificate data>": only CERTIFICATE PEM blocks are allowed, found "PRIVATE KEY"', 'status.certificate: Forbidden: updates may not modify existing certificate content',
    ]);
    expect(kind.approval?.prepareForUpdate?.(issued('CERTIFICATE'), csr({ spec }))).toMatchObject({ status: { conditions: is('Approved') } });
    expect(JSON.stringify(kind.approval?.prepareForUpdate?.(issued('CERTIFICATE'), csr({})))).not.toContain('certificate"');
  });
});
