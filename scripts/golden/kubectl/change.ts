import { encodeObject } from '@site/src/simulation/api/request/encode';
import { objectOf, textOf, without } from '@site/src/simulation/api/schema/values';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import { withManagers } from '@site/src/simulation/cluster/apiserver/managers';
import type { ApiObject } from '@site/src/simulation/api/types';
import { byText } from '@site/src/simulation/base/ordered-map';
import { objectsIn } from '@site/src/simulation/cluster/store/store';
import { Home, kubeconfigOf, run } from './machine';
import type { Ran } from './machine';
import { drained, Placeholders } from './placeholders';
import { sortedLimits } from './normalise';
import { stateOf, World } from './world';

interface Command {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly user?: string;
  readonly editor?: readonly (readonly [string, string])[];
}

export interface ChangeInput {
  readonly state: string;
  readonly now: string;
  readonly commands: readonly Command[];
  readonly files?: Readonly<Record<string, string>>;
  readonly kubeconfig?: string;
  readonly managedFields?: boolean;
  readonly kubelet?: boolean;
}

const PREFIXES: Readonly<Record<string, string>> = {
  replicationcontrollers: 'controllers', endpoints: 'services/endpoints', nodes: 'minions', services: 'services/specs', ingresses: 'ingress',
  'apiservices.apiregistration.k8s.io': 'apiregistration.k8s.io/apiservices',
  'customresourcedefinitions.apiextensions.k8s.io': 'apiextensions.k8s.io/customresourcedefinitions',
};

const HIDDEN = new Set(['Event', 'Lease', 'IPAddress']);

const identity = ({ kind, metadata: { namespace = '', name = '' } }: ApiObject): string => [kind, ...(namespace === '' ? [] : [namespace]), name].join('/');

/** Where an object stands in etcd. */
function key(world: World, object: ApiObject): string {
  const kind = world.registry().find(object.apiVersion, object.kind);
  const { plural = '', group = '' } = kind?.resource ?? {};
  const prefix = kind?.custom === true ? `${group}/${plural}` : (PREFIXES[plural] ?? PREFIXES[`${plural}.${group}`] ?? plural);
  const { namespace = '', name = '' } = object.metadata;
  return `/${prefix}/${namespace === '' ? '' : `${namespace}/`}${name}`;
}

function everything(world: World): readonly ApiObject[] {
  return [...byText.entries(world.server.store.tables)].flatMap(([resource]) => objectsIn(world.server.store.tables, resource)).filter(({ kind }) => !HIDDEN.has(kind));
}

function shown(world: World, object: ApiObject, managed: boolean): JsonObject {
  const kind = world.registry().find(object.apiVersion, object.kind);
  const json = kind === undefined ? (object as unknown as JsonObject) : encodeObject(kind, managed ? withManagers(world.registry(), object) : object);
  return { ...json, metadata: without(objectOf(json.metadata), 'resourceVersion', ...(managed ? [] : ['managedFields'])) };
}

export interface Changed {
  readonly commands: readonly Ran[];
  readonly objects: readonly unknown[];
  readonly deleted: readonly string[];
}

export function replayChange(input: ChangeInput): Changed {
  const { state, now, commands, files = {}, kubeconfig, managedFields = false, kubelet = false } = input;
  const world = new World(state, now);
  world.kubelet = kubelet;
  const before = new Map(everything(world).map((object) => [identity(object), JSON.stringify(shown(world, object, false))]));
  const keptAt = new Map(everything(world).map((object) => [identity(object), key(world, object)]));
  const home = new Home({ ...files, '.kube/config': kubeconfig ?? kubeconfigOf('') });
  const ran = commands.map((command) => {
    if (kubeconfig === undefined) home.write('/home/learner/.kube/config', kubeconfigOf(command.user ?? ''));
    return run(world, home, command);
  });
  const after = everything(world);
  const left = new Set(after.map(identity));
  const changed = after.filter((object) => before.get(identity(object)) !== JSON.stringify(shown(world, object, false)));
  const keys = new Map(changed.map((object) => [object, key(world, object)]));
  changed.sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
  const places = new Placeholders(`${JSON.stringify(stateOf(state))}${JSON.stringify(input)}`, after);
  return {
    commands: ran.map(({ stdout, stderr, exit }, at) => {
      const isDrain = commands[at]?.argv[1] === 'drain';
      const text = sortedLimits(stdout);
      return { stdout: places.text(isDrain ? drained(text) : text), stderr: places.text(stderr), exit };
    }),
    objects: changed.map((object) => places.object(shown(world, object, managedFields))),
    deleted: [...before.keys()].filter((one) => !left.has(one)).sort((a, b) => (textOf(keptAt.get(a)) < textOf(keptAt.get(b)) ? -1 : 1)),
  };
}
