import { describe, expect, it } from 'vitest';
import { fieldErrorMessage } from '../../field-errors';
import { defaultPod } from '../../kinds/core.Pod';
import type { Pod, PodSpec } from '../../types';
import { podWarnings } from './warnings';
import { validatePodCreate, validatePodUpdate } from '.';

const pod = (spec: Partial<PodSpec>, container: object = {}): Pod =>
  defaultPod({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', resourceVersion: '1' }, spec: { containers: [{ name: 'app', image: 'nginx', ...container }], ...spec } });
const errorsOf = (one: Pod): readonly string[] => validatePodCreate(one).map(fieldErrorMessage);

describe('validatePodCreate', () => {
  it('takes a plain Pod, defaulted', () => {
    expect(errorsOf(pod({}))).toEqual([]);
  });

  it('looks at volumes before containers, and at a mount only when its volume is good', () => {
    expect(errorsOf(pod({ volumes: [{ name: 'Data', emptyDir: {} }] }, { volumeMounts: [{ name: 'Data', mountPath: '/d' }] }))).toEqual([
      expect.stringContaining('spec.volumes[0].name: Invalid value: "Data": a lowercase RFC 1123 label'),
      'spec.containers[0].volumeMounts[0].name: Not found: "Data"',
    ]);
  });

  it('keeps the spelling that upstream has for a second volume source', () => {
    expect(errorsOf(pod({ volumes: [{ name: 'd', emptyDir: {}, downwardAPI: {} }] }))).toEqual(['spec.volumes[0].downwarAPI: Forbidden: may not specify more than 1 volume type']);
    expect(errorsOf(pod({ volumes: [{ name: 'd', gcePersistentDisk: { pdName: '' } }] }))).toEqual(['spec.volumes[0].persistentDisk.pdName: Required value']);
  });

  it('prints a security context as the internal type has it', () => {
    expect(errorsOf(pod({}, { securityContext: { privileged: true, allowPrivilegeEscalation: false } }))[0]).toContain('Invalid value: {"Capabilities":null,"Privileged":true,"SELinuxOptions":null');
  });

  it('refuses what a Windows Pod cannot have', () => {
    expect(errorsOf(pod({ os: { name: 'windows' }, hostIPC: true, securityContext: { runAsUser: 1, sysctls: [{ name: 'a.b', value: '1' }] } }))).toEqual([
      'spec.hostIPC: Forbidden: cannot be set for a windows pod',
      'spec.securityContext.sysctls: Forbidden: cannot be set for a windows pod',
      'spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod',
    ]);
  });
});

describe('validatePodUpdate', () => {
  const update = (now: Pod, old: Pod): readonly string[] => validatePodUpdate(now, old).map(fieldErrorMessage);

  it('lets image, deadline and added tolerations change', () => {
    const old = pod({});
    expect(update(pod({ activeDeadlineSeconds: 5, tolerations: [{ key: 'a', operator: 'Exists' }] }, { image: 'nginx:2', imagePullPolicy: 'Always' }), old)).toEqual([]);
  });

  it('shows what else changed as a difference of the internal type', () => {
    const [message = ''] = update(pod({ hostname: 'b' }), pod({ hostname: 'a' }));
    expect(message).toContain('spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`');
    expect(message).toContain('\n- "Hostname": "a",\n+ "Hostname": "b",\n');
  });

  it('lets a gated Pod narrow its nodes only', () => {
    const gates = [{ name: 'wait' }];
    const old = pod({ schedulingGates: gates, nodeSelector: { a: '1' } });
    expect(update(pod({ schedulingGates: gates, nodeSelector: { a: '1', b: '2' } }), old)).toEqual([]);
    expect(update(pod({ schedulingGates: gates, nodeSelector: { b: '2' } }), old)).toEqual(['spec.nodeSelector: Invalid value: {"b":"2"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)']);
  });
});

describe('podWarnings', () => {
  it('tells duplicate, overlapping and ambiguous ports apart', () => {
    const ports = [{ containerPort: 80 }, { containerPort: 80, hostPort: 80 }, { containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' }];
    const { spec, metadata } = pod({}, { ports });
    expect(podWarnings(spec, metadata)).toEqual([
      'spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]',
      'spec.containers[0].ports[2]: overlapping port definition with spec.containers[0].ports[0]',
      'spec.containers[0].ports[2]: dangerously ambiguous port definition with spec.containers[0].ports[1]',
    ]);
  });

  it('names paths that two sources write', () => {
    const items = [{ key: 'a', path: 'x' }, { key: 'b', path: 'x/y' }];
    const { spec, metadata } = pod({ volumes: [{ name: 'c', configMap: { name: 'cm', items } }] });
    expect(podWarnings(spec, metadata)).toEqual(['volume "c" (ConfigMap "cm"): overlapping paths: "x/y" with "x"']);
  });
});
