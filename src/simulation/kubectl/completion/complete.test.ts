import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupQualified } from '../../api/status';
import type { ApiObject } from '../../api/types';
import { objectsIn } from '../../cluster/store/store';
import { readKubeconfig } from '../config/kubeconfig';
import { KUBECONFIG, TestTerminal } from '../testing/terminal';
import { complete } from './complete';
import type { Lookup } from './lookup';

const labelled = (kind: string, apiVersion: string, name: string, spec: object): ApiObject => ({ apiVersion, kind, metadata: { name, namespace: 'default', labels: { app: 'web' } }, spec }) as unknown as ApiObject;
const containers = [{ name: 'nginx', image: 'nginx', ports: [{ containerPort: 80 }] }, { name: 'sidecar', image: 'busybox' }];
const { server, registry } = (() => {
  const one = new TestTerminal([
    ...['default', 'kube-system'].map((name): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    labelled('Pod', 'v1', 'web-1', { containers }), labelled('Pod', 'v1', 'web-2', { containers }),
    labelled('Deployment', 'apps/v1', 'web', { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers } } }),
  ]);
  return { server: one.server, registry: one.registry() };
})();
const lookup: Lookup = {
  registry: () => registry, kubeconfig: () => readKubeconfig(KUBECONFIG),
  objects: (kind, namespace) => objectsIn(server.store.tables, groupQualified(kind.resource?.group ?? '', kind.resource?.plural ?? ''), namespace === '' ? undefined : namespace),
};
const offered = (line: string): readonly string[] => complete(line, line.length, lookup).words;

describe('Tab', () => {
  it.each([
    ['kubectl ro', ['rollout']],
    ['kubectl rollout re', ['restart', 'resume']],
    ['kubectl get deploy', ['deployments.apps']],
    ['kubectl get pods ', ['web-1', 'web-2']],
    ['kubectl get pods web-1 ', ['web-2']],
    ['kubectl get pods/', ['pods/web-1', 'pods/web-2']],
    ['kubectl -n kube-system get pods ', []],
    ['kubectl get pods --name', ['--namespace', '--namespace=']],
    ['kubectl get pods --namespace=kube', ['kube-system']],
    ['kubectl get pods -n d', ['default']],
    ['kubectl get pods -o js', ['json', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file']],
    ['kubectl logs web-1 ', ['nginx', 'sidecar']],
    ['kubectl logs deploy/web -c s', ['sidecar']],
    ['kubectl port-forward web-1 ', ['80:80']],
    ['kubectl port-forward web-1 8080:', ['8080:80']],
    ['kubectl config use-context ', ['admin', 'other']],
    ['kubectl rollout status d', ['deployment', 'daemonset']],
  ])('%s', (line, words) => expect(offered(line)).toEqual(words));

  it('says where the word begins, and whether files may stand there', () => {
    expect(complete('kubectl get pods we', 19, lookup).from).toBe(17);
    expect(complete('kubectl get pods --namespace=d', 30, lookup).from).toBe(29);
    expect(complete('kubectl apply -f ', 17, lookup).files).toBe(true);
  });

  it('offers only what goes on from what is typed', () => {
    const words = fc.constantFrom('get', 'pods', '-n', 'de', 'logs', '-', '--', 'w', 'deploy/', 'exec', '"', "'", '\\', 'rollout', '-o', '=', '');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (parts) => {
        const line = ['kubectl', ...parts].join(' ');
        const { from, words: found } = complete(line, line.length, lookup);
        const typed = line.slice(from);
        if (!/["'\\]/.test(typed)) expect(found.every((word) => word.startsWith(typed))).toBe(true);
        expect(from >= 0 && from <= line.length).toBe(true);
      }),
    );
  });
});
