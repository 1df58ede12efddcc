import type { Service } from '../../api/generated/types/core.v1';
import type { ApiObject, Pod } from '../../api/types';
import { kindNamed, namesOf, NONE, resourceTypes, wordsOf } from './lookup';
import type { Candidates, Lookup } from './lookup';

/** What may stand as an argument of a command, after those that stand there already (kubectl pkg/util/completion). */
export type ArgumentRule = (lookup: Lookup, namespace: string, args: readonly string[], typed: string) => Candidates;

/** `pods web`, `pods/web`: a type, then names of it. `types`: only these; `repeats`: more than one may be named. */
const typeAndName = (types?: readonly string[], repeats = true): ArgumentRule =>
  function typeAndNameOf(lookup, namespace, args, typed) {
    const slash = typed.indexOf('/');
    const all = (): readonly string[] => types ?? resourceTypes(lookup);
    const inType = (type: string): readonly string[] => namesOf(lookup, kindNamed(lookup, type), namespace);
    if (args.length === 0) {
      if (slash < 0) return wordsOf(all(), typed);
      const type = typed.slice(0, slash);
      return wordsOf(inType(type).map((name) => `${type}/${name}`), typed);
    }
    if (!repeats && args.length > 1) return NONE;
    const [first = ''] = args;
    if (first.includes('/')) {
      // More of the form that was begun.
      if (!repeats) return NONE;
      if (slash < 0) return wordsOf(all().map((type) => `${type}/`), typed, false);
      const type = typed.slice(0, slash);
      return wordsOf(inType(type).map((name) => `${type}/${name}`).filter((word) => !args.includes(word)), typed);
    }
    return slash >= 0 ? NONE : wordsOf(inType(first).filter((name) => !args.includes(name)), typed);
  };

const namesOfType = (type: string): ArgumentRule => (lookup, namespace, args, typed) => (args.length === 0 ? wordsOf(namesOf(lookup, kindNamed(lookup, type), namespace), typed) : NONE);

const OWNERS = ['daemonsets', 'deployments', 'pods', 'jobs', 'replicasets', 'replicationcontrollers', 'services', 'statefulsets'];

/** doPodResourceCompletion: Pods, and what has Pods. */
const podOrOwner: ArgumentRule = (lookup, namespace, args, typed) => {
  if (args.length > 0) return NONE;
  const slash = typed.indexOf('/');
  if (slash >= 0) return wordsOf(namesOf(lookup, kindNamed(lookup, typed.slice(0, slash)), namespace).map((name) => `${typed.slice(0, slash)}/${name}`), typed);
  const pods = namesOf(lookup, kindNamed(lookup, 'pods'), namespace);
  const named = wordsOf(pods, typed);
  const types = OWNERS.filter((type) => type !== 'pods' || pods.length > 0).map((type) => `${type}/`).filter((type) => type.startsWith(typed));
  return { words: [...named.words, ...types], space: types.length === 0, files: false };
};

interface Selecting extends ApiObject {
  readonly spec?: { readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } };
}

/** The Pod that a word means: its own name, or the first one of an owner (convertResourceNameToPodName). */
function podNamed(lookup: Lookup, namespace: string, word: string): Pod | undefined {
  const [type = '', name] = word.split('/');
  const kind = kindNamed(lookup, 'pods');
  if (kind === undefined) return undefined;
  const pods = lookup.objects(kind, namespace) as readonly Pod[];
  if (name === undefined || kindNamed(lookup, type) === kind) return pods.find(({ metadata }) => metadata.name === (name ?? type));
  const ownerKind = kindNamed(lookup, type);
  const owner = ownerKind === undefined ? undefined : (lookup.objects(ownerKind, namespace).find(({ metadata }) => metadata.name === name) as Selecting | undefined);
  const labels = Object.entries(owner?.spec?.selector?.matchLabels ?? {});
  return labels.length === 0 ? undefined : pods.find(({ metadata }) => labels.every(([key, value]) => metadata.labels?.[key] === value));
}

