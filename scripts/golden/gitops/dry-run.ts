/** The API server's dry run of server-side apply, over the objects of a case. */
import { asObject } from '../../../src/simulation/api/request/create';
import { applyObject } from '../../../src/simulation/api/request/apply';
import { encodeObject } from '../../../src/simulation/api/request/encode';
import type { Registry } from '../../../src/simulation/api/registry';
import { ARGO_MANAGER } from '../../../src/simulation/gitops/diff/server-side';
import type { DryRun } from '../../../src/simulation/gitops/diff/server-side';
import { keyOf, nameOf, namespaceOf, printKey } from '../../../src/simulation/gitops/objects';
import type { JsonObject } from '../../../src/simulation/gitops/objects';
import { finder } from './world';
import { SERVICE_POOLS, SYSTEM } from '../defaulting/normalize';

export const dryRunOf = (registry: Registry, live: readonly JsonObject[]): DryRun => (manifest) => {
  const kind = finder(registry)(manifest);
  if (kind === undefined) return { error: `no matches for kind` };
  const stored = live.find((object) => printKey(keyOf(object)) === printKey(keyOf(manifest)));
  const written = applyObject(manifest, stored === undefined ? undefined : asObject(kind, stored), {
    kind, name: nameOf(manifest), namespace: namespaceOf(manifest), subresource: '', manager: ARGO_MANAGER, force: true, system: SYSTEM, pools: SERVICE_POOLS,
  });
  return 'status' in written ? { error: written.status.message } : { object: encodeObject(kind, written.object) };
};
