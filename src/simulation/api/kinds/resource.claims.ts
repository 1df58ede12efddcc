import { RESOURCE_DEFAULTS } from '../defaulting/resource';
import { duplicate, invalid, notSupported, required, tooLong, tooMany } from '../field-errors';
import type { FieldError } from '../field-errors';
import { resourceV1, resourceV1Resources } from '../generated/schema/resource.v1';
import type { DeviceClaim, DeviceClass, DeviceClaimConfiguration, DeviceConstraint, DeviceRequest, DeviceSelector, DeviceToleration, ExactDeviceRequest, ResourceClaim, ResourceClaimSpec, ResourceClaimTemplate, ResourceClaimTemplateSpec } from '../generated/types/resource.v1';
import { listOf, mapOf, pointer, pointerTo, structOf } from '../internal';
import { defineKind } from '../kind';
import { byteLength, labelValueErrors, regexError } from '../names';
import { isExtendedResource } from '../resource-names';
import { counted, withOwnStatus } from '../strategy/simple';
import { immutable, qualifiedName } from '../validation/common';
import { validateTemplateMetadata } from '../validation/claim-spec';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validateBy, validateDnsLabel, validateDnsSubdomain, validateSupported } from '../validation/names';
import { validateDriverName } from '../validation/pod/volume-sources';

/** Claims of devices and their classes (pkg/apis/resource/validation). Selectors are not compiled: pages without CEL know these kinds too. */

const [MANY, FEW, LONGEST] = [32, 8, 10 * 1024];
const IDENTIFIER = '[A-Za-z_][A-Za-z0-9_]*';
const IDENTIFIER_WORDS = 'a valid C identifier must start with alphabetic character or \'_\', followed by a string of alphanumeric characters or \'_\'';

/** validateSlice, and with `key` validateSet. */
function each<T>(list: readonly T[] | undefined, most: number, path: string, check: (item: T, path: string) => FieldError[], key?: (item: T) => string): FieldError[] {
  const items = list ?? [];
  if (items.length > most) return [tooMany(path, items.length, most)];
  const keys = key === undefined ? [] : items.map(key);
  return [...items.flatMap((item, i) => check(item, `${path}[${i}]`)), ...keys.flatMap((one, i) => (keys.indexOf(one) < i ? [duplicate(`${path}[${i}]`, one)] : []))];
}

/** validateSelector, without its expression. */
const selectorErrors = ({ cel }: Partial<DeviceSelector>, path: string): FieldError[] =>
  cel === undefined ? [required(`${path}.cel`)] : byteLength(cel.expression ?? '') > LONGEST ? [tooLong(`${path}.cel.expression`, LONGEST)] : [];

/** validateDeviceConfiguration. */
function configurationErrors({ opaque }: DeviceClaimConfiguration, path: string): FieldError[] {
  if (opaque === undefined) return [required(`${path}.opaque`)];
  const { driver = '', parameters }: { readonly driver?: string; readonly parameters?: unknown } = opaque;
  const at = `${path}.opaque.parameters`;
  const nothing = parameters === undefined || parameters === null;
  return [
    ...validateDriverName(driver, `${path}.opaque.driver`),
    ...(nothing ? [required(at)] : byteLength(JSON.stringify(parameters)) > LONGEST ? [tooLong(at, LONGEST)] : typeof parameters === 'object' && !Array.isArray(parameters) ? [] : [invalid(at, '<value omitted>', 'must be a valid JSON object')]),
  ];
}

/** validateDeviceToleration. */
function tolerationErrors({ key = '', operator = '', value = '', effect = '' }: Partial<DeviceToleration>, path: string): FieldError[] {
  return [
    ...(key === '' ? [] : qualifiedName(key, `${path}.key`)),
    ...(operator === 'Exists' ? (value === '' ? [] : [invalid(`${path}.value`, value, 'must be empty for operator `Exists`')])
    : operator === 'Equal' ? validateBy(labelValueErrors, value, `${path}.value`)
    : operator === '' ? [required(`${path}.operator`)]
    : [notSupported(`${path}.operator`, operator, ['Equal', 'Exists'])]),
    ...validateSupported(effect === '' ? undefined : effect, `${path}.effect`, ['NoExecute', 'NoSchedule', 'None']),
  ];
}

