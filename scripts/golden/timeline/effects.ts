/** What the steps of a case do to the cluster: each command as the requests that it makes. What it prints is not played here. */
import type { ApiObject, Deployment, Node, Pod, ReplicaSet } from '@site/src/simulation/api/types';
import type { CronJob } from '@site/src/simulation/api/generated/types/batch.v1';
import { ETCD_MEMBERS } from '@site/src/simulation/cluster/components';
import type { ComponentName } from '@site/src/simulation/cluster/components';
import { controllerRefOf } from '@site/src/simulation/cluster/control/owners';
import { SECOND } from './stage';
import type { Stage } from './stage';
import type { TimelineStep } from './types';

const KINDS: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  pod: ['v1', 'Pod'], pods: ['v1', 'Pod'], node: ['v1', 'Node'], nodes: ['v1', 'Node'], namespace: ['v1', 'Namespace'], ns: ['v1', 'Namespace'], configmap: ['v1', 'ConfigMap'], secret: ['v1', 'Secret'], service: ['v1', 'Service'], resourcequota: ['v1', 'ResourceQuota'],
  deployment: ['apps/v1', 'Deployment'], deploy: ['apps/v1', 'Deployment'], replicaset: ['apps/v1', 'ReplicaSet'], rs: ['apps/v1', 'ReplicaSet'], statefulset: ['apps/v1', 'StatefulSet'], sts: ['apps/v1', 'StatefulSet'], daemonset: ['apps/v1', 'DaemonSet'], ds: ['apps/v1', 'DaemonSet'],
  job: ['batch/v1', 'Job'], cronjob: ['batch/v1', 'CronJob'], pdb: ['policy/v1', 'PodDisruptionBudget'], quota: ['v1', 'ResourceQuota'],
};
const CLUSTERED: readonly string[] = ['Node', 'Namespace'];

interface Command {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
  readonly namespace: string;
}

const VALUED: readonly string[] = ['-p', '-n', '-l', '-f', '-o', '--type', '--subresource', '--image', '--grace-period', '--replicas', '--overrides', '--timeout', '--cascade'];

function read(argv: readonly string[], namespace: string): Command {
  const words: string[] = [];
  const flags = new Map<string, string>();
  const dashes = argv.indexOf('--');
  const own = dashes < 0 ? argv : argv.slice(0, dashes);
  for (let i = 0; i < own.length; i += 1) {
    const word = own[i]!;
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    if (equals >= 0) flags.set(word.slice(0, equals), word.slice(equals + 1));
    else if (VALUED.includes(word) && own[i + 1] !== undefined) {
      flags.set(word, own[i + 1]!);
      i += 1;
    } else flags.set(word, 'true');
  }
  return { words: words.slice(1), flags, rest: dashes < 0 ? [] : argv.slice(dashes + 1), namespace: flags.get('-n') ?? namespace };
}

/** Whom the words name: `pod web`, `pod/web`, `pods -l app=web`. */
function targets(stage: Stage, { words, flags, namespace }: Command, from = 1): ApiObject[] {
  const [first = '', ...names] = words.slice(from);
  const pairs = first.includes('/') ? [first, ...names].filter((one) => one.includes('/') && !one.includes('=')).map((one) => one.split('/') as [string, string]) : names.filter((one) => !one.includes('=') && !one.endsWith('-')).map((name) => [first, name] as [string, string]);
  const found = (type: string, name: string | undefined, selector?: string): ApiObject[] => {
    const [apiVersion = '', kind = ''] = KINDS[type] ?? [];
    const bare: ApiObject = { apiVersion, kind, metadata: { ...(name === undefined ? {} : { name }), ...(CLUSTERED.includes(kind) ? {} : { namespace }) } };
    if (name !== undefined) {
      const answer = stage.ask({ verb: 'get', ...stage.place(bare) });
      return 'object' in answer ? [answer.object] : [];
    }
    const answer = stage.ask({ verb: 'list', ...stage.place(bare), ...(selector === undefined ? {} : { labelSelector: selector }) });
    return 'list' in answer ? [...answer.list] : [];
  };
  if (pairs.length === 0 && (flags.has('-l') || flags.has('--all'))) return found(first, undefined, flags.get('-l'));
  return pairs.flatMap(([type, name]) => found(type, name));
}

