import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attacks, ATTEMPTS, type Attempt, type Finding } from './attacks';
import { DEFAULT_CAPABILITIES, processOf, type Machine } from './process';
import { evaluatePod } from './evaluate';
import { applyEdits, smallestFix } from './fix';
import type { SecuredPod } from './types';

const CONTAINERD: Machine = { imageUser: 0, portStart: 0 };
const OTHER: Machine = { imageUser: 0, portStart: 1024 };
const pod = (securityContext: object = {}, spec: object = {}, container: object = {}): SecuredPod => ({ spec: { ...spec, containers: [{ name: 'app', securityContext, ...container }] } }) as SecuredPod;
const find = (one: SecuredPod, attempt: Attempt, machine: Machine = OTHER): Finding => attacks(one, 0, machine).find((finding) => finding.attempt === attempt)!;
const outcome = (one: SecuredPod, attempt: Attempt, machine?: Machine): string => `${find(one, attempt, machine).outcome} ${find(one, attempt, machine).reason}`;

describe('what a process may have', () => {
  it('is containerd’s fourteen, with what is added and without what is dropped', () => {
    const caps = (securityContext: object): number => processOf(pod(securityContext), pod(securityContext).spec.containers![0]!, OTHER).effective.size;
    expect(caps({})).toBe(DEFAULT_CAPABILITIES.length);
    expect(caps({ capabilities: { drop: ['ALL'] } })).toBe(0);
    expect(caps({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })).toBe(1);
    expect(caps({ capabilities: { add: ['ALL'], drop: ['CHOWN'] } })).toBe(40);
    expect(caps({ privileged: true })).toBe(41);
    expect(caps({ runAsUser: 1000, privileged: true })).toBe(0);
  });
});

describe('what it can do', () => {
  it('read a file of the node: where it is mounted, and by root alone', () => {
    const mounted = (securityContext: object, more: object = {}, path = '/') => pod(securityContext, { volumes: [{ name: 'node', hostPath: { path } }], ...more }, { volumeMounts: [{ name: 'node', mountPath: '/node' }] });
    expect(outcome(pod(), 'hostFile')).toBe('impossible notMounted');
    expect(outcome(mounted({}), 'hostFile')).toBe('possible mounted');
    expect(outcome(mounted({}, {}, '/var/log'), 'hostFile')).toBe('impossible notMounted');
    expect(outcome(mounted({ runAsUser: 1000 }), 'hostFile')).toBe('indirect throughSetuid');
    expect(outcome(mounted({ runAsUser: 1000, allowPrivilegeEscalation: false }), 'hostFile')).toBe('impossible notOwner');
    // An ID-mapped mount shows root's files as the container's own.
    expect(outcome(mounted({}, { hostUsers: false }), 'hostFile')).toBe('possible mountedMapped');
    expect(outcome(pod({ privileged: true }), 'hostFile')).toBe('possible devices');
    expect(outcome(pod({ privileged: true }, { hostUsers: false }), 'hostFile')).toBe('impossible otherNamespace');
  });

  it('load a module or set the clock: with the capability in the node’s user namespace', () => {
    for (const [attempt, capability] of [['loadModule', 'SYS_MODULE'], ['nodeClock', 'SYS_TIME']] as const) {
      expect(outcome(pod(), attempt)).toBe('impossible noCapability');
      expect(outcome(pod({ capabilities: { add: [capability] } }), attempt)).toBe('possible capability');
      expect(outcome(pod({ capabilities: { add: [capability] } }, { hostUsers: false }), attempt)).toBe('impossible otherNamespace');
      expect(outcome(pod({ runAsUser: 1000, capabilities: { add: [capability] } }), attempt)).toBe('indirect throughSetuid');
      expect(outcome(pod({ runAsUser: 1000, allowPrivilegeEscalation: false, capabilities: { add: [capability] } }), attempt)).toBe('impossible notRoot');
    }
  });

  it('listen on port 80: whoever the runtime lets, else root, and no one else by adding the capability', () => {
    const user = { runAsUser: 1000, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } };
    expect(outcome(pod(user), 'bindPort', CONTAINERD)).toBe('possible unprivilegedPorts');
    expect(outcome(pod(user), 'bindPort', OTHER)).toBe('impossible notRoot');
    expect(outcome(pod({ capabilities: { drop: ['ALL'] } }), 'bindPort', OTHER)).toBe('impossible noCapability');
    expect(outcome(pod({}), 'bindPort', OTHER)).toBe('possible capability');
    expect(outcome(pod(user, { securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }] } }), 'bindPort', OTHER)).toBe('possible unprivilegedPorts');
    expect(outcome(pod(user, { hostNetwork: true }), 'bindPort', CONTAINERD)).toBe('impossible notRoot');
  });

  it('become root by a set-user-ID program, unless no_new_privs stands', () => {
    expect(outcome(pod({ runAsUser: 1000 }), 'becomeRoot')).toBe('indirect setuid');
    expect(outcome(pod({ runAsUser: 1000, allowPrivilegeEscalation: false }), 'becomeRoot')).toBe('impossible noNewPrivileges');
    expect(outcome(pod({ allowPrivilegeEscalation: false }), 'becomeRoot')).toBe('possible isRoot');
  });

  it('store a tool: on a read-only root only where a volume is', () => {
    const readOnly = { readOnlyRootFilesystem: true };
    expect(outcome(pod(), 'dropTool')).toBe('possible writable');
    expect(outcome(pod(readOnly), 'dropTool')).toBe('impossible readOnly');
    expect(outcome(pod(readOnly, { volumes: [{ name: 'tmp', emptyDir: {} }] }, { volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] }), 'dropTool')).toBe('possible scratch');
  });

  it('is never more after a Pod has been mended for restricted, and nothing against the node', () => {
    const capability = fc.constantFrom('ALL', 'SYS_MODULE', 'NET_RAW', 'SYS_TIME', 'NET_BIND_SERVICE', 'CHOWN');
    const context = fc.record({ privileged: fc.boolean(), allowPrivilegeEscalation: fc.constantFrom(undefined, false), runAsUser: fc.constantFrom(undefined, 0, 1000), capabilities: fc.record({ add: fc.array(capability, { maxLength: 3 }), drop: fc.array(capability, { maxLength: 2 }) }) });
    const rank = { impossible: 0, indirect: 1, possible: 2 } as const;
    fc.assert(
      fc.property(context, fc.boolean(), fc.constantFrom(0, 1000), (securityContext, isMounted, imageUser) => {
        const given = pod(securityContext, { ...(isMounted ? { volumes: [{ name: 'node', hostPath: { path: '/' } }] } : {}) }, { ...(isMounted ? { volumeMounts: [{ name: 'node', mountPath: '/node' }] } : {}) });
        const policy = { level: 'restricted', version: 'latest' } as const;
        const mended = applyEdits(given, smallestFix(policy, given).edits);
        if (!evaluatePod(policy, mended).allowed) return;
        // The image's user has to be another one, or the kubelet does not start the container.
        const [before, after] = [attacks(given, 0, { imageUser, portStart: 1024 }), attacks(mended, 0, { imageUser: 1000, portStart: 1024 })];
        for (const [index, attempt] of ATTEMPTS.entries()) if (attempt !== 'dropTool') expect(rank[after[index]!.outcome]).toBeLessThanOrEqual(rank[before[index]!.outcome]);
        for (const attempt of ['hostFile', 'loadModule', 'nodeClock', 'rawPackets', 'becomeRoot'] as const) expect(after.find((one) => one.attempt === attempt)?.outcome).toBe('impossible');
      }),
      { numRuns: 200 },
    );
  });
});
