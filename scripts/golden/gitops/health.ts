/** Cases of kinds `health` and `healthScript`: one object judged by itself. */
import { parseTime } from '../../../src/simulation/base';
import { BUILT_IN_HEALTH } from '../../../src/simulation/gitops/health/generated/built-in';
import { luaHealthScripts } from '../../../src/simulation/gitops/health/lua-scripts';
import { resourceHealth } from '../../../src/simulation/gitops/health/resource-health';
import type { HealthScripts } from '../../../src/simulation/gitops/health/resource-health';
import type { JsonObject } from '../../../src/simulation/gitops/objects';
import { resourceOverrides } from '../../../src/simulation/gitops/settings/resource-overrides';
import type { ConfigMapData } from '../../../src/simulation/gitops/settings/resource-overrides';

const NOW = parseTime('2026-03-02T10:00:00Z')!;

/** Scripts of `argocd-cm` before those that come with Argo CD. */
export const scriptsWith = (configMap: ConfigMapData = {}): HealthScripts => luaHealthScripts(resourceOverrides(configMap), BUILT_IN_HEALTH, () => NOW);

export function replayHealth({ object, 'argocd-cm': configMap }: { readonly object: JsonObject; readonly 'argocd-cm'?: ConfigMapData }): unknown {
  const { health, error } = resourceHealth(object, scriptsWith(configMap));
  // What the interpreter says in its own words is left out of the recordings.
  return error === undefined ? (health ?? null) : { status: health?.status };
}