const templateContainers = (object: ApiObject): readonly { readonly name: string }[] => ((object as Deployment).spec.template?.spec?.containers ?? []);

function setImage(stage: Stage, command: Command): void {
  for (const object of targets(stage, command, 2)) {
    const images = command.words.filter((word) => word.includes('=')).map((word) => word.split('=') as [string, string]);
    const containers = images.map(([name, image]) => ({ name, image }));
    const all = name(images, object);
    const spec = object.kind === 'Pod' ? { containers: all ?? containers } : { template: { spec: { containers: all ?? containers } } };
    stage.patch(object, { spec }, { patchType: 'strategic', fieldManager: 'kubectl-set' });
  }
}

const name = (images: readonly (readonly [string, string])[], object: ApiObject): object[] | undefined =>
  images[0]?.[0] === '*' ? templateContainers(object).map((one) => ({ name: one.name, image: images[0]![1] })) : undefined;

/** The ReplicaSets of a Deployment by revision, newest first. */
const history = (stage: Stage, deployment: ApiObject): ReplicaSet[] =>
  stage.view.list('replicasets.apps', deployment.metadata.namespace).filter((one) => controllerRefOf(one)?.uid === deployment.metadata.uid).sort((a, b) => revision(b) - revision(a));

const revision = ({ metadata }: ApiObject): number => Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);

function undo(stage: Stage, deployment: ApiObject, to: number): void {
  const sets = history(stage, deployment);
  const set = to === 0 ? sets[1] : sets.find((one) => revision(one) === to);
  if (set === undefined) return;
  const { template } = set.spec ?? {};
  const { 'pod-template-hash': _hash, ...labels } = template?.metadata?.labels ?? {};
  stage.patch(deployment, [{ op: 'replace', path: '/spec/template', value: { ...template, metadata: { ...template?.metadata, labels } } }], { patchType: 'json' });
}

