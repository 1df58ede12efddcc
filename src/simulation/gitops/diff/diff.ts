/** Whether an object differs from Git, and what a sync would make of it (util/argo/diff/diff.go: StateDiffs; gitops-engine pkg/diff/diff.go: Diff). */
import { DEDUCED } from '../../api/apply/atoms';
import type { Atom } from '../../api/apply/atoms';
import { equalValues } from '../../api/equal';
import { managedType } from '../../api/request/encode';
import type { Schema } from '../../api/schema/schema';
import { hasOption } from '../objects';
import type { JsonObject } from '../objects';
import { withoutOldTracking } from '../compare/tracking';
import type { Tracking } from '../compare/tracking';
import type { ResourceOverrides } from '../settings/resource-overrides';
import { ignoreNormalizer, knownTypesNormalizer, trustedManagers } from './ignore';
import type { IgnoredDifference } from './ignore';
import { normalized } from './normalize';
import type { DiffResult, Predicted } from './result';
import { serverSideDiff, structuredDiff, unknownType, withoutTrusted } from './server-side';
import type { DryRun } from './server-side';
import { appliedDiff, lastApplied } from './three-way';
import { remarshalled, typedKind } from './typed';
import type { FindKind } from './typed';

export interface DiffConfig {
  /** The kinds of the cluster, custom ones among them. */
  readonly kind: FindKind;
  /** The schema of core/v1. */
  readonly core: Schema;
  readonly tracking: Tracking;
  readonly ignored: readonly IgnoredDifference[];
  readonly overrides: ResourceOverrides;
  readonly ignoreAggregatedRoles: boolean;
  /** The application syncs by server-side apply. */
  readonly serverSideApply: boolean;
  /** The API server is asked. */
  readonly serverSideDiff?: { readonly dryRun: DryRun; readonly ignoreMutations: boolean } | undefined;
}

export type Differ = (target: JsonObject | undefined, live: JsonObject | undefined) => DiffResult;

export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

const prefixed = <T>(prefix: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw new Error(`${prefix}: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
};

/** Makes ready for one comparison after another; throws where what shall be ignored cannot be understood. */
export function newDiffer(config: DiffConfig): Differ {
  const { kind: find, overrides, ignored, tracking, ignoreAggregatedRoles: aggregated } = config;
  const ignores = prefixed('failed to create diff normalizer', () => {
    const [fields, known] = [ignoreNormalizer(ignored, overrides), knownTypesNormalizer(overrides, config.core)];
    return (object: JsonObject): JsonObject => known(fields(object));
  });
  const remarshal = (object: JsonObject): JsonObject => remarshalled(object, typedKind(find, object));
  const normalize = (object: JsonObject): JsonObject => normalized(object, aggregated, ignores);
  const atomOf = (object: JsonObject): Atom => {
    const kind = find(object);
    return kind === undefined ? DEDUCED : managedType(kind, '').atom;
  };

  function changed(target: JsonObject, live: JsonObject): Predicted {
    if (config.serverSideDiff !== undefined) {
      const { dryRun, ignoreMutations } = config.serverSideDiff;
      return prefixed('error calculating server side diff: serverSideDiff error', () => serverSideDiff(target, live, { dryRun, ignoreMutations, kind: find(target), remarshal, normalize }));
    }
    if (config.serverSideApply || hasOption(target, SYNC_OPTIONS, 'ServerSideApply=true')) {
      const kind = find(target);
      return prefixed('error calculating structured merge diff', () => {
        if (kind === undefined) throw unknownType(target);
        return structuredDiff(target, live, kind);
      });
    }
    const last = lastApplied(live);
    return appliedDiff(target, live, last === undefined ? undefined : normalize(last), typedKind(find, last ?? target));
  }

  return (target, live) => {
    const prepared = (object: JsonObject): JsonObject => normalized(remarshal(object), aggregated, config.serverSideDiff === undefined ? ignores : undefined);
    if (target === undefined || live === undefined) {
      return { modified: target !== undefined, live: live === undefined ? null : prepared(live), predicted: target === undefined ? null : prepared(target) };
    }
    const tracked = withoutOldTracking(target, live, tracking);
    const managers = trustedManagers(target, ignored, overrides);
    const [ownLive, ownTarget] = managers.size === 0 ? [tracked, target] : withoutTrusted(tracked, target, managers, atomOf(target));
    const result = prefixed('failed to calculate diff', () => changed(prepared(ownTarget), prepared(ownLive)));
    return { modified: !equalValues(result.live, result.predicted), ...result };
  };
}
