import { computeHash } from '../../../api/go-dump/template-hash';
import { semanticEqual } from '../../../api/equal';
import type { Pod } from '../../../api';
import type { ControllerRevision, DaemonSet } from '../../../api/generated/types/apps.v1';
import { hasReason } from '../../control/client';
import type { Work } from '../../control/controller';
import { dataOf } from '../../control/history';
import { claim, controllerRefTo } from '../../control/owners';
import { HASH_LABEL, SETS } from './session';
import type { DaemonMemory } from './session';

export interface History {
  readonly current: ControllerRevision;
  readonly old: readonly ControllerRevision[];
}

const hashOf = ({ metadata }: { readonly metadata: ControllerRevision['metadata'] }): string => metadata.labels?.[HASH_LABEL] ?? '';

/** snapshot: the revision of the present template. */
function snapshot(set: DaemonSet, revision: number, work: Work<DaemonMemory>): ControllerRevision {
  const hash = computeHash(set.spec?.template, set.status?.collisionCount);
  const wanted: ControllerRevision = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${set.metadata.name ?? ''}-${hash}`, namespace: set.metadata.namespace ?? 'default',
      labels: { ...set.spec?.template?.metadata?.labels, [HASH_LABEL]: hash },
      ...(set.metadata.annotations === undefined ? {} : { annotations: set.metadata.annotations }),
      ownerReferences: [controllerRefTo(set)],
    },
    data: dataOf(set),
    revision,
  };
  try {
    return work.client.create(wanted);
  } catch (error) {
    if (!hasReason(error, 'AlreadyExists')) throw error;
    const found = work.client.get('controllerrevisions.apps', set.metadata.namespace, wanted.metadata.name ?? '');
    if (semanticEqual(found.data, wanted.data)) return found;
    const fresh = work.client.get(SETS, set.metadata.namespace, set.metadata.name ?? '');
    const { status } = fresh;
    work.client.update({ ...fresh, status: { ...status, collisionCount: (status?.collisionCount ?? 0) + 1 } } as DaemonSet, 'status');
    throw error;
  }
}

/** dedupCurHistories: of several revisions of one template the newest stays, and Pods are labelled with it. */
function dedupe(known: readonly ControllerRevision[], pods: readonly Pod[], work: Work<DaemonMemory>): ControllerRevision {
  const keep = known.reduce((best, one) => (one.revision >= best.revision ? one : best));
  if (known.length === 1) return keep;
  for (const pod of pods) if (hashOf(pod) !== hashOf(keep)) work.client.patch(pod, { metadata: { labels: { [HASH_LABEL]: hashOf(keep) } } });
  for (const one of known) if (one !== keep) work.client.delete(one);
  return keep;
}

/** constructHistory. */
export function historyOf(set: DaemonSet, pods: readonly Pod[], work: Work<DaemonMemory>): History {
  const all = [...work.view.ownedBy('controllerrevisions.apps', set.metadata.uid ?? ''), ...work.view.ownedBy('controllerrevisions.apps', '').filter(({ metadata }) => metadata.namespace === set.metadata.namespace)];
  const known = claim(set, set.spec?.selector, all, work.client, () => work.client.get(SETS, set.metadata.namespace, set.metadata.name ?? ''));
  const data = dataOf(set);
  const matching = known.filter((one) => semanticEqual(one.data, data));
  const old = known.filter((one) => !matching.includes(one));
  const next = Math.max(0, ...old.map(({ revision }) => revision)) + 1;
  if (matching.length === 0) return { current: snapshot(set, next, work), old };
  const current = dedupe(matching, pods, work);
  if (current.revision < next) work.client.update({ ...current, revision: next });
  return { current, old };
}

/** cleanupHistory: revisions that no Pod has go, the oldest first. */
export function cleanUpHistory(set: DaemonSet, old: readonly ControllerRevision[], pods: readonly Pod[], work: Work<DaemonMemory>): void {
  const live = new Set(pods.map(hashOf));
  const unused = [...old].sort((a, b) => a.revision - b.revision).filter((one) => !live.has(hashOf(one)));
  unused.slice(0, Math.max(0, old.length - (set.spec?.revisionHistoryLimit ?? 10))).forEach((one) => work.client.delete(one));
}