function rollout(stage: Stage, command: Command): void {
  const [, verb = ''] = command.words;
  for (const object of targets(stage, command, 2)) {
    if (verb === 'undo') undo(stage, object, Number(command.flags.get('--to-revision') ?? 0));
    else if (verb === 'pause') stage.patch(object, { spec: { paused: true } });
    else if (verb === 'resume') stage.patch(object, { spec: { paused: null } });
    else if (verb === 'restart') stage.patch(object, { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': String(stage.now) } } } } });
  }
}

function remove(stage: Stage, command: Command): void {
  const { flags } = command;
  const grace = flags.get('--grace-period');
  const cascade = flags.get('--cascade');
  const force = flags.has('--force');
  const policy = cascade === undefined ? 'Background' : (`${cascade[0]!.toUpperCase()}${cascade.slice(1)}` as 'Background' | 'Foreground' | 'Orphan');
  for (const object of targets(stage, command)) {
    const now = flags.has('--now') ? 1 : undefined;
    const period = grace === undefined || grace === '-1' ? (force ? 0 : now) : force ? Number(grace) : Math.max(1, Number(grace));
    stage.ask({ verb: 'delete', ...stage.place(object), deleteOptions: { propagationPolicy: policy, ...(period === undefined ? {} : { gracePeriodSeconds: period }) } });
  }
}

function changeTaint(stage: Stage, node: Node, word: string): void {
  const [, key = '', , value = '', effect = '', goes] = /^([^=:-][^=:]*?)(=([^:]*))?(?::(\w+))?(-)?$/.exec(word) ?? [];
  const others = (node.spec?.taints ?? []).filter((taint) => taint.key !== key || (effect !== '' && taint.effect !== effect));
  const taints = goes === '-' ? others : [...others, { key, ...(value === '' ? {} : { value }), effect }];
  stage.patch(node, { spec: { taints: taints.length === 0 ? null : taints } });
}

function change(stage: Stage, command: Command): void {
  const [verb = ''] = command.words;
  const words = command.words.slice(3);
  for (const object of targets(stage, command)) {
    if (verb === 'taint') for (const word of words) changeTaint(stage, object as Node, word);
    else {
      const labels = Object.fromEntries(words.map((word) => (word.endsWith('-') ? [word.slice(0, -1), null] : (word.split('=') as [string, string]))));
      stage.patch(object, { metadata: { [verb === 'label' ? 'labels' : 'annotations']: labels } });
    }
  }
}

const literals = (argv: readonly string[]): Record<string, string> =>
  Object.fromEntries(argv.filter((word) => word.startsWith('--from-literal=')).map((word) => word.slice('--from-literal='.length).split('=') as [string, string]));

function create(stage: Stage, command: Command, step: TimelineStep): void {
  const { words, flags, namespace, rest } = command;
  const metadata = (called: string): ApiObject['metadata'] => ({ name: called, namespace });
  if (flags.has('--raw')) {
    const body = [step.stdin ?? []].flat()[0] as ApiObject | undefined;
    const [, ns = '', pod = ''] = /namespaces\/([^/]+)\/pods\/([^/]+)\/eviction/.exec(flags.get('--raw') ?? '') ?? /namespaces\/([^/]+)\/pods\/([^/]+)\/eviction/.exec(words.join(' ')) ?? [];
    if (body !== undefined) stage.ask({ verb: 'create', group: '', resource: 'pods', namespace: ns, name: pod, subresource: 'eviction', body });
    return;
  }
  if (flags.has('-f')) {
    for (const object of [step.stdin ?? []].flat() as ApiObject[]) stage.create(CLUSTERED.includes(object.kind) ? object : { ...object, metadata: { namespace, ...object.metadata } });
    return;
  }
  const [, what = '', called = '', second = ''] = words;
  if (what === 'configmap') stage.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(called), data: literals(step.argv) } as ApiObject);
  else if (what === 'secret') stage.create({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: metadata(second), stringData: literals(step.argv) } as ApiObject);
  else if (what === 'deployment') {
    const image = flags.get('--image') ?? '';
    const container = { name: image.replace(/^.*\//, '').replace(/[:@].*$/, ''), image, resources: {}, ...(rest.length === 0 ? {} : { command: rest }) };
    stage.create({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata(called), labels: { app: called } }, spec: { replicas: Number(flags.get('--replicas') ?? 1), selector: { matchLabels: { app: called } }, strategy: {}, template: { metadata: { labels: { app: called } }, spec: { containers: [container] } } } } as unknown as ApiObject);
  } else if (what === 'job') {
    const cron = stage.view.get('cronjobs.batch', namespace, (flags.get('--from') ?? '').replace('cronjob/', '')) as CronJob;
    const { jobTemplate } = cron.spec!;
    stage.create({
      apiVersion: 'batch/v1', kind: 'Job', spec: jobTemplate.spec,
      metadata: { ...metadata('tick-manual'), annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...jobTemplate.metadata?.annotations }, labels: jobTemplate.metadata?.labels ?? {}, ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: cron.metadata.name ?? '', uid: cron.metadata.uid ?? '', controller: true }] },
    } as ApiObject);
  }
}

function run(stage: Stage, { words, flags, namespace, rest }: Command): void {
  const [, called = ''] = words;
  const policy = flags.get('--image-pull-policy');
  const overrides = JSON.parse(flags.get('--overrides') ?? '{}') as { readonly spec?: object };
  const container = { name: called, image: flags.get('--image') ?? '', resources: {}, ...(policy === undefined ? {} : { imagePullPolicy: policy }), ...(rest.length === 0 ? {} : { args: rest }) };
  stage.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: called, namespace, labels: { run: called } }, spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: flags.get('--restart') ?? 'Always', ...overrides.spec } } as unknown as ApiObject);
}

function cordon(stage: Stage, node: string, on: boolean): void {
  const found = stage.view.get('nodes', undefined, node);
  if (found !== undefined && (found.spec?.unschedulable === true) !== on) stage.patch(found, { spec: { unschedulable: on ? true : null } });
}

const isDaemon = (pod: Pod): boolean => controllerRefOf(pod)?.kind === 'DaemonSet';

