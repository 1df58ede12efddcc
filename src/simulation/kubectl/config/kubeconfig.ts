import { parseDocument } from '../../api/yaml';
import { toJson } from '../../api/manifest/json';
import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../../api/schema/walk';
import { listOf, objectOf, textOf } from '../../api/schema/values';

/** Who somebody is for the API server, as a kubeconfig says it: `token`, `client-certificate-data` … */
export type AuthInfo = JsonObject;

export interface Context {
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
  /** As it is written. */
  readonly raw: JsonObject;
}

/** A kubeconfig file (client-go clientcmd/api/v1 Config). */
export interface Kubeconfig {
  readonly raw: JsonObject;
  readonly clusters: ReadonlyMap<string, JsonObject>;
  readonly users: ReadonlyMap<string, AuthInfo>;
  readonly contexts: ReadonlyMap<string, Context>;
  readonly currentContext: string;
}

export const EMPTY_KUBECONFIG: Kubeconfig = { raw: {}, clusters: new Map(), users: new Map(), contexts: new Map(), currentContext: '' };

const named = (list: unknown, field: string): (readonly [string, JsonObject])[] => listOf(list).map((one) => [textOf(objectOf(one).name), objectOf(objectOf(one)[field])] as const);

const contextOf = (raw: JsonObject): Context => ({ cluster: textOf(raw.cluster), user: textOf(raw.user), namespace: textOf(raw.namespace), raw });

export function readKubeconfig(text: string): Kubeconfig {
  const tree = parseDocument(text);
  const json = tree === undefined ? {} : toJson(tree);
  return fromRaw(isObject(json) ? json : {});
}

/** Several files as one (clientcmd ClientConfigLoadingRules.Load): of what has the same name the first counts. */
export function mergedKubeconfig(texts: readonly string[]): Kubeconfig {
  const [first = EMPTY_KUBECONFIG, ...more] = texts.map(readKubeconfig);
  if (more.length === 0) return first;
  const all = [first, ...more];
  const list = (key: string): readonly unknown[] => [...new Map(all.flatMap(({ raw }) => listOf(raw[key])).reverse().map((one) => [textOf(objectOf(one).name), one])).values()].reverse();
  return fromRaw({ ...first.raw, clusters: list('clusters'), contexts: list('contexts'), users: list('users'), 'current-context': all.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '' } as JsonObject);
}

export function fromRaw(raw: JsonObject): Kubeconfig {
  return {
    raw,
    clusters: new Map(named(raw.clusters, 'cluster')),
    users: new Map(named(raw.users, 'user')),
    contexts: new Map(named(raw.contexts, 'context').map(([name, one]) => [name, contextOf(one)])),
    currentContext: textOf(raw['current-context']),
  };
}
