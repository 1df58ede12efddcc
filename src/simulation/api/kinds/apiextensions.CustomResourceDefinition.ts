import { definitionWarnings, validateDefinition, validateDefinitionUpdate } from '../custom/definition/validation';
import { validateNames } from '../custom/definition/parts';
import { EXTENSION_DEFAULTS } from '../defaulting/extensions';
import { apiextensionsV1, apiextensionsV1Resources } from '../generated/schema/apiextensions.v1';
import type { CustomResourceDefinition } from '../generated/types/apiextensions.v1';
import { defineKind } from '../kind';
import { definitionStrategy } from '../strategy/simple';

export const customResourceDefinitionKind = defineKind<CustomResourceDefinition>({
  group: apiextensionsV1,
  resources: apiextensionsV1Resources,
  kind: 'CustomResourceDefinition',
  defaulters: EXTENSION_DEFAULTS,
  strategy: definitionStrategy,
  validateCreate: validateDefinition,
  validateUpdate: validateDefinitionUpdate,
  warnings: definitionWarnings,
  // ValidateUpdateCustomResourceDefinitionStatus.
  status: { validateUpdate: ({ status }) => validateNames(status?.acceptedNames ?? {}, 'status.acceptedNames') },
});
