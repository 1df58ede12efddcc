import { describe, expect, it } from 'vitest';
import { CHECKED, COLUMNS, KINDS, TOOLS, textIn, tool } from './data';

const NAMED = [
  'minikube', 'kind', 'k3d', 'docker-desktop', 'k3s', 'rke2', 'microk8s', 'k0s', 'talos', 'openshift', 'okd', 'kubeadm', 'kops', 'kubespray',
  'cluster-api', 'rancher', 'eks', 'eks-auto', 'aks', 'gke-standard', 'gke-autopilot', 'kakaocloud', 'nhn', 'scp',
];

describe('the records', () => {
  it('hold every tool of the guide once', () => {
    expect(TOOLS.map(({ id }) => id).sort()).toEqual([...NAMED].sort());
  });

  it('use all five kinds, and only Rancher is a management platform', () => {
    expect(new Set(TOOLS.map(({ kind }) => kind))).toEqual(new Set(KINDS));
    expect(TOOLS.filter(({ kind }) => kind === 'manager').map(({ id }) => id)).toEqual(['rancher']);
  });

  it.each(TOOLS.map((record) => [record.id, record] as const))('%s: every statement has both languages, an https source and a date', (_, record) => {
    expect(Object.keys(record.facts).every((column) => (COLUMNS as readonly string[]).includes(column))).toBe(true);
    for (const fact of Object.values(record.facts)) {
      for (const text of [fact.value, fact.options].filter((t) => t !== undefined)) {
        expect(textIn(text, 'ko').length).toBeGreaterThan(0);
        expect(textIn(text, 'en')).not.toMatch(/[가-힣]/);
      }
      expect(new URL(fact.source.url).protocol).toBe('https:');
      expect(fact.source.title.length).toBeGreaterThan(2);
      expect([CHECKED, undefined]).toContain(fact.source.checked);
    }
  });

  it('give every local tool and distribution a statement on nodes and licence', () => {
    for (const record of TOOLS) {
      expect(record.facts.nodes, record.id).toBeDefined();
      expect(record.facts.licence, record.id).toBeDefined();
    }
  });

  it('keep the corrections: K3s not only SQLite, minikube not single-node, kubeadm certificates automatic, Rancher no distribution', () => {
    expect(textIn(tool('k3s').facts.datastore!.options!, 'en')).toContain('embedded etcd');
    expect(tool('k3s').facts.resources!.figure).toBe(2);
    expect(textIn(tool('minikube').facts.nodes!.value, 'en')).toContain('--nodes');
    expect(textIn(tool('minikube').facts.ha!.value, 'en')).toContain('--ha');
    expect(textIn(tool('kubeadm').facts.certificates!.value, 'en')).toContain('Automatic');
    expect(tool('rancher').kind).toBe('manager');
    expect(textIn(tool('rancher').facts.licence!.value, 'en')).toContain('Apache-2.0');
  });

  it('refuses an unknown id', () => {
    expect(() => tool('rke1')).toThrow(RangeError);
  });
});
