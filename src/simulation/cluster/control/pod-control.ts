/** How controllers create and delete Pods, and what they say of it (pkg/controller RealPodControl). */
import type { ApiObject, Pod, PodTemplateSpec } from '../../api';
import { hasReason, RequestError } from './client';
import type { Work } from './controller';
import { controllerRefTo } from './owners';

/** GetPodFromTemplate. */
export function podFromTemplate(template: PodTemplateSpec, owner: ApiObject): Pod {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${owner.metadata.name ?? ''}-`,
      namespace: owner.metadata.namespace ?? 'default',
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [controllerRefTo(owner)],
    },
    spec: template.spec,
  } as Pod;
}

/** RealPodControl.createPods. */
export function createPod<M>(work: Work<M>, pod: Pod, owner: ApiObject): Pod {
  try {
    const created = work.client.create(pod);
    work.event(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${created.metadata.name ?? ''}`);
    return created;
  } catch (error) {
    if (error instanceof RequestError && !isTerminatingNamespace(error)) work.event(owner, 'Warning', 'FailedCreate', `Error creating: ${error.message}`);
    throw error;
  }
}

/** HasStatusCause(err, NamespaceTerminatingCause). */
export const isTerminatingNamespace = (error: RequestError): boolean => error.failure.reason === 'Forbidden' && error.message.includes('because it is being terminated');

/** RealPodControl.DeletePod. A Pod that is gone already is no failure of the deletion, but is thrown as one. */
export function deletePod<M>(work: Work<M>, pod: Pod, owner: ApiObject): void {
  try {
    work.client.delete(pod);
    work.event(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name ?? ''}`);
  } catch (error) {
    if (error instanceof RequestError && !hasReason(error, 'NotFound')) work.event(owner, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`);
    throw error;
  }
}

/**
 * slowStartBatch: one, then two, then four … at a time, until a batch has failures in it. Gives how many succeeded, and the first failure.
 */
export function slowStart<M>(work: Pick<Work<M>, 'atOnce'>, count: number, act: () => void): { readonly done: number; readonly error: RequestError | undefined } {
  let [done, left] = [0, count];
  for (let batch = Math.min(left, 1); batch > 0; batch = Math.min(2 * batch, left)) {
    let error: RequestError | undefined;
    work.atOnce(() => {
      for (let i = 0; i < batch; i += 1) {
        try {
          act();
          done += 1;
        } catch (caught) {
          if (!(caught instanceof RequestError)) throw caught;
          error ??= caught;
        }
      }
    });
    if (error !== undefined) return { done, error };
    left -= batch;
  }
  return { done, error: undefined };
}