/** CompGetContainers: init containers first. */
export function containersOf(lookup: Lookup, namespace: string, [word]: readonly string[]): readonly string[] {
  const pod = word === undefined ? undefined : podNamed(lookup, namespace, word);
  return [...(pod?.spec.initContainers ?? []), ...(pod?.spec.containers ?? [])].map(({ name }) => name);
}

const podAndContainer: ArgumentRule = (lookup, namespace, args, typed) => (args.length === 1 ? wordsOf(containersOf(lookup, namespace, args), typed) : podOrOwner(lookup, namespace, args, typed));

function portsOf(lookup: Lookup, namespace: string, word: string): readonly number[] {
  const [type = '', name = ''] = word.split('/');
  const services = kindNamed(lookup, 'services');
  if (services !== undefined && kindNamed(lookup, type) === services && name !== '') {
    const service = (lookup.objects(services, namespace) as readonly Service[]).find(({ metadata }) => metadata.name === name);
    return (service?.spec.ports ?? []).map(({ port }) => port);
  }
  return (podNamed(lookup, namespace, word)?.spec.containers ?? []).flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));
}

const podAndPort: ArgumentRule = (lookup, namespace, args, typed) => {
  if (args.length !== 1) return podOrOwner(lookup, namespace, args, typed);
  const [local = ''] = typed.split(':');
  return wordsOf(portsOf(lookup, namespace, args[0] ?? '').map((port) => `${typed === '' ? port : local}:${port}`), typed);
};

type ConfigPart = 'contexts' | 'clusters' | 'users';
export const configNames = (lookup: Lookup, part: ConfigPart): readonly string[] => [...lookup.kubeconfig()[part].keys()].sort();
const fromConfig = (part: ConfigPart): ArgumentRule => (lookup, _, args, typed) => (args.length === 0 ? wordsOf(configNames(lookup, part), typed) : NONE);

const ROLLED = typeAndName(['deployment', 'daemonset', 'statefulset']);
const ANY = typeAndName();

/** By the path of the command. A command that is not here takes files, or nothing that is known. */
export const ARGUMENTS: Readonly<Record<string, ArgumentRule>> = {
  get: ANY, describe: ANY, debug: ANY, edit: ANY, annotate: ANY, label: ANY, delete: ANY, patch: ANY, wait: ANY, 'apply edit-last-applied': ANY, 'apply view-last-applied': ANY,
  explain: (lookup, _, args, typed) => (args.length === 0 ? wordsOf(resourceTypes(lookup), typed, false) : NONE),
  exec: podOrOwner, attach: podOrOwner, logs: podAndContainer, 'port-forward': podAndPort,
  'top node': namesOfType('nodes'), 'top pod': namesOfType('pods'), cordon: namesOfType('nodes'), uncordon: namesOfType('nodes'), drain: namesOfType('nodes'), 'create token': namesOfType('serviceaccounts'),
  'certificate approve': namesOfType('certificatesigningrequests'), 'certificate deny': namesOfType('certificatesigningrequests'),
  taint: typeAndName(['node']), scale: typeAndName(['deployment', 'replicaset', 'replicationcontroller', 'statefulset']), autoscale: typeAndName(['deployment', 'replicaset', 'replicationcontroller', 'statefulset']),
  expose: typeAndName(['pod', 'service', 'replicationcontroller', 'deployment', 'replicaset']), 'set image': typeAndName(['deployment', 'daemonset', 'job', 'cronjob', 'statefulset', 'pod', 'replicaset', 'replicationcontroller'], false),
  'rollout pause': typeAndName(['deployment']), 'rollout resume': typeAndName(['deployment']), 'rollout restart': ROLLED, 'rollout undo': ROLLED, 'rollout history': ROLLED, 'rollout status': typeAndName(['deployment', 'daemonset', 'statefulset'], false),
  'config use-context': fromConfig('contexts'), 'config set-context': fromConfig('contexts'), 'config rename-context': fromConfig('contexts'), 'config delete-context': fromConfig('contexts'), 'config delete-cluster': fromConfig('clusters'), 'config delete-user': fromConfig('users'),
  completion: (_, __, args, typed) => (args.length === 0 ? wordsOf(['bash', 'fish', 'powershell', 'zsh'], typed) : NONE),
};
