/** Each way to the value of a Secret, tried on a copy of the cluster that nobody sees afterwards. */
import type { ApiObject } from '../../../api';
import { decodeBase64 } from '../../../api/go-template/base64';
import { byText } from '../../../base/ordered-map';
import { request, runUntil } from '../../../cluster/cluster';
import type { Answer, Request, User } from '../../../cluster/apiserver/types';
import { viewOf } from '../../../cluster/control/view';
import { filesOf } from '../../../cluster/node/machine/files';
import { mountedOf, podOn } from '../../../cluster/node/machine/machine';
import type { Cluster, ClusterConfig } from '../../../cluster/state';
import { IMAGE } from '../config/manifest';
import { podOf } from '../config/process';
import { clientWords } from '../stop-component/checks';
import { PEOPLE, USERS } from './people';
import type { Person } from './people';

export const ATTEMPTS = ['get', 'list', 'createPod', 'createDeployment', 'exec', 'disk', 'etcd'] as const;
export type AttemptId = (typeof ATTEMPTS)[number];

export interface Attempt {
  readonly id: AttemptId;
  /** What they typed, or where they looked. */
  readonly command: string;
  /** The value, if they got it. */
  readonly value: string | null;
  /** What they were told: the refusal in the client's words, or what the answer holds. */
  readonly said: string;
}

export type Findings = Readonly<Record<Person, readonly Attempt[]>>;

const SECOND = 1_000_000;
const CORE = { group: '', namespace: 'default' } as const;
const MOUNT = '/stolen';

const valueIn = (object: ApiObject | undefined): string | null => {
  const encoded = (object as { readonly data?: Readonly<Record<string, string>> } | undefined)?.data?.PASSWORD;
  return encoded === undefined ? null : decodeBase64(encoded);
};
const encodedLine = (object: ApiObject | undefined): string => `PASSWORD: ${(object as { readonly data?: Readonly<Record<string, string>> } | undefined)?.data?.PASSWORD ?? ''}`;

function answered(id: AttemptId, command: string, answer: Answer, read: () => Pick<Attempt, 'value' | 'said'>): Attempt {
  return 'failure' in answer ? { id, command, value: null, said: clientWords(answer.failure) } : { id, command, ...read() };
}

/** A Pod of their own that mounts the Secret: its program is theirs. */
const thief = { containers: [{ name: 'app', image: IMAGE, volumeMounts: [{ name: 'db', mountPath: MOUNT }] }], volumes: [{ name: 'db', secret: { secretName: 'db' } }] };
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'mine', namespace: 'default', labels: { app: 'mine' } }, spec: thief } as unknown as ApiObject;
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'mine', namespace: 'default' }, spec: { replicas: 1, selector: { matchLabels: { app: 'mine' } }, template: { metadata: { labels: { app: 'mine' } }, spec: thief } } } as unknown as ApiObject;

/** What the program of that Pod finds, a while later. */
function stolen(config: ClusterConfig, cluster: Cluster): string | null {
  const later = runUntil(config, cluster, cluster.clock.now + 15 * SECOND).cluster;
  const mine = viewOf(later.server.store.tables).list('pods', 'default').find(({ metadata }) => metadata.labels?.app === 'mine');
  const machine = byText.get(later.machines, mine?.spec.nodeName ?? '');
  const uid = mine?.metadata.uid ?? '';
  const container = machine === undefined ? undefined : podOn(machine, uid)?.containers[0];
  if (machine === undefined || container === undefined) return null;
  return filesOf(container, mine?.spec.containers[0], mountedOf(machine, uid)).read(`${MOUNT}/PASSWORD`) ?? null;
}

