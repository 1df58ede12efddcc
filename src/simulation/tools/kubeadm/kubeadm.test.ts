import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTime } from '../../base/time';
import { certificatePem, keyPem, readCertificate } from '../../network/tls/pem';
import type { Steps } from '../machine';
import { runKubeadm } from './index';
import type { Host, KubeadmMachine } from './machine';

const NOW = 1_780_000_000_000_000;
const DAY = 86_400_000_000;
const HOST: Host = { hostname: 'cp-1', address: '10.0.0.11', user: 0, kubelet: 'v1.36.3', runtime: true, ports: [], swap: false, forward: '1', kernel: { version: '6.12.0', missing: [] }, cgroup: 2, cpus: 2, memory: 4096 };

/** Nobody keeps kubeadm waiting here. */
function ended(steps: Steps<number>): number {
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

function machine(files: Record<string, string>, host: Partial<Host> = {}) {
  const said = { out: '', err: '' };
  const one: KubeadmMachine = {
    now: () => NOW, directory: '/root', environment: {}, stdin: '', host: { ...HOST, ...host },
    files: {
      read: (path) => files[path],
      list: (path) => { const inside = Object.keys(files).filter((file) => file.startsWith(`${path}/`)); return inside.length === 0 ? undefined : inside.map((file) => file.slice(path.length + 1).split('/')[0]!); },
      write: (path, text) => { files[path] = text; },
      remove: (path) => { delete files[path]; },
    },
    out: (text) => { said.out += text; },
    err: (text) => { said.err += text; },
  };
  return { run: (...argv: readonly string[]) => ended(runKubeadm(one, argv)), said };
}

/** A CA and the API server's certificate, which ends in so many days. */
const pki = (days: number): Record<string, string> => ({
  '/etc/kubernetes/pki/ca.crt': certificatePem({ name: 'ca', issuer: 'ca', isCA: true, notBefore: formatTime(NOW - DAY), notAfter: formatTime(NOW + 3650 * DAY) }), '/etc/kubernetes/pki/ca.key': keyPem('ca'),
  '/etc/kubernetes/pki/apiserver.crt': certificatePem({ name: 'apiserver', issuer: 'ca', notBefore: formatTime(NOW - DAY), notAfter: formatTime(NOW + days * DAY) }),
});

describe('kubeadm certs', () => {
  it('renews for a year from now, however long a certificate was still good for', () => {
    fc.assert(fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
      const files = pki(days);
      expect(machine(files).run('certs', 'renew', 'apiserver')).toBe(0);
      expect(readCertificate(files['/etc/kubernetes/pki/apiserver.crt']!)!.notAfter).toBe(formatTime(NOW + 365 * DAY));
    }));
  });

  it('does not renew what an authority elsewhere has signed', () => {
    const files = pki(10);
    delete files['/etc/kubernetes/pki/ca.key'];
    files['/etc/kubernetes/pki/apiserver-kubelet-client.crt'] = files['/etc/kubernetes/pki/apiserver.crt']!;
    const { run, said } = machine(files);
    const before = files['/etc/kubernetes/pki/apiserver.crt'];
    expect(run('certs', 'renew', 'apiserver')).toBe(0);
    expect(said.out).toBe("Detected external ca, certificate for serving the Kubernetes API can't be renewed\n");
    expect(files['/etc/kubernetes/pki/apiserver.crt']).toBe(before);
  });

  it('says what is missing', () => {
    const { run, said } = machine({});
    expect(run('certs', 'check-expiration')).toBe(0);
    expect(said.out.split('\n').filter((line) => line.startsWith('!MISSING!')).length).toBe(14);
  });
});

describe('kubeadm init phase preflight', () => {
  it('lets an error pass exactly where its check is ignored', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(6443, 10250, 10257, 10259, 2379, 2380)), fc.boolean(), (ports, all) => {
      const { run, said } = machine({}, { ports });
      const ignored = all ? ['--ignore-preflight-errors=all'] : [];
      expect(run('init', 'phase', 'preflight', ...ignored)).toBe(ports.length === 0 || all ? 0 : 1);
      for (const port of ports) expect(said.err).toContain(`\t[${all ? 'WARNING' : 'ERROR'} Port-${port}]: Port ${port} is in use\n`);
    }));
  });

  it('refuses to name checks beside all of them', () => {
    const { run, said } = machine({});
    expect(run('init', 'phase', 'preflight', '--ignore-preflight-errors=all,Swap')).toBe(1);
    expect(said.err).toContain("don't specify individual checks if 'all' is used");
  });
});