/** validateExactDeviceRequest, and what validateDeviceSubRequest shares with it. */
function exactErrors({ deviceClassName: name = '', selectors, allocationMode: mode = '', count = 0, tolerations = [] }: Partial<ExactDeviceRequest>, path: string): FieldError[] {
  return [
    ...(name === '' ? [required(`${path}.deviceClassName`)] : validateDnsSubdomain(name, `${path}.deviceClassName`)),
    ...each(selectors, MANY, `${path}.selectors`, selectorErrors),
    ...(mode === 'All' ? (count === 0 ? [] : [invalid(`${path}.count`, count, "must not be specified when allocationMode is 'All'")])
    : mode === 'ExactCount' ? (count > 0 ? [] : [invalid(`${path}.count`, count, 'must be greater than zero')])
    : [notSupported(`${path}.allocationMode`, mode, ['All', 'ExactCount'])]),
    ...tolerations.flatMap((one, i) => tolerationErrors(one, `${path}.tolerations[${i}]`)),
  ];
}

/** validateDeviceRequest. */
function requestErrors({ name = '', exactly, firstAvailable: first = [] }: Partial<DeviceRequest>, path: string): FieldError[] {
  const one = 'exactly one of `exactly` or `firstAvailable` is required';
  return [
    ...validateDnsLabel(name, `${path}.name`),
    ...(exactly !== undefined && first.length > 0 ? [invalid(path, null, `${one}, but multiple fields are set`)]
    : exactly !== undefined ? exactErrors(exactly, `${path}.exactly`)
    : first.length === 0 ? [required(path, one)]
    : each(first, FEW, `${path}.firstAvailable`, (sub, at) => [...validateDnsLabel(sub.name ?? '', `${at}.name`), ...exactErrors(sub, at)], (sub) => sub.name ?? '')),
  ];
}

/** validateFullyQualifiedName. */
function attributeErrors(name: string, path: string): FieldError[] {
  const parts = name.split('/');
  const identifier = (id: string): FieldError[] => [
    ...(byteLength(id) > MANY ? [tooLong(path, MANY)] : []),
    ...(new RegExp(`^${IDENTIFIER}$`).test(id) ? [] : [invalid(path, id, regexError(IDENTIFIER_WORDS, IDENTIFIER, 'my_name', 'MY_NAME', 'MyName'))]),
  ];
  const [domain = '', id = ''] = parts;
  if (parts.length === 1) return [...identifier(domain), invalid(path, name, 'a fully qualified name must be a domain and a name separated by a slash')];
  if (parts.length > 2) return [];
  return [...(domain === '' ? [invalid(path, '', 'the domain must not be empty')] : validateDriverName(domain, path)), ...(id === '' ? [invalid(path, '', 'the name must not be empty')] : identifier(id))];
}

/** validateDeviceClaim. */
function claimErrors({ requests = [], constraints, config }: DeviceClaim, path: string): FieldError[] {
  const names = new Set(requests.flatMap(({ name = '', firstAvailable = [] }) => [name, ...firstAvailable.map((sub) => `${name}/${sub.name ?? ''}`)]));
  const references = (list: readonly string[] | undefined, at: string): FieldError[] =>
    each(list, MANY, `${at}.requests`, (name, one) => {
      const parts = name.split('/');
      const unknown = names.has(name) ? [] : [invalid(one, name, "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'")];
      return parts.length > 2 ? unknown : [...parts.flatMap((part) => validateDnsLabel(part, one)), ...unknown];
    }, (name) => name);
  const constraintErrors = ({ requests: about, matchAttribute, distinctAttribute }: Partial<DeviceConstraint>, at: string): FieldError[] => [
    ...references(about, at),
    ...(matchAttribute !== undefined ? attributeErrors(matchAttribute, `${at}.matchAttribute`)
    : distinctAttribute !== undefined ? attributeErrors(distinctAttribute, `${at}.distinctAttribute`)
    : [required(at, 'exactly one of "matchAttribute" or "distinctAttribute" is required, but multiple fields are set')]),
  ];
  return [
    ...each(requests, MANY, `${path}.requests`, requestErrors, ({ name }) => name ?? ''),
    ...each(constraints, MANY, `${path}.constraints`, constraintErrors),
    ...each(config, MANY, `${path}.config`, (one, at) => [...references(one.requests, at), ...configurationErrors(one, at)]),
  ];
}

