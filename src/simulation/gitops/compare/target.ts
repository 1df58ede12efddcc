/** What Git wants, made ready to be compared (reposerver/repository GenerateManifests; controller/state.go NormalizeTargetObjects, partitionTargetObjsForSync). */
import { isDeletionHook, runsInSync } from '../hooks/hooks';
import { groupOf, keyOf, kindOf, metadataOf, namespaceOf, printKey, withMetadata } from '../objects';
import type { JsonObject } from '../objects';
import { textOf } from '../../api/schema/values';
import { withTracking } from './tracking';
import type { Tracking } from './tracking';

export interface Condition {
  readonly type: string;
  readonly message: string;
}

/** Whether a kind has namespaces; undefined where the cluster does not know it. */
export type IsNamespaced = (object: JsonObject) => boolean | undefined;

const isDefinition = (object: JsonObject): boolean => groupOf(object) === 'apiextensions.k8s.io' && kindOf(object) === 'CustomResourceDefinition';

export interface TargetOptions {
  /** The application's name as objects carry it. */
  readonly application: string;
  /** Where objects without a namespace belong. */
  readonly namespace: string;
  readonly tracking: Tracking;
  readonly isNamespaced: IsNamespaced;
}

/** The repo server marks each object as the application's own, but for CRDs, which several may share. */
const marked = (object: JsonObject, { application, namespace, tracking }: TargetOptions): JsonObject => (isDefinition(object) ? object : withTracking(object, application, namespace, tracking));

function placed(object: JsonObject, options: TargetOptions): JsonObject {
  const namespaced = options.isNamespaced(object) ?? true;
  const namespace = namespaceOf(object);
  if (!namespaced && namespace !== '') return withTracking(withMetadata(object, { namespace: undefined }), options.application, options.namespace, options.tracking);
  return namespaced && namespace === '' ? withTracking(withMetadata(object, { namespace: options.namespace }), options.application, options.namespace, options.tracking) : object;
}

/** Each object once: of those that Git has twice the last. */
export function targetObjects(manifests: readonly JsonObject[], options: TargetOptions): { readonly targets: readonly JsonObject[]; readonly conditions: readonly Condition[] } {
  const byKey = new Map<string, JsonObject[]>();
  manifests.forEach((manifest, index) => {
    const object = placed(marked(manifest, options), options);
    const { name, ...key } = keyOf(object);
    const generated = name === '' ? `${textOf(metadataOf(object).generateName)}${index}` : name;
    const printed = printKey({ ...key, name: generated });
    byKey.set(printed, [...(byKey.get(printed) ?? []), object]);
  });
  const conditions = [...byKey].filter(([, objects]) => objects.length > 1)
    .map(([key, objects]) => ({ type: 'RepeatedResourceWarning', message: `Resource ${key} appeared ${objects.length} times among application resources.` }));
  return { targets: [...byKey.values()].map((objects) => objects[objects.length - 1]!), conditions };
}

/** What takes part in a sync: a hook that runs on deletion alone does not. */
export const targetsOfSync = (targets: readonly JsonObject[]): JsonObject[] => targets.filter((object) => !isDeletionHook(object) || runsInSync(object));
