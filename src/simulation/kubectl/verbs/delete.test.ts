import { describe, expect, it } from 'vitest';
import { TestTerminal } from '../testing/terminal';

const MAP = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default', labels: { of: 'test' } } });
const ASKS = 'You are about to delete the following 2 resource(s):\nconfigmap/one\nconfigmap/two\nDo you want to continue? (y/N): ';

describe('kubectl delete --interactive', () => {
  const stage = (said: string): TestTerminal => {
    const terminal = new TestTerminal([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }, MAP('one'), MAP('two')]);
    terminal.said = said;
    return terminal;
  };
  const left = (terminal: TestTerminal): string => terminal.run('get configmaps -l of=test -o name').out;

  it('names what would go, and deletes it when somebody agrees', () => {
    const terminal = stage('Y\n');
    expect(terminal.run('delete configmaps -l of=test -i').out).toBe(`${ASKS}configmap "one" deleted from default namespace\nconfigmap "two" deleted from default namespace\n`);
    expect(left(terminal)).toBe('');
  });

  it.each(['\n', 'n\n', 'yes\n', ''])('leaves all for %j', (said) => {
    const terminal = stage(said);
    expect(terminal.run('delete configmap one two --interactive')).toEqual({ out: `${ASKS}deletion is cancelled\n`, err: '', exit: 0 });
    expect(left(terminal)).toBe('configmap/one\nconfigmap/two\n');
  });

  it('has nothing to ask where nothing is meant', () => {
    expect(stage('y\n').run('delete secrets --all -i').out).toBe('No resources found\n');
    expect(stage('y\n').run('delete -i --raw=/api/v1').err).toBe('error: --interactive can not be used with --raw\n');
  });
});
