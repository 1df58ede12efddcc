/** Cases of kind `applicationset`: one reconciliation. */
import { isObject } from '../../../src/simulation/api/schema/walk';
import { reconcileSet } from '../../../src/simulation/gitops/applicationset/reconcile';
import type { ApplicationSet, ClusterSecret, Policy } from '../../../src/simulation/gitops/applicationset/types';
import type { JsonObject } from '../../../src/simulation/gitops/objects';

interface Input {
  readonly applicationSet: ApplicationSet;
  readonly git?: { readonly directories?: readonly string[]; readonly files?: Readonly<Record<string, string>> };
  readonly clusters?: readonly ClusterSecret[];
  readonly existing?: readonly JsonObject[];
  readonly controllerPolicy?: Policy;
}

/** A parser's own words are cut. */
const cut = (message: string): string => message.replace(/(unable to parse file):[^]*$/, '$1');

export function replayApplicationSet({ applicationSet, git = {}, clusters = [], existing = [], controllerPolicy }: Input): unknown {
  const { applications, conditions } = reconcileSet(applicationSet, {
    world: { directories: git.directories ?? [], files: git.files ?? {}, clusters, projects: ['default'] }, existing, controllerPolicy, now: '2026-03-02T10:00:00Z',
  });
  return {
    applications: applications.map(({ metadata, spec, operation }) => ({
      metadata: isObject(metadata) && metadata.deletionTimestamp !== undefined ? { ...metadata, deletionTimestamp: 'set' } : metadata, spec, ...(operation === undefined ? {} : { operation }),
    })),
    conditions: conditions.map((condition) => ({ ...condition, message: cut(condition.message) })),
  };
}
