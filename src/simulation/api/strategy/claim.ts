import { isNil, isZero, objectOf, textOf, without } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { strategyOf } from './traits';

/** dataSourceIsPvcOrSnapshot. */
const isClaimOrSnapshot = ({ apiGroup, kind }: JsonObject): boolean =>
  (textOf(apiGroup) === '' && kind === 'PersistentVolumeClaim') || (apiGroup === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot');

/** The same thing under its other name. */
const copyOf = ({ apiGroup, kind, name }: JsonObject): JsonObject => ({ ...(isNil(apiGroup) ? {} : { apiGroup }), kind, name });

/** EnforceDataSourceBackwardsCompatibility and NormalizeDataSources (pkg/api/persistentvolumeclaim/util.go). */
function withDataSource(spec: JsonObject, old: JsonObject): JsonObject {
  const inUse = isObject(old.dataSource) || isObject(old.dataSourceRef);
  const dropped = !inUse && isObject(spec.dataSource) && !isObject(spec.dataSourceRef) && !isClaimOrSnapshot(spec.dataSource) ? without(spec, 'dataSource') : spec;
  const { dataSource, dataSourceRef } = dropped;
  if (isObject(dataSource) && !isObject(dataSourceRef)) return { ...dropped, dataSourceRef: copyOf(dataSource) };
  if (isObject(dataSourceRef) && !isObject(dataSource) && isZero(dataSourceRef.namespace)) return { ...dropped, dataSource: copyOf(dataSourceRef) };
  return dropped;
}

/** persistentvolumeclaimStrategy. */
export const claimStrategy = strategyOf({
  status: true,
  onCreate: (claim) => ({ ...claim, status: { phase: 'Pending' }, spec: withDataSource(objectOf(claim.spec), {}) }),
  onUpdate: (claim, old) => ({ ...claim, spec: withDataSource(objectOf(claim.spec), objectOf(old.spec)) }),
});

/** persistentvolumeStrategy and its status. */
export const volumeStrategy = strategyOf({
  status: true,
  onCreate: (volume, { now }) => ({ ...volume, status: { phase: 'Pending', lastPhaseTransitionTime: now } }),
  onStatus: (volume, old) => {
    const status = objectOf(volume.status);
    const before = objectOf(old.status);
    const same = status.phase === before.phase && isNil(status.lastPhaseTransitionTime) && !isNil(before.lastPhaseTransitionTime);
    return same ? { ...volume, status: { ...status, lastPhaseTransitionTime: before.lastPhaseTransitionTime } } : volume;
  },
});
