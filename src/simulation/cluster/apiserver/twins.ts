/**
 * Pods of one template are all alike. What the server made of the first of them, defaults, admission and checks, it need not find out again for the next: only names,
 * UIDs and times are new. The answer is the same as the long way's (twins.test.ts).
 */
import type { ApiObject, Container, Pod } from '../../api';
import { semanticEqual } from '../../api/equal';
import type { SystemFields } from '../../api/request/create';
import { tableOf } from '../store/store';
import type { Tables } from '../store/store';
import type { ServerConfig } from './types';
import { isUndisturbed } from './undisturbed';

/** What the built-in plug-ins look at besides the Pod. */
const LOOKED_AT = ['namespaces', 'serviceaccounts', 'limitranges', 'priorityclasses.scheduling.k8s.io', 'runtimeclasses.node.k8s.io'] as const;

interface Twin {
  readonly roots: readonly unknown[];
  readonly asked: Pod;
  readonly made: Pod;
  readonly suffix: string;
}

const known = new WeakMap<ServerConfig, WeakMap<object, Twin>>();

const rootsOf = (tables: Tables): readonly unknown[] => LOOKED_AT.map((name) => tableOf(tables, name).objects);

/** A Pod that a controller makes of a template, on no node yet. */
const isOfTemplate = (object: ApiObject): object is Pod =>
  object.kind === 'Pod' && object.apiVersion === 'v1' && (object.metadata.name ?? '') === '' && (object.metadata.generateName ?? '') !== '' && ((object as Pod).spec.nodeName ?? '') === '' && (object.metadata.ownerReferences ?? []).length === 1;

/** The same but for the name that will be generated. */
function isAlike(a: Pod, b: Pod): boolean {
  if (a.spec !== b.spec || a.status !== b.status) return false;
  const [{ ownerReferences: owners, ...one }, { ownerReferences: others, ...other }] = [a.metadata, b.metadata];
  return semanticEqual(owners, others) && semanticEqual(one, other);
}

const PREFIX = 'kube-api-access-';

/** The token's volume is named anew in each Pod. */
function withSuffix(pod: Pod, from: string, to: string): Pod['spec'] {
  const [old, name] = [`${PREFIX}${from}`, `${PREFIX}${to}`];
  const { spec } = pod;
  if (spec.volumes?.some((volume) => volume.name === old) !== true) return spec;
  const renamed = (container: Container): Container => ({ ...container, volumeMounts: (container.volumeMounts ?? []).map((mount) => (mount.name === old ? { ...mount, name } : mount)) });
  return {
    ...spec,
    volumes: spec.volumes.map((volume) => (volume.name === old ? { ...volume, name } : volume)),
    containers: spec.containers.map(renamed),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(renamed) }),
  };
}

/** The Pod that a server would make of what it is asked, where it has made one like it before. */
export function twinOf(config: ServerConfig, tables: Tables, asked: ApiObject, { uid, now, suffix }: SystemFields): Pod | undefined {
  if (!isOfTemplate(asked)) return undefined;
  const twin = known.get(config)?.get(asked.spec);
  if (twin === undefined || !isAlike(twin.asked, asked) || !isUndisturbed(tables)) return undefined;
  const roots = rootsOf(tables);
  if (twin.roots.some((root, at) => root !== roots[at])) return undefined;
  const { made } = twin;
  return { ...made, metadata: { ...made.metadata, name: `${(asked.metadata.generateName ?? '').slice(0, 58)}${suffix}`, uid, creationTimestamp: now }, spec: withSuffix(made, twin.suffix, suffix) };
}

/** Remembers what was made of a Pod without a warning. */
export function rememberTwin(config: ServerConfig, tables: Tables, asked: ApiObject, made: ApiObject, { suffix }: SystemFields): void {
  if (config.admission === undefined || !isOfTemplate(asked) || !isUndisturbed(tables)) return;
  let bySpec = known.get(config);
  if (bySpec === undefined) known.set(config, (bySpec = new WeakMap()));
  bySpec.set(asked.spec, { roots: rootsOf(tables), asked, made: made as Pod, suffix });
}
