import { semanticEqual } from '../equal';
import type { KindHooks } from '../kind';
import { without } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import type { ApiObject } from '../types';
import { generationOf, keep, withGeneration } from './traits';

const json = (object: ApiObject): JsonObject => object as unknown as JsonObject;
const typed = (object: JsonObject): ApiObject => object as unknown as ApiObject;

/** The strategy of custom resources (apiextensions-apiserver pkg/registry/customresource): all but the metadata counts; the status has a door of its own only where its version says so. */
export function customStrategy(hasStatus: boolean): KindHooks<ApiObject> {
  return {
    updatesNeedVersion: true,
    prepareForCreate: (object) => typed(withGeneration(hasStatus ? without(json(object), 'status') : json(object), 1)),
    prepareForUpdate: (object, old) => {
      const next = hasStatus ? keep(json(object), json(old), [['status']]) : json(object);
      return typed(semanticEqual(without(next, 'metadata'), without(json(old), 'metadata')) ? next : withGeneration(next, generationOf(json(old)) + 1));
    },
    ...(hasStatus
      ? {
          resetFields: [['status']],
          status: {
            prepareForUpdate: (object: ApiObject, old: ApiObject) => typed(keep(json(old), json(object), [['status'], ['metadata', 'managedFields']])),
            resetFields: [['metadata'], ['spec']],
          },
        }
      : {}),
  };
}
