/** The cluster around a case: the kinds of Kubernetes and those of the CRDs in it. */
import { customKinds } from '../../../src/simulation/api/custom/custom-kinds';
import { ruleObjectErrors } from '../../../src/simulation/api/custom/rules/check-object';
import type { CustomResourceDefinition } from '../../../src/simulation/api/generated/types/apiextensions.v1';
import { ALL_KINDS } from '../../../src/simulation/api/kinds/all';
import type { Kind } from '../../../src/simulation/api/kind';
import { createRegistry } from '../../../src/simulation/api/registry';
import type { Registry } from '../../../src/simulation/api/registry';
import { apiVersionOf, kindOf } from '../../../src/simulation/gitops/objects';
import type { JsonObject } from '../../../src/simulation/gitops/objects';

const builtIn = createRegistry(ALL_KINDS);

/** `objects`: all that are in the cluster. */
export function registryFor(objects: readonly JsonObject[]): Registry {
  const definitions = objects.filter((object) => kindOf(object) === 'CustomResourceDefinition');
  return definitions.reduce<Registry>((registry, definition) => registry.with(customKinds(definition as unknown as CustomResourceDefinition, ruleObjectErrors)), builtIn);
}

export const finder = (registry: Registry) => (object: JsonObject): Kind | undefined => registry.find(apiVersionOf(object), kindOf(object));