const specErrors = (spec: Partial<ResourceClaimSpec> | undefined, path: string): FieldError[] => claimErrors(spec?.devices ?? {}, `${path}.devices`);

const selectors = { Selectors: listOf(structOf('CEL=cel', { CEL: pointerTo(structOf('Expression')) })) };
const wanted = { ...selectors, Tolerations: listOf(structOf('Key Operator Value Effect TolerationSeconds?')), Capacity: pointerTo(structOf('Requests', { Requests: mapOf((one) => one) })) };
const exactForm = structOf('DeviceClassName Selectors AllocationMode Count# AdminAccess? Tolerations Capacity', wanted);
const subForm = structOf('Name DeviceClassName Selectors AllocationMode Count# Tolerations Capacity', wanted);
const specForm = structOf('Devices', {
  Devices: structOf('Requests Constraints Config', {
    Requests: listOf(structOf('Name Exactly FirstAvailable', { Exactly: pointerTo(exactForm), FirstAvailable: listOf(subForm) })),
    Constraints: listOf(structOf('Requests MatchAttribute? DistinctAttribute?', { Requests: pointer })),
    Config: listOf(structOf('Requests Opaque', { Requests: pointer, Opaque: pointerTo(structOf('Driver Parameters?')) })),
  }),
});
const templateForm = structOf('^ObjectMeta Spec', { ObjectMeta: (spec) => (spec as Partial<ResourceClaimTemplateSpec> | undefined)?.metadata ?? {}, Spec: specForm });

const COMMON = { group: resourceV1, resources: resourceV1Resources, defaulters: RESOURCE_DEFAULTS };

export const resourceClaimKind = defineKind<ResourceClaim>({
  ...COMMON,
  kind: 'ResourceClaim',
  strategy: withOwnStatus,
  validateCreate: ({ metadata, spec }) => [...validateKubeMeta(metadata), ...specErrors(spec, 'spec')],
  validateUpdate: ({ metadata, spec }, old) => [...validateKubeMeta(metadata), ...validateKubeMetaUpdate(metadata, old.metadata), ...immutable(specForm(spec), specForm(old.spec), 'spec')],
});

/** ValidateResourceClaimTemplate. */
const templateErrors = ({ metadata: own, spec: { metadata = {}, spec } = {} }: Pick<ResourceClaimTemplate, 'metadata'> & { readonly spec?: Partial<ResourceClaimTemplateSpec> }): FieldError[] => [
  ...validateKubeMeta(own),
  ...validateTemplateMetadata(metadata, 'spec.metadata'),
  ...specErrors(spec, 'spec.spec'),
];

export const resourceClaimTemplateKind = defineKind<ResourceClaimTemplate>({
  ...COMMON,
  kind: 'ResourceClaimTemplate',
  validateCreate: templateErrors,
  validateUpdate: (template, old) => [...templateErrors(template), ...validateKubeMetaUpdate(template.metadata, old.metadata), ...immutable(templateForm(template.spec), templateForm(old.spec), 'spec')],
});

/** ValidateDeviceClass. */
function validateClass({ metadata, spec }: DeviceClass): FieldError[] {
  const { selectors: chosen, config, extendedResourceName: name }: Partial<DeviceClass['spec']> = spec ?? {};
  return [
    ...validateKubeMeta(metadata.name ? { ...metadata, generateName: '' } : metadata, { namespaced: false }),
    ...each(chosen, MANY, 'spec.selectors', selectorErrors),
    ...each(config, MANY, 'spec.config', configurationErrors),
    ...(name === undefined || isExtendedResource(name) ? [] : [invalid('spec.extendedResourceName', name, 'must be a valid extended resource name')]),
  ];
}

export const deviceClassKind = defineKind<DeviceClass>({
  ...COMMON,
  kind: 'DeviceClass',
  strategy: counted,
  validateCreate: validateClass,
  validateUpdate: (object, old) => [...validateClass(object), ...validateKubeMetaUpdate(object.metadata, old.metadata)],
});
