import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { lookAtDump } from './dump';
import { typed as plain } from './testing/terminal';

const state = (name: string): string => readFileSync(`testdata/golden/kubectl/states/${name}.json`, 'utf8');

describe('a dump in a terminal', () => {
  it.each(['shop', 'broken', 'jobs'])('is there to look at: %s', (name) => {
    const look = lookAtDump(state(name));
    if (!look.ok) throw new Error(JSON.stringify(look.problem));
    expect(look.leftOut).toEqual([]);
    const desk = new Desk({ dump: look.dump });
    const { report } = desk.report();
    expect(report.picture.pods.length).toBeGreaterThan(0);
    expect(plain(desk, 'kubectl get pods -A --no-headers | wc -l').trim()).toBe(String(report.picture.pods.length));
    expect(plain(desk, `kubectl logs -n ${report.picture.pods[0]!.namespace} ${report.picture.pods[0]!.name}`)).not.toBe('');
    expect(desk.ask({ kind: 'advance', until: report.picture.now + 60_000_000 }).report.picture.pods).toHaveLength(report.picture.pods.length);
  });

  it('may be YAML, and several documents', () => {
    expect(lookAtDump('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a, namespace: default}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n')).toMatchObject({ ok: true, objects: 2, kinds: 2 });
    expect(lookAtDump('{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"a"}}\n{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"b"}}')).toMatchObject({ ok: true, objects: 1, leftOut: ['Thing (example.com/v1)'] });
  });

  it.each([
    [' \n', { code: 'empty' }],
    ['{"apiVersion": "v1", ', { code: 'syntax' }],
    ['a: b\n c: d', { code: 'syntax', said: expect.stringMatching(/line 2/) }],
    ['NAME READY\nweb 1/1', { code: 'objects' }],
    ['{"kind":"List","items":[]}', { code: 'objects', said: 'there is no object in it' }],
    ['{"items":[{"kind":"Pod"}]}', { code: 'objects', said: expect.stringMatching(/^\$\.items\[0\]/) }],
  ])('says what is wrong with %j', (text, problem) => {
    expect(lookAtDump(text)).toMatchObject({ ok: false, problem });
  });
});

describe('what the reader made, as manifests', () => {
  const shown = (desk: Desk): string => plain(desk, 'kubectl get deploy,svc,cm,ns,pods,jobs,pvc,quota -A --no-headers -o custom-columns=K:.kind,N:.metadata.namespace,M:.metadata.name,O:.metadata.ownerReferences[0].kind,R:.spec.replicas,I:.spec.template.spec.containers[*].image,D:.data');
  const own = (text: string): string => text.split('\n').filter((line) => /<none>\s+\S+\s+\S+\s+\S+$/.test(line) && !/kube-|^(Namespace|Service)\s+\S+\s+(default|kubernetes)\s/.test(line)).join('\n');

  it('is empty in an empty cluster, and makes the same in another', () => {
    const desk = new Desk({});
    expect(desk.ask({ kind: 'manifests' }).manifests).toBe('');
    for (const line of ['kubectl create ns team', 'kubectl -n team create deployment web --image=nginx:1.31 --replicas=2', 'kubectl -n team expose deploy web --port=80', 'kubectl create configmap c --from-literal=a=b', 'kubectl run one --image=nginx:1.31', 'kubectl create job j --image=busybox:1.37 -- true', 'kubectl create quota q --hard=pods=5', 'kubectl scale deploy web -n team --replicas=3', 'sleep 30']) plain(desk, line);
    const { manifests = '' } = desk.ask({ kind: 'manifests' });
    for (const field of ['status:', 'uid:', 'resourceVersion', 'managedFields', 'clusterIP:', 'kube-api-access', 'nodeName', 'creationTimestamp']) expect(manifests).not.toContain(field);
    const again = new Desk({ files: { 'all.yaml': manifests } });
    expect(plain(again, 'kubectl apply -f all.yaml')).not.toMatch(/error|invalid|Warning/i);
    plain(again, 'sleep 30');
    expect(own(shown(again))).toBe(own(shown(desk)));
    expect(own(shown(again))).toMatch(/Deployment +team +web +<none> +3/);
  });
});
