import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../api/registry';
import { ALL_KINDS } from '../../api/kinds/all';
import { request, runUntil } from '../../cluster/cluster';
import { startComponent, stopComponent } from '../../cluster/components';
import type { ComponentName } from '../../cluster/components';
import { defaultCluster, nodeSettings } from '../../cluster/default-cluster';
import { servedRegistry } from '../../cluster/apiserver/served';
import { TEXTS } from '../generated/texts';
import { runKubectl } from '../run';
import { KUBECONFIG } from '../testing/terminal';
import type { Machine } from './machine';

const START = 1_780_315_200_000_000;
const HOME = '/home/learner';
const { config, cluster: begun } = defaultCluster(createRegistry(ALL_KINDS), { nodes: [nodeSettings('node-1', 0)], now: START });

/** kubectl over a cluster whose components can be stopped. */
class Desk {
  cluster = runUntil(config, begun, START + 5_000_000).cluster;
  readonly texts = new Map<string, string>([[`${HOME}/.kube/config`, KUBECONFIG]]);

  stop(name: ComponentName): void {
    this.cluster = stopComponent(config, this.cluster, name);
  }

  start(name: ComponentName): void {
    this.cluster = startComponent(config, this.cluster, name);
  }

  run(line: string, stdin = ''): { readonly out: string; readonly err: string; readonly exit: number } {
    let [out, err] = ['', ''];
    const machine: Machine = {
      now: () => this.cluster.clock.now, registry: () => servedRegistry(config.server, this.cluster.server.store), authenticate: () => ({ username: 'kubernetes-admin', groups: ['system:masters'] }),
      files: { read: (path) => this.texts.get(path), list: () => undefined, write: (path, text) => void this.texts.set(path, text) },
      home: HOME, directory: HOME, stdin, texts: TEXTS, out: (text) => void (out += text), err: (text) => void (err += text),
    };
    const steps = runKubectl(machine, line.split(' '));
    let next = steps.next();
    while (next.done !== true) {
      const effect = next.value;
      if (effect.do === 'request') {
        const { cluster, answer } = request(config, this.cluster, effect.request);
        const took = 'failure' in answer ? (answer.failure.took ?? 4000) : 4000;
        this.cluster = runUntil(config, cluster, cluster.clock.now + took).cluster;
        next = steps.next(answer);
      } else {
        this.cluster = runUntil(config, this.cluster, this.cluster.clock.now + (effect.do === 'sleep' ? effect.micros : 0)).cluster;
        next = steps.next(undefined);
      }
    }
    return { out, err, exit: next.value };
  }
}

const REFUSED = 'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?\n';

describe('kubectl without an API server', () => {
  it('says five times that it cannot discover anything, and once it has learned what is served only that nobody answers', () => {
    const desk = new Desk();
    desk.stop('kube-apiserver');
    const { err, exit } = desk.run('get pods');
    expect(exit).toBe(1);
    expect(err.match(/memcache\.go:265\] "Unhandled Error" err="couldn't get current server API group list: Get \\"https:\/\/127\.0\.0\.1:6443\/api\?timeout=32s\\": dial tcp 127\.0\.0\.1:6443: connect: connection refused"\n/g)).toHaveLength(5);
    expect(err.endsWith(REFUSED)).toBe(true);
    const other = new Desk();
    expect(other.run('get nodes').exit).toBe(0);
    other.stop('kube-apiserver');
    expect(other.run('get nodes').err).toBe(REFUSED);
  });

  it('names the request where a command words the error itself', () => {
    const desk = new Desk();
    desk.stop('kube-apiserver');
    expect(desk.run('create configmap a --from-literal=a=b').err).toBe(
      'error: failed to create configmap: Post "https://127.0.0.1:6443/api/v1/namespaces/default/configmaps?fieldManager=kubectl-create&fieldValidation=Strict": dial tcp 127.0.0.1:6443: connect: connection refused\n',
    );
  });

  it('waits for the server without etcd, and asks for its health', () => {
    const desk = new Desk();
    for (const member of ['etcd-0', 'etcd-1', 'etcd-2'] as const) desk.stop(member);
    expect(desk.run('get --raw /livez').err).toMatch(/^Error from server \(InternalError\): an error on the server \("\[\+\]ping ok\\n.*\[-\]etcd failed: reason withheld.*livez check failed"\) has prevented the request from succeeding\n$/);
    expect(desk.run('get pods').err).toBe('Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)\n');
  });
});

describe('kubectl over a cluster that lives', () => {
  it('tells each change of a rollout, and puts another container into a Pod', () => {
    const desk = new Desk();
    expect(desk.run('create deployment web --image=nginx').exit).toBe(0);
    const { out } = desk.run('rollout status deployment/web');
    expect(out.endsWith('deployment "web" successfully rolled out\n')).toBe(true);
    expect(out.split('\n').length).toBeGreaterThan(2);
    const pod = desk.run('get pods -o name').out.trim();
    expect(desk.run(`debug ${pod} --image=busybox --container=look -- sleep 60`)).toEqual({ out: '', err: '', exit: 0 });
    desk.run('wait --for=condition=Ready --timeout=5s ' + pod);
    expect(desk.run(`get ${pod} -o jsonpath={.spec.ephemeralContainers[0].securityContext.capabilities.add[0]}`).out).toBe('SYS_PTRACE');
    expect(desk.run(`debug ${pod} --image=busybox -- sleep 1`).out).toMatch(/^Defaulting debug container name to debugger-[a-z0-9]{5}\.\n$/);
  });
});
