import { describe, expect, it } from 'vitest';
import type { Container, Pod, SecurityContext } from '../../../api/generated/types/core.v1';
import { DEFAULT_CATALOGUE } from '../../images/catalogue';
import { deniedWrite, nonRootFault } from './user';

const pod = (securityContext: object = {}): Pod => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n', uid: 'u' }, spec: { containers: [], securityContext } }) as unknown as Pod;
const container = (securityContext: SecurityContext = {}, mountPath?: string): Container => ({ name: 'c', image: 'nginx', securityContext, ...(mountPath === undefined ? {} : { volumeMounts: [{ name: 'v', mountPath }] }) });
const nginx = { writes: DEFAULT_CATALOGUE.nginx!.writes!, user: '0' };

describe('whom a container runs as', () => {
  it.each([
    [{}, {}, '0', undefined],
    [{ runAsNonRoot: true }, {}, '0', 'container has runAsNonRoot and image will run as root (pod: "p_n(u)", container: c)'],
    [{ runAsNonRoot: true }, { runAsNonRoot: false }, '0', undefined],
    [{ runAsNonRoot: true }, {}, 'nginx', 'container has runAsNonRoot and image has non-numeric user (nginx), cannot verify user is non-root (pod: "p_n(u)", container: c)'],
    [{ runAsNonRoot: true }, {}, '101', undefined],
    [{ runAsNonRoot: true }, {}, undefined, undefined],
    [{ runAsNonRoot: true, runAsUser: 10001 }, {}, '0', undefined],
    [{ runAsNonRoot: true, runAsUser: 10001 }, { runAsUser: 0 }, '101', "container's runAsUser breaks non-root policy (pod: \"p_n(u)\", container: c)"],
  ] as const)('is checked before it starts: %j %j of an image of %s', (all, own, user, fault) => {
    expect(nonRootFault(pod(all), container(own), user)).toBe(fault);
  });

  it('cannot write where root alone may, nor to a root that is read-only', () => {
    expect(deniedWrite(pod(), container(), nginx)).toBeUndefined();
    expect(deniedWrite(pod({ runAsUser: 7 }), container(), nginx)).toMatch(/client_temp" failed \(13: Permission denied\)$/);
    expect(deniedWrite(pod(), container({ readOnlyRootFilesystem: true }), nginx)).toMatch(/client_temp" failed \(30: Read-only file system\)$/);
    expect(deniedWrite(pod(), container({ readOnlyRootFilesystem: true }, '/var/cache/nginx'), nginx)).toMatch(/nginx\.pid" failed \(30/);
    expect(deniedWrite(pod(), container({ readOnlyRootFilesystem: true }, '/var/run'), nginx)).toMatch(/client_temp/);
    const both = { ...container({ readOnlyRootFilesystem: true, runAsUser: 7 }), volumeMounts: [{ name: 'a', mountPath: '/var/cache/nginx' }, { name: 'b', mountPath: '/var/run/' }] };
    expect(deniedWrite(pod(), both, nginx)).toBeUndefined();
  });
});
