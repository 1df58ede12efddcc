/** Cases of kind `health`: one object judged by itself. */
import { resourceHealth } from '../../../src/simulation/gitops/health/resource-health';
import type { JsonObject } from '../../../src/simulation/gitops/objects';

export const replayHealth = ({ object }: { object: JsonObject }): unknown => resourceHealth(object).health ?? null;
