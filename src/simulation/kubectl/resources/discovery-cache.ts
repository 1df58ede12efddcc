import { metaV1 } from '../../api/generated/schema/meta.v1';
import type { Kind } from '../../api/kind';
import { schemaOf } from '../../api/schema/schema';
import { splitApiVersion } from '../../api/schema/resources';
import type { Resource, Verb } from '../../api/schema/resources';
import { listOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { Machine } from '../runtime/machine';
import type { Session } from '../runtime/session';

/**
 * What kubectl remembers of the API server in `~/.kube/cache/discovery` (client-go discovery/cached/disk): a custom resource whose definition is gone is still known until something is
 * asked for that is not. Only groups of custom resources are kept, and without an end (upstream: six hours).
 */

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

function folder(session: Session): string {
  const config = session.kubeconfig();
  const context = config.contexts.get(session.flags.text('context') || config.currentContext);
  const host = textOf(config.clusters.get(context?.cluster ?? '')?.server).replace(/^https?:\/\//, '').replaceAll(/[^\w/.]/g, '_');
  return `${session.machine.home}/.kube/cache/discovery/${host}`;
}

const fileOf = (directory: string, apiVersion: string): string => `${directory}/${apiVersion}/serverresources.json`;

/** metav1.APIResource of a custom resource, and back. */
const written = ({ plural, singular, namespaced, kind, verbs, shortNames, categories }: Resource): JsonObject => ({
  name: plural, singularName: singular, namespaced, kind, verbs, ...(shortNames.length === 0 ? {} : { shortNames }), ...(categories.length === 0 ? {} : { categories }),
});

function readResource(apiVersion: string, one: JsonObject): Resource {
  const [group, version] = splitApiVersion(apiVersion);
  const texts = (value: unknown): readonly string[] => listOf(value).map(textOf);
  return { group, version, apiVersion, plural: textOf(one.name), singular: textOf(one.singularName), kind: textOf(one.kind), namespaced: one.namespaced === true, verbs: texts(one.verbs) as readonly Verb[], shortNames: texts(one.shortNames), categories: texts(one.categories), subresources: [] };
}

/** A kind of which only its resource is known. */
const remembered = (resource: Resource): Kind => ({
  apiVersion: resource.apiVersion, kind: resource.kind, resource, type: `${resource.apiVersion}.${resource.kind}`, custom: true, schema: schemaOf([metaV1]),
});

function readList(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function cached({ files }: Machine, directory: string): readonly Resource[] {
  return (files.list(directory) ?? []).flatMap((group) =>
    (files.list(`${directory}/${group}`) ?? []).flatMap((version) => {
      const apiVersion = `${group}/${version}`;
      const list = readList(files.read(fileOf(directory, apiVersion)));
      return isObject(list) ? listOf(list.resources).filter(isObject).map((one) => readResource(apiVersion, one)) : [];
    }),
  );
}

const isIn = (resources: readonly Resource[], { apiVersion, plural }: Resource): boolean => resources.some((one) => one.apiVersion === apiVersion && one.plural === plural);

const customResources = ({ machine }: Session): readonly Resource[] => machine.registry().kinds.flatMap(({ custom, resource }) => (custom && resource !== undefined ? [resource] : []));

/** Writes what is served now (Invalidate, and the next request of discovery). */
function remember(session: Session, directory: string, before: readonly Resource[]): void {
  const now = customResources(session);
  for (const apiVersion of new Set([...before, ...now].map((one) => one.apiVersion))) {
    const resources = now.filter((one) => one.apiVersion === apiVersion).map(written);
    session.machine.files.write(fileOf(directory, apiVersion), `${JSON.stringify({ kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersion, resources })}\n`);
  }
}

/** The kinds that a cache knows and the server no longer serves. */
export function staleKinds(session: Session): readonly Kind[] {
  const directory = folder(session);
  const known = cached(session.machine, directory);
  const now = customResources(session);
  if (known.length === 0) {
    if (now.length > 0) remember(session, directory, known);
    return [];
  }
  return known.filter((one) => !isIn(now, one)).map(remembered);
}

/** After a word that the cache does not know: everything is asked for anew. Says whether that changes anything. */
export function refresh(session: Session, found: Kind | undefined): boolean {
  const directory = folder(session);
  const known = cached(session.machine, directory);
  if (found?.resource !== undefined && (!found.custom || isIn(known, found.resource))) return false;
  const now = customResources(session);
  if (known.length === now.length && now.every((one) => isIn(known, one))) return false;
  remember(session, directory, known);
  return true;
}
