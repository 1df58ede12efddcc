/** Taking out of one object what another does not speak of (gitops-engine pkg/utils/json). */
import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../../api/schema/walk';

function keepFields(config: unknown, live: unknown): unknown {
  if (isObject(config) && isObject(live)) return keepMapFields(config, live);
  return Array.isArray(config) && Array.isArray(live) ? keepListFields(config, live) : live;
}

/** RemoveMapFields: the fields of `live` that `config` has, too. */
export function keepMapFields(config: JsonObject, live: JsonObject): JsonObject {
  const kept = Object.entries(config).filter(([name]) => Object.hasOwn(live, name)).map(([name, value]): [string, unknown] => [name, live[name] === null ? null : keepFields(value, live[name])]);
  return Object.fromEntries(kept);
}

/** RemoveListFields: item by item; further items stay, so that they are seen. */
export const keepListFields = (config: readonly unknown[], live: readonly unknown[]): unknown[] =>
  live.map((item, index) => (index < config.length && item !== null ? keepFields(config[index], item) : item));