/** kubectl drain: what it would leave behind stops it, what a budget protects is asked for every five seconds. */
function drain(stage: Stage, { words, flags }: Command): void {
  const [, node = ''] = words;
  cordon(stage, node, true);
  const pods = stage.view.podsOn(node).filter(({ metadata }) => metadata.annotations?.['kubernetes.io/config.mirror'] === undefined);
  const refuses = (pod: Pod): boolean =>
    (isDaemon(pod) && !flags.has('--ignore-daemonsets')) || (!flags.has('--force') && controllerRefOf(pod) === undefined) || (!flags.has('--delete-emptydir-data') && (pod.spec.volumes ?? []).some(({ emptyDir }) => emptyDir !== undefined));
  const wanted = pods.filter((pod) => !(isDaemon(pod) && flags.has('--ignore-daemonsets')));
  if (wanted.some(refuses)) return;
  const end = stage.now + Number((flags.get('--timeout') ?? '0s').replace('s', '')) * SECOND;
  const evict = (pod: Pod): void => {
    const { name: called = '', namespace = '' } = pod.metadata;
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: called, namespace } };
    const answer = stage.ask({ verb: 'create', group: '', resource: 'pods', namespace, name: called, subresource: 'eviction', body });
    if ('failure' in answer && answer.failure.code === 429 && (end <= stage.now || stage.now + 5 * SECOND < end || !flags.has('--timeout'))) stage.after(5, () => evict(pod));
  };
  for (const pod of wanted) evict(pod);
}

function debug(stage: Stage, { words, flags, namespace, rest }: Command): void {
  const pod = stage.view.get('pods', namespace, words[1] ?? '');
  if (pod === undefined) return;
  const container = { name: flags.get('--container') ?? 'debugger', image: flags.get('--image') ?? '', imagePullPolicy: 'IfNotPresent', terminationMessagePolicy: 'File', command: rest };
  stage.patch(pod, { spec: { ephemeralContainers: [container] } }, { patchType: 'strategic', subresource: 'ephemeralcontainers' });
}

function kubectl(stage: Stage, step: TimelineStep, namespace: string): void {
  const command = read(step.argv, namespace);
  const { words, flags } = command;
  switch (words[0]) {
    case 'delete': return remove(stage, command);
    case 'set':
      if (words[1] === 'image') return setImage(stage, command);
      for (const object of targets(stage, command, 2)) {
        const env = words.filter((word) => word.includes('=')).map((word) => ({ name: word.split('=')[0], value: word.split('=')[1] }));
        stage.patch(object, { spec: { template: { spec: { containers: templateContainers(object).map((one) => ({ name: one.name, env })) } } } }, { patchType: 'strategic' });
      }
      return;
    case 'patch': {
      const type = flags.get('--type') ?? 'strategic';
      for (const object of targets(stage, command)) {
        const subresource = flags.get('--subresource');
        stage.patch(object, JSON.parse(flags.get('-p') ?? '{}'), { patchType: type as 'json' | 'merge' | 'strategic', ...(subresource === undefined ? {} : { subresource }) });
      }
      return;
    }
    case 'scale': {
      for (const object of targets(stage, command)) stage.patch(object, { spec: { replicas: Number(flags.get('--replicas')) } }, { subresource: 'scale' });
      return;
    }
    case 'create': return create(stage, command, step);
    case 'run': return run(stage, command);
    case 'label':
    case 'annotate':
    case 'taint': return change(stage, command);
    case 'rollout': return rollout(stage, command);
    case 'cordon': return cordon(stage, words[1] ?? '', true);
    case 'uncordon': return cordon(stage, words[1] ?? '', false);
    case 'drain': return drain(stage, command);
    case 'debug': return debug(stage, command);
    case 'get':
    case 'logs':
    case 'exec':
    case 'describe': return;
    default: throw new Error(`kubectl ${words[0] ?? ''} is not played: add it to effects.ts`);
  }
}

export function play(stage: Stage, step: TimelineStep, namespace: string): void {
  const [program, verb, what = '', file = ''] = step.argv;
  if (program === 'kubectl') return kubectl(stage, step, namespace);
  if (program === 'metrics') {
    stage.cpu = Number(what);
    return;
  }
  if (program === 'node') {
    if (verb === 'stop') stage.stop(`kubelet/${what}`);
    else if (verb === 'start') stage.restart(`kubelet/${what}`);
    else stage.manifest(what, file, verb === 'static' ? (step.stdin as unknown as Pod) : undefined);
    return;
  }
  const names = what === 'etcd' ? ETCD_MEMBERS : [what as ComponentName];
  for (const name of names) if (verb === 'stop') stage.stop(name);
  else stage.restart(name);
}
