import { describe, expect, it } from 'vitest';
import { TestTerminal } from '../../testing/terminal';

const NOT_INSTALLED = `Unable to connect to the server: getting credentials: exec: executable nosuch not found

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
`;

describe('credentials that a program gets (words of kubectl 1.36.3)', () => {
  const terminal = new TestTerminal([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }]);
  const set = (line: string) => terminal.run(`config set-credentials ${line}`);
  const user = (name: string): unknown => (JSON.parse(terminal.run(['config', 'view', '-o', `jsonpath={.users[?(@.name=="${name}")]}`]).out) as { user: unknown }).user;

  it('stand in the kubeconfig as the flags say, one by one', () => {
    set('e --exec-command=nosuch --exec-api-version=client.authentication.k8s.io/v1 --exec-arg=a,b --exec-arg=c --exec-env=X=1 --exec-env=Y=2');
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', args: ['a', 'b', 'c'], command: 'nosuch', env: [{ name: 'X', value: '1' }, { name: 'Y', value: '2' }], provideClusterInfo: false };
    expect(user('e')).toEqual({ exec });
    expect(terminal.run('get namespaces --user=e').err).toBe('error: interactiveMode must be specified for e to use exec authentication plugin\n');
    set('e --exec-interactive-mode=Never --exec-provide-cluster-info=true');
    expect(terminal.run('get namespaces --user=e')).toEqual({ out: '', err: NOT_INSTALLED, exit: 1 });
    set('e --exec-env=X- --exec-arg=z');
    expect(user('e')).toEqual({ exec: { ...exec, args: ['z'], env: [{ name: 'Y', value: '2' }], interactiveMode: 'Never', provideClusterInfo: true } });
    set('e --exec-command=other');
    expect(user('e')).toMatchObject({ exec: { args: null, command: 'other' } });
    set('none --exec-arg=x');
    expect(user('none')).toEqual({});
  });

  it('of a provider that has been removed, and words that are no pairs', () => {
    set('p --auth-provider=gcp --auth-provider-arg=k=v --auth-provider-arg=x=y');
    expect(user('p')).toEqual({ 'auth-provider': { config: { k: 'v', x: 'y' }, name: 'gcp' } });
    expect(terminal.run('get namespaces --user=p').err).toMatch(/^error: The gcp auth plugin has been removed\.\n/);
    expect(set('q --exec-command=x --exec-env=bad').err).toBe('error: invalid exec-env format: bad\n');
    expect(set('q --exec-interactive-mode=foo').err).toBe('error: invalid interactive mode type, can be only IfAvailable, Never, Always\n');
    expect(set('q --token=a --username=b').err).toBe('error: you cannot specify more than one authentication method at the same time: --token, --username/--password\n');
  });
});
