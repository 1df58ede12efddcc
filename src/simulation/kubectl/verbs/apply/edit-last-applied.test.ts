import { describe, expect, it } from 'vitest';
import { TestTerminal } from '../../testing/terminal';

const MAP = (name: string, value: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: ${value}}\n`;
const APPLIED = "jsonpath={.metadata.annotations.kubectl\\.kubernetes\\.io/last-applied-configuration}";

function stage(): { terminal: TestTerminal; seen: string[]; applied: (name?: string) => string } {
  const terminal = new TestTerminal([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }], { 'one.yaml': MAP('one', 'b'), 'two.yaml': MAP('two', 'b') });
  for (const name of ['one', 'two']) terminal.run(`apply -f ${name}.yaml`);
  const seen: string[] = [];
  return { terminal, seen, applied: (name = 'one') => terminal.run(['get', 'configmap', name, '-o', APPLIED]).out };
}

/** What the editor makes of a text, after it has been noted. */
const edits = (terminal: TestTerminal, seen: string[], change: (text: string, time: number) => string): void => {
  terminal.editor = (text) => {
    seen.push(text);
    return change(text, seen.length);
  };
};

describe('kubectl apply edit-last-applied', () => {
  it('edits what the annotation holds, and nothing else of the object', () => {
    const { terminal, seen, applied } = stage();
    edits(terminal, seen, (text) => text.replace('a: b', 'a: c'));
    expect(terminal.run('apply edit-last-applied configmap/one')).toEqual({ out: 'configmap/one edited\n', err: '', exit: 0 });
    expect(seen).toEqual([`# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
apiVersion: v1
data:
  a: b
kind: ConfigMap
metadata:
  annotations: {}
  name: one
  namespace: default
`]);
    expect(applied()).toBe('{"apiVersion":"v1","data":{"a":"c"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"one","namespace":"default"}}');
    expect(terminal.run('get configmap one -o jsonpath={.data.a}').out).toBe('b');
    expect(terminal.run(['get', 'configmap', 'one', '--show-managed-fields', '-o', 'jsonpath={.metadata.managedFields[*].manager}']).out).toBe('kubectl-client-side-apply');
  });

  it('is cancelled where nothing was changed or left', () => {
    const { terminal, seen } = stage();
    expect(terminal.run('apply edit-last-applied configmap one').err).toBe('Edit cancelled, no changes made.\n');
    edits(terminal, seen, () => '# nothing\n');
    expect(terminal.run('apply edit-last-applied configmap one').err).toBe('Edit cancelled, saved file was empty.\n');
  });

  it('says that there is no annotation', () => {
    const { terminal } = stage();
    terminal.run('create configmap plain --from-literal=a=b');
    expect(terminal.run('apply edit-last-applied configmap plain')).toEqual({ out: '', exit: 1, err: 'error: no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`\n' });
  });

  it('in JSON without a header, of the objects of files, with Windows line endings', () => {
    const { terminal, seen } = stage();
    edits(terminal, seen, (text) => text.replace('"b"', '"c"'));
    const { out } = terminal.run('apply edit-last-applied -f one.yaml -o json --windows-line-endings');
    expect(seen[0]).toMatch(/^\{\r\n {4}"apiVersion": "v1",\r\n/);
    expect(JSON.parse(out)).toMatchObject({ data: { a: 'c' }, metadata: { name: 'one' } });
  });

  it('edits several as a list, each compared with the first', () => {
    const { terminal, seen, applied } = stage();
    edits(terminal, seen, (text) => text.replace('a: b', 'a: c'));
    expect(terminal.run('apply edit-last-applied configmap one two').out).toBe('configmap/one edited\nconfigmap/two edited\n');
    expect(seen[0]).toContain('kind: List\nmetadata: {}\n');
    expect([applied(), applied('two')].map((text) => (JSON.parse(text) as { data: unknown }).data)).toEqual([{ a: 'c' }, { a: 'b' }]);
  });

  it('opens again what cannot be read, and keeps what the server refuses', () => {
    const { terminal, seen } = stage();
    edits(terminal, seen, (text, time) => (time === 1 ? text.replace('data:', 'data: {') : text.replace('data: {', 'data:').replace('name: one', 'name: three')));
    expect(terminal.run('apply edit-last-applied configmap one')).toEqual({ out: '', exit: 1, err: 'error: configmaps "one" is invalid\nA copy of your changes has been stored to "/tmp/kubectl-edit-1.yaml"\nError from server (NotFound): configmaps "three" not found\n' });
    expect(seen[1]).toContain('# The edited file had a syntax error: ');
    edits(terminal, seen, (text) => text.replace('namespace: default', 'namespace: kube-system'));
    expect(terminal.run('apply edit-last-applied configmap one').err).toBe('A copy of your changes has been stored to "/tmp/kubectl-edit-1.yaml"\nerror: the namespace from the provided object "kube-system" does not match the namespace "default". You must pass \'--namespace=kube-system\' to perform this operation.\n');
  });
});
