import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

/** What a real kubectl 1.36.3 said to the same commands. */
describe('kubectl get, watching and sorting', () => {
  const run = terminal({ files: {} });
  run('kubectl create cm a --from-literal=k=v; kubectl create cm b --from-literal=k=v');

  it('prints events as each printer does', () => {
    expect(run('timeout 3 kubectl get cm a -w --output-watch-events -o name')).toBe('configmap/a\n');
    expect(run('timeout 3 kubectl get cm -w --output-watch-events -o custom-columns=T:.type,N:.object.metadata.name')).toBe('T       N\nADDED   a\nADDED   b\nADDED   kube-root-ca.crt\n');
    expect(run('timeout 3 kubectl get cm a -w --output-watch-events -o json')).toMatch(/^\{"type":"ADDED","object":\{"apiVersion":"v1","data":\{"k":"v"\},"kind":"ConfigMap","metadata":\{"creationTimestamp":.*\}\}\n$/);
  });

  it('prints each change of a Pod, however fast they come', () => {
    run('kubectl get pods -w -l run=one --no-headers > rows.txt &');
    run('sleep 1; kubectl run one --image=nginx; sleep 8; kubectl label pod one a=b; kubectl delete pod one --grace-period=2; sleep 1; kill %1');
    const rows = run('cat rows.txt').trim().split('\n').map((row) => row.split(/ +/).slice(1, 3).join(' '));
    expect(rows.filter((row) => row.endsWith('Pending') || row.endsWith('ContainerCreating'))).toEqual(['0/1 Pending', '0/1 Pending', '0/1 ContainerCreating', '0/1 ContainerCreating']);
    // Labelled, and a moment later deleted; how it ends, and that it is gone.
    expect(rows.slice(4).map((row) => row.split(' ')[1])).toEqual(expect.arrayContaining(['Running', 'Running', 'Terminating', 'Completed', 'Completed', 'Completed']));
    expect(rows.filter((row) => row === '1/1 Running')).toHaveLength(2);
  });

  it('shows who wrote an object that goes', () => {
    run('kubectl create cm gone --from-literal=k=v');
    run('kubectl get cm gone -w --output-watch-events -o json > events.txt & sleep 1; kubectl delete cm gone; sleep 1; kill %1');
    const lines = run('cat events.txt').trim().split('\n').map((line) => JSON.parse(line) as { readonly type: string; readonly object: { readonly metadata: { readonly managedFields?: readonly object[] } } });
    expect(lines.map(({ type, object }) => [type, object.metadata.managedFields?.length])).toEqual([['ADDED', 1], ['DELETED', 1]]);
  });

  it('watches one kind or one object, in no order', () => {
    expect(run('kubectl get cm a b -w -o name')).toBe('configmap/a\nconfigmap/b\nerror: you may only watch a single resource or type of resource at a time\n');
    expect(run('timeout 3 kubectl get cm a -w -o name --sort-by=.metadata.name')).toBe('warning: --watch requested, --sort-by will be ignored for watch events received\nconfigmap/a\n');
  });

  it('ends where fields have no order', () => {
    expect(run('kubectl get cm --sort-by=.data')).toMatch(/^F\d{4} \S+ +\d+ sorter.go:375\] Field \{\.data\} in \[\]\[\]\[\]reflect\.Value is an unsortable type: interface, err: unsortable type: map\[string\]interface \{\}\n$/);
    expect(run('kubectl get cm --sort-by=.data -o name')).toMatch(/sorter.go:329\] Field \{\.data\} in \*unstructured\.Unstructured is an unsortable type/);
  });

  it.each([
    ["kubectl get cm a -o custom-columns='A:.metadata.managedFields[5].manager'", 'A\nerror: array index out of bounds: index 5, length 1\n'],
    ["echo NAME > c.txt; kubectl get cm -o custom-columns-file=c.txt", 'error: invalid template, missing spec line. Expected format is one line of space separated headers, one line of space separated column specs.\n'],
    ["kubectl get cm a -o go-template='{{.metadata.nope | exists}} {{exists .metadata \"nope\"}}'; echo", 'true false\n'],
    ['kubectl wait cm a --for=create --for=delete --timeout=1s', 'configmap/a condition met\nerror: timed out waiting for the condition on configmaps/a\n'],
    ['kubectl wait cm a b --for=condition=Ready --timeout=1s', 'timed out waiting for the condition on configmaps/a\ntimed out waiting for the condition on configmaps/b\n'],
    ['kubectl wait cm a --for=condition=Ready --timeout=0', 'error: condition not met for configmaps/a\n'],
  ])('%s', (line, text) => {
    expect(run(line)).toBe(text);
  });
});
