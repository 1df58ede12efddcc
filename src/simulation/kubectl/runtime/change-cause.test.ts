import { describe, expect, it } from 'vitest';
import { TestTerminal } from '../testing/terminal';
import { CHANGE_CAUSE } from './change-cause';

const DEPRECATED = 'Flag --record has been deprecated, --record will be removed in the future\n';
const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: nginx, image: nginx}]}}}\n';

function stage() {
  const terminal = new TestTerminal([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } }], { 'web.yaml': DEPLOYMENT });
  const annotations = (what: string): Readonly<Record<string, string>> => JSON.parse(terminal.run(['get', ...what.split(' '), '-o', 'jsonpath={.metadata.annotations}']).out || '{}') as Readonly<Record<string, string>>;
  return { terminal, annotations, cause: (what = 'deployment web') => annotations(what)[CHANGE_CAUSE] };
}

describe('--record', () => {
  it('writes the words first, then the flags as they were given, by their long names', () => {
    const { terminal, cause } = stage();
    expect(terminal.run('apply -f web.yaml --record')).toMatchObject({ exit: 0, err: DEPRECATED });
    expect(cause()).toBe('kubectl apply --filename=web.yaml --record=true');
    terminal.run('set image -n default deployment/web nginx=nginx:1.27 --record --field-manager me');
    expect(cause()).toBe('kubectl set image deployment/web nginx=nginx:1.27 --namespace=default --record=true --field-manager=me');
    terminal.run('scale --record=true deployment web --replicas 2 --token secret');
    expect(cause()).toBe('kubectl scale deployment web --record=true --replicas=2 --token=CLASSIFIED');
  });

  it('is a part of what is applied, and of each command that has it', () => {
    const { terminal, annotations, cause } = stage();
    terminal.run('create -f web.yaml --record --save-config');
    expect(cause()).toBe('kubectl create --filename=web.yaml --record=true --save-config=true');
    expect(annotations('deployment web')['kubectl.kubernetes.io/last-applied-configuration']).not.toContain(CHANGE_CAUSE);
    terminal.run('apply -f web.yaml --record');
    expect(annotations('deployment web')['kubectl.kubernetes.io/last-applied-configuration']).toContain('"kubernetes.io/change-cause":"kubectl apply --filename=web.yaml --record=true"');
    terminal.run(['patch', 'deployment', 'web', '--record', '-p', '{"spec":{"replicas":2}}']);
    expect(cause()).toBe('kubectl patch deployment web --record=true --patch={"spec":{"replicas":2}}');
    terminal.run('annotate deployment web a=b --record');
    expect(cause()).toBe('kubectl annotate deployment web a=b --record=true');
    terminal.run('label deployment web a=b --record');
    expect(cause()).toBe('kubectl label deployment web a=b --record=true');
    for (const [line, what] of [['expose deployment web --port=80 --record', 'service web'], ['autoscale deployment web --max=3 --record', 'hpa web'], ['run one --image=nginx --record', 'pod one']] as const) {
      terminal.run(line);
      expect(cause(what)).toContain('--record=true');
    }
  });

  it('leaves things as they are without the flag, with false, and where nothing is sent', () => {
    const { terminal, cause } = stage();
    terminal.run('apply -f web.yaml --record=false');
    terminal.run('label deployment web a=b');
    terminal.run('annotate deployment web a=b --record --dry-run=client');
    expect(cause()).toBeUndefined();
    expect(terminal.run('replace -f web.yaml --record')).toMatchObject({ exit: 1, err: "error: unknown flag: --record\nSee 'kubectl replace --help' for usage.\n" });
  });
});