function overApi(config: ClusterConfig, cluster: Cluster, user: User): readonly Attempt[] {
  const asked = (what: Omit<Request, 'user'>) => request(config, cluster, { ...what, user });
  const one = asked({ ...CORE, verb: 'get', resource: 'secrets', name: 'db' }).answer;
  const all = asked({ ...CORE, verb: 'list', resource: 'secrets' }).answer;
  const listed = 'list' in all ? all.list.find(({ metadata }) => metadata.name === 'db') : undefined;
  const got = 'object' in one ? one.object : undefined;
  const ownPod = asked({ ...CORE, verb: 'create', resource: 'pods', name: 'mine', body: pod });
  const own = asked({ group: 'apps', namespace: 'default', verb: 'create', resource: 'deployments', name: 'mine', body: deployment });
  const target = podOf(cluster, 'env')?.metadata.name ?? '';
  const run = asked({ ...CORE, verb: 'create', resource: 'pods', name: target, subresource: 'exec', options: { container: 'app', command: ['printenv', 'PASSWORD'] } }).answer;
  const printed = 'stream' in run ? run.stream.stdout.trimEnd() : '';
  return [
    answered('get', 'kubectl get secret db -o yaml', one, () => ({ value: valueIn(got), said: encodedLine(got) })),
    answered('list', 'kubectl get secrets -o yaml', all, () => ({ value: valueIn(listed), said: encodedLine(listed) })),
    answered('createPod', 'kubectl create -f pod.yaml', ownPod.answer, () => ({ value: stolen(config, ownPod.cluster), said: `pod/mine created · ${MOUNT}/PASSWORD` })),
    answered('createDeployment', 'kubectl create -f deployment.yaml', own.answer, () => ({ value: stolen(config, own.cluster), said: `deployment.apps/mine created · ${MOUNT}/PASSWORD` })),
    answered('exec', `kubectl exec ${target} -- printenv PASSWORD`, run, () => ({ value: printed === '' ? null : printed, said: printed })),
  ];
}

/** Root on a node: the files that its kubelet has written, whoever's Pods they are. */
function onDisk(cluster: Cluster, node: string): Attempt {
  const machine = byText.get(cluster.machines, node);
  const pods = viewOf(cluster.server.store.tables).podsOn(node);
  const found = pods.flatMap(({ metadata: { uid = '', name = '' }, spec }) => {
    const runs = machine === undefined ? undefined : podOn(machine, uid)?.containers[0];
    const variable = runs?.given?.env.PASSWORD;
    const volume = machine === undefined ? undefined : Object.entries(mountedOf(machine, uid)).find(([volumeName, { payload }]) => payload.PASSWORD !== undefined && spec.volumes?.some((one) => one.name === volumeName));
    return variable === undefined && volume === undefined ? [] : [{ name, value: variable ?? volume![1].payload.PASSWORD!.data, path: volume === undefined ? '/proc/PID/environ' : `/var/lib/kubelet/pods/${uid}/volumes/…/${volume[0]}/PASSWORD` }];
  });
  const [first] = found;
  return { id: 'disk', command: first === undefined ? '/var/lib/kubelet/pods' : first.path, value: first?.value ?? null, said: found.map(({ name }) => name).join(', ') };
}

/** The beginning of what etcd holds (k8s.io/apiserver pkg/storage/value/encrypt). Only what was written after encryption was turned on is encrypted. */
function inEtcd(cluster: Cluster, encrypted: boolean): Attempt {
  const object = viewOf(cluster.server.store.tables).get('secrets', 'default', 'db') as ApiObject | undefined;
  const value = valueIn(object);
  return { id: 'etcd', command: 'etcdctl get /registry/secrets/default/db', value: encrypted ? null : value, said: encrypted ? 'k8s:enc:secretbox:v1:key1:…' : `k8s… v1 Secret … PASSWORD ${value ?? ''} … Opaque` };
}

export function findAll(config: ClusterConfig, cluster: Cluster): Findings {
  const of = (person: Person): readonly Attempt[] => {
    const user = USERS[person];
    if (user === null) return [inEtcd(cluster, person === 'etcdEncrypted')];
    const api = overApi(config, cluster, user);
    return person === 'nodeWith' || person === 'nodeWithout' ? [onDisk(cluster, user.username.replace('system:node:', '')), ...api.slice(0, 2)] : api;
  };
  return Object.fromEntries(PEOPLE.map((person) => [person, of(person)])) as unknown as Findings;
}
