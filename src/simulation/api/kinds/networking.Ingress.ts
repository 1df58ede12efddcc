import { NETWORKING_DEFAULTS } from '../defaulting/networking';
import { parseIpSloppy } from '../../base/ip';
import { invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { networkingV1, networkingV1Resources } from '../generated/schema/networking.v1';
import type { TypedLocalObjectReference } from '../generated/types/core.v1';
import type { HTTPIngressPath, Ingress, IngressBackend, IngressRule, IngressServiceBackend, IngressSpec } from '../generated/types/networking.v1';
import { defineKind } from '../kind';
import { dns1123LabelErrors, dns1123SubdomainErrors, portNameErrors, portNumberErrors, wildcardSubdomainErrors } from '../names';
import { countedWithStatus } from '../strategy/simple';
import { eachInvalid } from '../validation/common';
import { legacyIpErrors } from '../validation/ip';
import { pathSegmentName, subdomainName, validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const BAD_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const BAD_ENDINGS = ['/..', '/.'];

/** What an update may keep because the stored object has it already (IngressValidationOptions). */
interface Leniency {
  readonly secretNames: boolean;
  readonly wildcardRules: boolean;
}
const STRICT: Leniency = { secretNames: false, wildcardRules: false };

function validateService({ name = '', port }: Partial<IngressServiceBackend>, path: string): FieldError[] {
  const errors = name === '' ? [required(`${path}.service.name`)] : eachInvalid(`${path}.service.name`, name, dns1123LabelErrors(name));
  const { name: portName = '', number = 0 } = port ?? {};
  if (portName !== '' && number !== 0) errors.push(invalid(path, '', 'cannot set both port name & port number'));
  else if (portName !== '') errors.push(...eachInvalid(`${path}.service.port.name`, portName, portNameErrors(portName)));
  else if (number !== 0) errors.push(...eachInvalid(`${path}.service.port.number`, number, portNumberErrors(number)));
  else errors.push(required(path, 'port name or number is required'));
  return errors;
}

/** validateIngressTypedLocalObjectReference. */
function validateResource(resource: TypedLocalObjectReference, path: string): FieldError[] {
  const { apiGroup } = resource;
  const errors = apiGroup === undefined ? [] : eachInvalid(`${path}.apiGroup`, apiGroup, dns1123SubdomainErrors(apiGroup));
  for (const field of ['kind', 'name'] as const) {
    const value = resource[field] ?? '';
    errors.push(...(value === '' ? [required(`${path}.${field}`)] : eachInvalid(`${path}.${field}`, value, pathSegmentName(value, false))));
  }
  return errors;
}

/** validateIngressBackend. */
function validateBackend({ resource, service }: IngressBackend, path: string): FieldError[] {
  if (resource !== undefined && service !== undefined) return [invalid(path, '', 'cannot set both resource and service backends')];
  if (resource !== undefined) return validateResource(resource, `${path}.resource`);
  return service === undefined ? [invalid(path, '', 'resource or service backend is required')] : validateService(service, path);
}

/** validateHTTPIngressPath. */
function validatePath({ pathType, path: text = '', backend }: Partial<HTTPIngressPath>, path: string): FieldError[] {
  if (pathType === undefined) return [required(`${path}.pathType`, 'pathType must be specified')];
  const errors: FieldError[] = [];
  const wrong = (detail: string): void => void errors.push(invalid(`${path}.path`, text, detail));
  if (!PATH_TYPES.includes(pathType)) errors.push(notSupported(`${path}.pathType`, pathType, PATH_TYPES));
  else if (!text.startsWith('/') && !(pathType === 'ImplementationSpecific' && text === '')) wrong('must be an absolute path');
  if (pathType === 'Exact' || pathType === 'Prefix') {
    for (const sequence of BAD_SEQUENCES) if (text.includes(sequence)) wrong(`must not contain '${sequence}'`);
    for (const ending of BAD_ENDINGS) if (text.endsWith(ending)) wrong(`cannot end with '${ending}'`);
  }
  return [...errors, ...validateBackend(backend ?? {}, `${path}.backend`)];
}

/** validateIngressRuleValue. */
function validateRuleValue({ http }: IngressRule, path: string): FieldError[] {
  if (http === undefined) return [];
  const paths = http.paths ?? [];
  return [...(paths.length === 0 ? [required(`${path}.http.paths`)] : []), ...paths.flatMap((one, i) => validatePath(one, `${path}.http.paths[${i}]`))];
}

const hostErrors = (host: string, path: string): FieldError[] => eachInvalid(path, host, host.includes('*') ? wildcardSubdomainErrors(host) : dns1123SubdomainErrors(host));

function validateRule(rule: IngressRule, path: string, { wildcardRules }: Leniency): FieldError[] {
  const { host = '' } = rule;
  const errors: FieldError[] = [];
  if (host !== '' && parseIpSloppy(host) !== undefined) errors.push(invalid(`${path}.host`, host, 'must be a DNS name, not an IP address'));
  if (host !== '') errors.push(...hostErrors(host, `${path}.host`));
  return host.includes('*') && wildcardRules ? errors : [...errors, ...validateRuleValue(rule, path)];
}

const secretNameErrors = (name: string | undefined): readonly string[] => (name === undefined || name === '' ? [] : subdomainName(name, false));

/** ValidateIngressSpec. */
function validateSpec(spec: IngressSpec, lenient: Leniency): FieldError[] {
  const { rules = [], tls = [], defaultBackend, ingressClassName } = spec;
  const errors: FieldError[] = [];
  if (rules.length === 0 && defaultBackend === undefined) errors.push(invalid('spec', spec.rules ?? null, 'either `defaultBackend` or `rules` must be specified'));
  if (defaultBackend !== undefined) errors.push(...validateBackend(defaultBackend, 'spec.defaultBackend'));
  rules.forEach((rule, i) => errors.push(...validateRule(rule, `spec.rules[${i}]`, lenient)));
  tls.forEach(({ hosts = [], secretName }, i) => {
    hosts.forEach((host, j) => errors.push(...hostErrors(host, `spec.tls[${i}].hosts[${j}]`)));
    if (!lenient.secretNames) errors.push(...eachInvalid(`spec.tls[${i}].secretName`, secretName, secretNameErrors(secretName)));
  });
  if (ingressClassName !== undefined) errors.push(...eachInvalid('spec.ingressClassName', ingressClassName, dns1123SubdomainErrors(ingressClassName)));
  return errors;
}

const annotatedClass = ({ metadata }: Ingress): string | undefined => metadata.annotations?.[CLASS_ANNOTATION];

/** ValidateIngressCreate (pkg/apis/networking/validation). */
function validateCreate(ingress: Ingress): FieldError[] {
  const errors = [...validateKubeMeta(ingress.metadata), ...validateSpec(ingress.spec ?? {}, STRICT)];
  const annotated = annotatedClass(ingress);
  const named = ingress.spec?.ingressClassName;
  if (annotated === undefined || named === undefined || annotated === named) return errors;
  return [...errors, invalid(`annotations.${CLASS_ANNOTATION}`, annotated, 'must match `ingressClassName` when both are specified')];
}

/** ValidateIngressUpdate. */
function validateUpdate(ingress: Ingress, old: Ingress): FieldError[] {
  const lenient: Leniency = {
    secretNames: (old.spec?.tls ?? []).some(({ secretName }) => secretNameErrors(secretName).length > 0),
    wildcardRules: (old.spec?.rules ?? []).some((rule) => (rule.host ?? '').includes('*') && validateRuleValue(rule, '').length > 0),
  };
  return [
    ...validateKubeMetaUpdate(ingress.metadata, old.metadata),
    ...validateKubeMeta(ingress.metadata),
    ...validateSpec(ingress.spec ?? {}, lenient),
  ];
}

/** ValidateIngressLoadBalancerStatus. */
function validateStatus(ingress: Ingress, old: Ingress): FieldError[] {
  const stored = (old.status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '' }) => (ip === '' ? [] : [ip]));
  return (ingress.status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '', hostname = '' }, i) => {
    const path = `status.loadBalancer.ingress[${i}]`;
    return [
      ...(ip === '' ? [] : legacyIpErrors(ip, `${path}.ip`, stored)),
      ...(hostname === '' ? [] : eachInvalid(`${path}.hostname`, hostname, dns1123SubdomainErrors(hostname))),
      ...(hostname !== '' && parseIpSloppy(hostname) !== undefined ? [invalid(`${path}.hostname`, hostname, 'must be a DNS name, not an IP address')] : []),
    ];
  });
}

export const ingressKind = defineKind<Ingress>({
  group: networkingV1,
  resources: networkingV1Resources,
  kind: 'Ingress',
  defaulters: NETWORKING_DEFAULTS,
  strategy: countedWithStatus,
  validateCreate,
  validateUpdate,
  warnings: (ingress, old) =>
    old === undefined && annotatedClass(ingress) !== undefined && ingress.spec?.ingressClassName === undefined
      ? [`annotation "${CLASS_ANNOTATION}" is deprecated, please use 'spec.ingressClassName' instead`]
      : [],
  status: {
    validateUpdate: (ingress, old) => [...validateKubeMetaUpdate(ingress.metadata, old.metadata), ...validateStatus(ingress, old)],
  },
});
