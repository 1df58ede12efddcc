import type { Registry } from '../../api/registry';
import { inGoOrder } from '../../api/request/go-typed';
import type { JsonObject } from '../../api/schema/walk';
import { indentedJson } from './json';

/** `-o json` of such an object. */
export const printTypedJson = (registry: Registry, object: JsonObject): string => `${indentedJson(inGoOrder(registry, object))}\n`;
