import { DISCOVERY_DEFAULTS } from '../defaulting/discovery';
import { semanticEqual } from '../equal';
import { duplicate, internal, invalid, notSupported, required, tooMany } from '../field-errors';
import type { FieldError } from '../field-errors';
import { discoveryV1, discoveryV1Resources } from '../generated/schema/discovery.v1';
import type { Endpoint, EndpointHints, EndpointPort, EndpointSlice } from '../generated/types/discovery.v1';
import { defineKind } from '../kind';
import { dns1123SubdomainErrors, labelValueErrors } from '../names';
import { endpointSliceStrategy } from '../strategy/simple';
import { immutable, qualifiedName } from '../validation/common';
import { endpointIpErrors, fullyQualifiedErrors, ipWarnings, legacyIpErrors, strictIpErrors } from '../validation/ip';
import { validateKubeMeta, validateLabels } from '../validation/metadata';
import { PROTOCOLS, validateBy, validateDnsLabel } from '../validation/names';

const ADDRESS_TYPES = ['FQDN', 'IPv4', 'IPv6'];
const MAX_ENDPOINTS = 1000;
const MAX_ADDRESSES = 100;
const MAX_PORTS = 20_000;
const MAX_TOPOLOGY = 16;
const MAX_HINTS = 8;
const ZONE = 'topology.kubernetes.io/zone';

const nodeName = (name: string, path: string): FieldError[] => validateBy(dns1123SubdomainErrors, name, path);

function addressErrors(address: string, type: string, addresses: string, path: string): FieldError[] {
  if (type === 'FQDN') return fullyQualifiedErrors(address, path);
  if (type !== 'IPv4' && type !== 'IPv6') return [];
  const form = type === 'IPv4' ? legacyIpErrors(address, path) : strictIpErrors(address, path);
  if (form.length > 0) return form;
  const other = address.includes(':') === (type === 'IPv4');
  return [...(other ? [invalid(addresses, address, `must be an ${type} address`)] : []), ...endpointIpErrors(address, path)];
}

/** validateHints: names once each, and not too many. */
function validateHints({ forZones = [], forNodes = [] }: EndpointHints, path: string): FieldError[] {
  const named = (list: readonly { readonly name?: string }[], at: string, check: (name: string, path: string) => FieldError[]): FieldError[] =>
    list.flatMap(({ name = '' }, i) => [
      ...(list.findIndex((one) => (one.name ?? '') === name) < i ? [duplicate(`${at}[${i}].name`, name)] : []),
      ...check(name, `${at}[${i}].name`),
    ]);
  if (forZones.length > MAX_HINTS) return [tooMany(`${path}.forZones`, forZones.length, MAX_HINTS)];
  const zones = named(forZones, `${path}.forZones`, (name, at) => validateBy(labelValueErrors, name, at));
  if (forNodes.length > MAX_HINTS) return [...zones, tooMany(`${path}.forNodes`, forNodes.length, MAX_HINTS)];
  return [...zones, ...named(forNodes, `${path}.forNodes`, nodeName)];
}

function validateEndpoint({ addresses = [], nodeName: node, deprecatedTopology: topology, hostname, hints }: Partial<Endpoint>, type: string, path: string): FieldError[] {
  const at = `${path}.addresses`;
  const labels = Object.keys(topology ?? {}).length;
  return [
    ...(addresses.length === 0 ? [required(at, 'must contain at least 1 address')] : addresses.length > MAX_ADDRESSES ? [tooMany(at, addresses.length, MAX_ADDRESSES)] : []),
    ...addresses.flatMap((address, i) => addressErrors(address, type, at, `${at}[${i}]`)),
    ...(node === undefined ? [] : nodeName(node, `${path}.nodeName`)),
    ...(labels > MAX_TOPOLOGY ? [tooMany(`${path}.deprecatedTopology`, labels, MAX_TOPOLOGY)] : []),
    ...validateLabels(topology, `${path}.deprecatedTopology`),
    ...(topology?.[ZONE] === undefined ? [] : [internal(`${path}.deprecatedTopology[${ZONE}]`, 'reserved key was not removed in conversion')]),
    ...(hostname === undefined ? [] : validateDnsLabel(hostname, `${path}.hostname`)),
    ...(hints === undefined ? [] : validateHints(hints, `${path}.hints`)),
  ];
}

function validatePorts(ports: readonly EndpointPort[]): FieldError[] {
  if (ports.length > MAX_PORTS) return [tooMany('ports', ports.length, MAX_PORTS)];
  return ports.flatMap(({ name = '', protocol, appProtocol }, i) => {
    const path = `ports[${i}]`;
    return [
      ...(name === '' ? [] : validateDnsLabel(name, `${path}.name`)),
      ...(ports.findIndex((one) => (one.name ?? '') === name) < i ? [duplicate(`${path}.name`, name)] : []),
      ...(protocol === undefined ? [required(`${path}.protocol`)] : PROTOCOLS.includes(protocol) ? [] : [notSupported(`${path}.protocol`, protocol, PROTOCOLS)]),
      ...(appProtocol === undefined ? [] : qualifiedName(appProtocol, `${path}.appProtocol`)),
    ];
  });
}

/** ValidateEndpointSlice (pkg/apis/discovery/validation). What endpoints the stored slice has already is not looked at again. */
function validateSlice({ metadata, addressType: type = '', ports = [], endpoints = [] }: EndpointSlice, old?: EndpointSlice): FieldError[] {
  const found = endpoints.length > MAX_ENDPOINTS ? [tooMany('endpoints', endpoints.length, MAX_ENDPOINTS)] : endpoints.flatMap((endpoint, i) => validateEndpoint(endpoint, type, `endpoints[${i}]`));
  return [
    ...validateKubeMeta(metadata),
    ...(type === '' ? [required('addressType')] : ADDRESS_TYPES.includes(type) ? [] : [notSupported('addressType', type, ADDRESS_TYPES)]),
    ...validatePorts(ports),
    ...(found.length > 0 && old !== undefined && semanticEqual(old.endpoints ?? [], endpoints) ? [] : found),
  ];
}

const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const CONTROLLERS = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];

/** WarningsOnCreate and WarningsOnUpdate (pkg/registry/discovery/endpointslice): the controllers' own addresses are good. */
function warnings({ metadata, addressType, endpoints = [] }: EndpointSlice, old?: EndpointSlice): string[] {
  const named = old === undefined && addressType === 'FQDN' ? ['spec.addressType: FQDN endpoints are deprecated'] : [];
  if (CONTROLLERS.includes(metadata.labels?.[MANAGED_BY] ?? '')) return named;
  return [...named, ...endpoints.flatMap(({ addresses = [] }, i) => addresses.flatMap((address, j) => ipWarnings(address, `endpoints[${i}].addresses[${j}]`)))];
}

export const endpointSliceKind = defineKind<EndpointSlice>({
  group: discoveryV1,
  resources: discoveryV1Resources,
  kind: 'EndpointSlice',
  defaulters: DISCOVERY_DEFAULTS,
  strategy: endpointSliceStrategy,
  validateCreate: (slice) => validateSlice(slice),
  validateUpdate: (slice, old) => [...validateSlice(slice, old), ...immutable(slice.addressType ?? '', old.addressType ?? '', 'addressType')],
  warnings,
});
