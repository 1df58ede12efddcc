import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { createRegistry } from '@site/src/simulation/api/registry';
import { decide } from '@site/src/simulation/cluster/apiserver/authorization/authorize';
import { handle } from '@site/src/simulation/cluster/apiserver/handle';
import type { Neighbour, User } from '@site/src/simulation/cluster/apiserver/types';
import { parseResourcePath } from '@site/src/simulation/cluster/apiserver/url';
import { bootCluster, defaultConfig } from '@site/src/simulation/cluster/default-cluster';
import { healthAnswer } from '@site/src/simulation/cluster/health/answer';
import type { HealthComponent } from '@site/src/simulation/cluster/health/checks';
import { forbiddenAnswer, pathAnswer } from '@site/src/simulation/cluster/health/door';
import { Home, kubeconfigOf, run } from '../kubectl/machine';

interface Input {
  readonly component: HealthComponent;
  readonly state: string;
  readonly request?: string;
  readonly argv?: readonly string[];
  readonly user?: string;
}

const USERS: Readonly<Record<string, User>> = {
  'kubernetes-admin': { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] },
  jane: { username: 'jane', groups: ['dev', 'system:authenticated'] },
  anonymous: { username: 'system:anonymous', groups: ['system:unauthenticated'] },
};
const NOW = 1_780_000_000_000_000;
const registry = createRegistry(ALL_KINDS);
const config = defaultConfig(registry);
const { server } = bootCluster(config, 1, NOW);

const PORTS: readonly (readonly [status: string, component: string, port: number])[] = [['controller-manager', 'kube-controller-manager', 10257], ['etcd-0', 'etcd', 2379], ['scheduler', 'kube-scheduler', 10259]];

/** Whether a component is stopped, by the words of the recording: `kube-scheduler and etcd stopped`. */
const stopped = (state: string, component: string): boolean => /\bstopped$/.test(state) && state.split(/ and |,? /).includes(component);

const neighbours = (state: string) => (): readonly Neighbour[] =>
  PORTS.map(([name, component, port]) => (stopped(state, component) ? { name, error: `Get "https://127.0.0.1:${port}/healthz": dial tcp 127.0.0.1:${port}: connect: connection refused` } : { name }));

function resourceAnswer(url: string, user: User): unknown {
  const asked = parseResourcePath(url);
  if (asked === undefined) return undefined;
  const { apiVersion, plural, name, namespace } = asked;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
  const { answer } = handle(config.server, server, { verb: name === '' ? 'list' : 'get', group, resource: plural, ...(name === '' ? {} : { name }), ...(namespace === '' ? {} : { namespace }), user }, NOW);
  if (!('failure' in answer)) return { status: 200 };
  return forbiddenAnswer(answer.failure.message, { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: plural });
}

export function replayHealth({ component, state, request, argv, user = '' }: Input): unknown {
  const facts = { etcd: !stopped(state, 'etcd') };
  if (argv !== undefined) {
    const asked = { now: NOW, registry: () => registry, ask: (one: Parameters<typeof handle>[2]) => handle({ ...config.server, neighbours: neighbours(state) }, server, one, NOW).answer, health: (path: string) => healthAnswer('kube-apiserver', path, facts) };
    return run(asked, new Home({ '.kube/config': kubeconfigOf(user) }), { argv });
  }
  const asking = USERS[user]!;
  const url = request ?? '';
  return (component === 'kube-apiserver' ? resourceAnswer(url, asking) : undefined) ?? pathAnswer(component, url, { name: asking.username, groups: asking.groups ?? [] }, facts, (who, asked) => decide(server.store, who, asked));
}
