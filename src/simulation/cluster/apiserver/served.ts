import type { Registry } from '../../api/registry';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import { objectsIn, tableOf } from '../store/store';
import type { Store } from '../store/store';
import { isTrue, statusOf } from './conditions';
import { DEFINITIONS } from './definitions';
import type { ServerConfig } from './types';

/** By the definitions of a store, and what a server serves without them. */
const known = new WeakMap<object, { readonly config: ServerConfig; readonly with: ServerConfig }>();

/** The definition under the names that it has been given, which new ones may still wait for. */
const accepted = (definition: CustomResourceDefinition): CustomResourceDefinition => ({ ...definition, spec: { ...definition.spec, names: { ...definition.spec.names, ...statusOf(definition).acceptedNames } } }) as CustomResourceDefinition;

/** The kinds that a server serves: its own, and those of the definitions in its store. */
export function serving(config: ServerConfig, { tables }: Pick<Store, 'tables'>): ServerConfig {
  const { customKinds } = config;
  const root = tableOf(tables, DEFINITIONS).objects;
  if (root === null || customKinds === undefined) return config;
  const found = known.get(root);
  if (found?.config === config) return found.with;
  const kinds = (objectsIn(tables, DEFINITIONS) as CustomResourceDefinition[]).filter((one) => isTrue(one, 'Established')).flatMap((one) => customKinds(accepted(one)));
  const served = { ...config, registry: config.registry.with(kinds) };
  known.set(root, { config, with: served });
  return served;
}

export const servedRegistry = (config: ServerConfig, store: Pick<Store, 'tables'>): Registry => serving(config, store).registry;
