/** Whose an object is (helm pkg/action: validate.go). */
import type { JsonObject } from '../../api/patch/merge-patch';
import { objectOf, textOf } from '../../api/schema/values';
import { quote } from '../../base/go/quote';
import { HelmError, isNotFound, Refused } from './machine';
import { resourceString } from './kube';
import type { Kube, Resource } from './kube';

const LABEL = 'app.kubernetes.io/managed-by';
const NAME = 'meta.helm.sh/release-name';
const NAMESPACE = 'meta.helm.sh/release-namespace';

/** setMetadataVisitor: the object says whose it is. */
export function owned(resource: Resource, name: string, namespace: string): Resource {
  const metadata = objectOf(resource.object['metadata']);
  return {
    ...resource,
    object: {
      ...resource.object,
      metadata: { ...metadata, labels: { ...objectOf(metadata['labels']), [LABEL]: 'Helm' }, annotations: { ...objectOf(metadata['annotations']), [NAME]: name, [NAMESPACE]: namespace } },
    } as JsonObject,
  };
}

function wrong(values: Readonly<Record<string, unknown>>, key: string, wanted: string): string | undefined {
  const actual = values[key];
  if (actual === undefined) return `missing key ${quote(key)}: must be set to ${quote(wanted)}`;
  return actual === wanted ? undefined : `key ${quote(key)} must equal ${quote(wanted)}: current value is ${quote(textOf(actual))}`;
}

function strangeness(object: JsonObject, name: string, namespace: string): string | undefined {
  const metadata = objectOf(object['metadata']);
  const [labels, annotations] = [objectOf(metadata['labels']), objectOf(metadata['annotations'])];
  const problems = [
    ['label', wrong(labels, LABEL, 'Helm')], ['annotation', wrong(annotations, NAME, name)], ['annotation', wrong(annotations, NAMESPACE, namespace)],
  ].flatMap(([what, problem]) => (problem === undefined ? [] : [`${what} validation error: ${problem}`]));
  return problems.length === 0 ? undefined : `invalid ownership metadata; ${problems.join('; ')}`;
}

/** existingResourceConflict, or requireAdoption where ownership is taken: what there is already of some resources. */
export function alreadyThere(kube: Kube, resources: readonly Resource[], { name, namespace, take }: { readonly name: string; readonly namespace: string; readonly take: boolean }): readonly Resource[] {
  return resources.filter((resource) => {
    const generated = textOf(objectOf(resource.object['metadata'])['generateName']);
    if (resource.name === '' && generated !== '') return false;
    if (generated !== '') throw new HelmError('metadata.name and metadata.generateName cannot both be set');
    let live: JsonObject;
    try {
      live = kube.get(resource);
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error instanceof Refused ? new HelmError(`could not get information about the resource ${resourceString(resource)}: ${error.message}`) : error;
    }
    const problem = take ? undefined : strangeness(live, name, namespace);
    if (problem !== undefined) throw new HelmError(`${resourceString(resource)} exists and cannot be imported into the current release: ${problem}`);
    return true;
  });
}
