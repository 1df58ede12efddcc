/** Who belongs to whom (apimachinery meta/v1 controller_ref.go, pkg/controller/controller_ref_manager.go). */
import { labelMatcher } from '../../api';
import type { ApiObject, LabelSelector, OwnerReference } from '../../api';
import { hasReason } from './client';
import type { Client } from './client';

/** metav1.GetControllerOf. */
export const controllerRefOf = ({ metadata }: ApiObject): OwnerReference | undefined => (metadata.ownerReferences ?? []).find(({ controller }) => controller === true);

/** metav1.NewControllerRef. */
export const controllerRefTo = ({ apiVersion, kind, metadata }: ApiObject): OwnerReference => ({
  apiVersion, kind, name: metadata.name ?? '', uid: metadata.uid ?? '', controller: true, blockOwnerDeletion: true,
});

export const isControlledBy = (object: ApiObject, owner: ApiObject): boolean => controllerRefOf(object)?.uid === owner.metadata.uid;

export const keyOfObject = ({ metadata }: ApiObject): string => (metadata.namespace === undefined ? (metadata.name ?? '') : `${metadata.namespace}/${metadata.name ?? ''}`);

/** cache.SplitMetaNamespaceKey. */
export function splitKey(key: string): readonly [namespace: string | undefined, name: string] {
  const slash = key.indexOf('/');
  return slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
}

/**
 * BaseControllerRefManager.ClaimObject for each: those of the controller's own that its selector still means stay, others are let go, and what nobody controls
 * is taken over. `fresh` reads the controller from the server before the first adoption: one that is being deleted adopts nothing. What is
 * taken over is given the `finalizers`.
 */
export function claim<T extends ApiObject>(controller: ApiObject, selector: LabelSelector | undefined, objects: readonly T[], client: Client, fresh: () => ApiObject, finalizers: readonly string[] = []): T[] {
  const matches = labelMatcher(selector);
  let adopts: boolean | undefined;
  const mayAdopt = (): boolean => {
    const found = fresh();
    return found.metadata.uid === controller.metadata.uid && found.metadata.deletionTimestamp === undefined;
  };
  return objects.filter((object) => {
    const ref = controllerRefOf(object);
    const meant = matches(object.metadata.labels ?? {});
    if (ref !== undefined) {
      if (ref.uid !== controller.metadata.uid) return false;
      if (meant) return true;
      if (controller.metadata.deletionTimestamp === undefined) release(controller, object, client);
      return false;
    }
    if (controller.metadata.deletionTimestamp !== undefined || !meant || object.metadata.deletionTimestamp !== undefined) return false;
    adopts ??= mayAdopt();
    return adopts && adopt(controller, object, client, finalizers);
  });
}

const ignoringGone = (ask: () => unknown): boolean => {
  try {
    ask();
    return true;
  } catch (error) {
    if (hasReason(error, 'NotFound')) return false;
    throw error;
  }
};

function adopt(controller: ApiObject, object: ApiObject, client: Client, added: readonly string[]): boolean {
  const ownerReferences = [...(object.metadata.ownerReferences ?? []), controllerRefTo(controller)].map((one) => ({ ...one }));
  const finalizers = [...new Set([...(object.metadata.finalizers ?? []), ...added])];
  return ignoringGone(() => client.patch(object, { metadata: { uid: object.metadata.uid ?? '', ownerReferences, ...(added.length === 0 ? {} : { finalizers }) } }));
}

function release(controller: ApiObject, object: ApiObject, client: Client): void {
  const rest = (object.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== controller.metadata.uid).map((one) => ({ ...one }));
  ignoringGone(() => client.patch(object, { metadata: { uid: object.metadata.uid ?? '', ownerReferences: rest.length === 0 ? null : rest } }));
}
