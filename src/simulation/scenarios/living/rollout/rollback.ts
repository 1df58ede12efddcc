import type { Deployment, ReplicaSet } from '../../../api';
import type { Request } from '../../../cluster/apiserver/types';
import { annotationsOf, NOT_COPIED, revisionOf } from '../../../cluster/controllers/deployment/annotations';
import { sameTemplate } from '../../../cluster/controllers/deployment/sets';
import { HASH_LABEL } from '../../../cluster/controllers/deployment/session';
import type { JsonObject } from '../../../api/patch/merge-patch';
import { ADMIN } from '../admin';

/** What `kubectl rollout undo` sends, or what it says instead. */
export type Undo = { readonly request: Request } | { readonly says: string };

/** DeploymentRollbacker.Rollback without a revision: to the one before the newest. */
export function undoOf(deployment: Deployment, sets: readonly ReplicaSet[]): Undo {
  const { namespace, name } = deployment.metadata;
  const numbered = sets.flatMap((set) => {
    const revision = revisionOf(set);
    return revision === undefined ? [] : [{ set, revision }];
  });
  const [, previous] = numbered.sort((a, b) => b.revision - a.revision);
  if (previous === undefined) return { says: `error: no rollout history found for deployment "${name ?? ''}"` };
  if (deployment.spec.paused === true) return { says: "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again" };
  const template = previous.set.spec?.template;
  if (template === undefined || sameTemplate(template, deployment.spec.template)) return { says: `deployment.apps/${name ?? ''} skipped rollback (current template already matches revision ${previous.revision})` };
  const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {};
  const annotations = {
    ...Object.fromEntries(Object.entries(annotationsOf(deployment)).filter(([key]) => NOT_COPIED.has(key))),
    ...Object.fromEntries(Object.entries(annotationsOf(previous.set)).filter(([key]) => !NOT_COPIED.has(key))),
  };
  const patch = [
    { op: 'replace', path: '/spec/template', value: { ...template, metadata: { ...template.metadata, labels } } },
    { op: 'replace', path: '/metadata/annotations', value: annotations },
  ] as unknown as readonly JsonObject[];
  return { request: { verb: 'patch', group: 'apps', resource: 'deployments', namespace: namespace ?? '', name: name ?? '', patchType: 'json', patch, user: ADMIN } };
}
