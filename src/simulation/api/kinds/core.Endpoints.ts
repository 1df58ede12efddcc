import { CORE_DEFAULTS } from '../defaulting/core';
import { semanticEqual } from '../equal';
import { required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { EndpointAddress, EndpointPort, Endpoints } from '../generated/types/core.v1';
import { defineKind } from '../kind';
import { portNumberErrors } from '../names';
import { eachInvalid, qualifiedName } from '../validation/common';
import { endpointIpErrors, ipWarnings, legacyIpErrors } from '../validation/ip';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { PROTOCOLS, validateDnsLabel, validateDnsSubdomain, validateOneOf } from '../validation/names';

const LISTS = ['addresses', 'notReadyAddresses'] as const;

/** validateEndpointAddress. */
const addressErrors = ({ ip = '', hostname = '', nodeName }: Partial<EndpointAddress>, path: string): FieldError[] => [
  ...legacyIpErrors(ip, `${path}.ip`),
  ...(hostname === '' ? [] : validateDnsLabel(hostname, `${path}.hostname`)),
  ...(nodeName === undefined ? [] : validateDnsSubdomain(nodeName, `${path}.nodeName`)),
  ...endpointIpErrors(ip, `${path}.ip`),
];

/** validateEndpointPort. */
const portErrors = ({ name = '', port = 0, protocol, appProtocol }: Partial<EndpointPort>, nameNeeded: boolean, path: string): FieldError[] => [
  ...(name !== '' ? validateDnsLabel(name, `${path}.name`) : nameNeeded ? [required(`${path}.name`)] : []),
  ...eachInvalid(`${path}.port`, port, portNumberErrors(port)),
  ...validateOneOf(protocol, `${path}.protocol`, PROTOCOLS),
  ...(appProtocol === undefined ? [] : qualifiedName(appProtocol, `${path}.appProtocol`)),
];

/** ValidateEndpoints (pkg/apis/core/validation): subsets that stay as they were are not looked at again. */
function validateEndpoints({ metadata, subsets = [] }: Endpoints, old?: Endpoints): FieldError[] {
  const errors = subsets.flatMap(({ addresses = [], notReadyAddresses = [], ports = [] }, i) => {
    const path = `subsets[${i}]`;
    return [
      ...(addresses.length + notReadyAddresses.length === 0 ? [required(path, 'must specify `addresses` or `notReadyAddresses`')] : []),
      ...addresses.flatMap((one, at) => addressErrors(one, `${path}.addresses[${at}]`)),
      ...notReadyAddresses.flatMap((one, at) => addressErrors(one, `${path}.notReadyAddresses[${at}]`)),
      ...ports.flatMap((port, at) => portErrors(port, ports.length > 1, `${path}.ports[${at}]`)),
    ];
  });
  return [...validateKubeMeta(metadata), ...(errors.length > 0 && old !== undefined && semanticEqual(old.subsets, subsets) ? [] : errors)];
}

export const endpointsKind = defineKind<Endpoints>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'Endpoints',
  defaulters: CORE_DEFAULTS,
  validateCreate: (endpoints) => validateEndpoints(endpoints),
  validateUpdate: (endpoints, old) => [...validateKubeMetaUpdate(endpoints.metadata, old.metadata), ...validateEndpoints(endpoints, old)],
  // endpointsWarnings: the controller's own addresses are good.
  warnings: ({ metadata, subsets = [] }) =>
    metadata.labels?.['endpoints.kubernetes.io/managed-by'] === 'endpoint-controller' ? [] : subsets.flatMap((subset, i) => LISTS.flatMap((list) => (subset[list] ?? []).flatMap(({ ip = '' }, at) => ipWarnings(ip, `subsets[${i}].${list}[${at}].ip`)))),
});
