import { NETWORKING_DEFAULTS } from '../defaulting/networking';
import { forbidden, notSupported, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { networkingV1, networkingV1Resources } from '../generated/schema/networking.v1';
import type { IngressClass, IngressClassParametersReference } from '../generated/types/networking.v1';
import { defineKind } from '../kind';
import { byteLength, dns1123LabelErrors, dns1123SubdomainErrors } from '../names';
import { counted } from '../strategy/simple';
import { eachInvalid, immutable } from '../validation/common';
import { domainPrefixedPathErrors } from '../validation/domain-path';
import { pathSegmentName, validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';

const MAX_CONTROLLER = 250;
const SCOPES = ['Cluster', 'Namespace'];

/** validateIngressClassParametersReference. */
function validateParameters(parameters: IngressClassParametersReference, path: string): FieldError[] {
  const { apiGroup, scope = '', namespace } = parameters;
  const errors = apiGroup === undefined ? [] : eachInvalid(`${path}.apiGroup`, apiGroup, dns1123SubdomainErrors(apiGroup));
  for (const field of ['kind', 'name'] as const) {
    const value = parameters[field] ?? '';
    errors.push(...(value === '' ? [required(`${path}.${field}`)] : eachInvalid(`${path}.${field}`, value, pathSegmentName(value, false))));
  }
  if (!SCOPES.includes(scope)) return [...errors, notSupported(`${path}.scope`, scope, SCOPES)];
  if (scope === 'Cluster') return namespace === undefined ? errors : [...errors, forbidden(`${path}.namespace`, "`parameters.scope` is set to 'Cluster'")];
  return [
    ...errors,
    ...(namespace === undefined ? [required(`${path}.namespace`, "`parameters.scope` is set to 'Namespace'")] : eachInvalid(`${path}.namespace`, namespace, dns1123LabelErrors(namespace))),
  ];
}

/** ValidateIngressClass (pkg/apis/networking/validation). */
function validateClass({ metadata, spec }: IngressClass): FieldError[] {
  const { controller = '', parameters } = spec ?? {};
  return [
    ...validateKubeMeta(metadata, { namespaced: false }),
    ...(byteLength(controller) > MAX_CONTROLLER ? [tooLong('spec.controller', MAX_CONTROLLER)] : []),
    ...domainPrefixedPathErrors(controller, 'spec.controller'),
    ...(parameters === undefined ? [] : validateParameters(parameters, 'spec.parameters')),
  ];
}

export const ingressClassKind = defineKind<IngressClass>({
  group: networkingV1,
  resources: networkingV1Resources,
  kind: 'IngressClass',
  defaulters: NETWORKING_DEFAULTS,
  strategy: counted,
  validateCreate: validateClass,
  validateUpdate: (ingressClass, old) => [
    ...validateKubeMetaUpdate(ingressClass.metadata, old.metadata),
    ...immutable(ingressClass.spec?.controller ?? '', old.spec?.controller ?? '', 'spec.controller'),
    ...validateClass(ingressClass),
  ],
});
