import { quote } from '../../base/go/quote';
import { EXTENSION_DEFAULTS } from '../defaulting/extensions';
import { invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { apiregistrationV1, apiregistrationV1Resources } from '../generated/schema/apiregistration.v1';
import type { APIService, APIServiceSpec } from '../generated/types/apiregistration.v1';
import { defineKind } from '../kind';
import { dns1035LabelErrors, portNumberErrors } from '../names';
import { apiServiceStrategy } from '../strategy/simple';
import { base64Length } from '../validation/config-data';
import { pathSegmentName, validateObjectMeta, validateObjectMetaUpdate } from '../validation/metadata';
import { validateBy, validateDnsSubdomain } from '../validation/names';

const PRIORITIES = [['groupPriorityMinimum', 20_000], ['versionPriority', 1000]] as const;
const STATUSES = ['True', 'False', 'Unknown'];

/** ValidateAPIService (kube-aggregator pkg/apis/apiregistration/validation). */
function validateService({ metadata, spec }: APIService): FieldError[] {
  const { group = '', version = '', service, caBundle = '', insecureSkipTLSVerify: insecure = false, ...rest }: Partial<APIServiceSpec> = spec ?? {};
  const bundle = base64Length(caBundle);
  const wanted = `${version}.${group}`;
  const name = (text: string): readonly string[] => {
    const wrong = pathSegmentName(text, false);
    return wrong.length > 0 || text === wanted ? wrong : [`must be \`spec.version+"."+spec.group\`: ${quote(wanted)}`];
  };
  const port = service?.port ?? 0;
  const portWords = portNumberErrors(port);
  const skipping = (words: string): FieldError[] => [invalid('spec.insecureSkipTLSVerify', true, words)];
  return [
    ...validateObjectMeta(metadata, 'metadata', { namespaced: false, name }),
    ...(group !== '' ? validateDnsSubdomain(group, 'spec.group') : version === 'v1' ? [] : [required('spec.group', 'only v1 may have an empty group and it better be legacy kube')]),
    ...validateBy(dns1035LabelErrors, version, 'spec.version'),
    ...PRIORITIES.flatMap(([field, most]) => ((rest[field] ?? 0) > 0 && (rest[field] ?? 0) <= most ? [] : [invalid(`spec.${field}`, rest[field] ?? 0, `must be positive and less than ${most}`)])),
    ...(service === undefined ?
      [...(bundle > 0 ? [invalid('spec.caBundle', `${bundle} bytes`, 'local APIServices may not have a caBundle')] : []), ...(insecure ? skipping('local APIServices may not have insecureSkipTLSVerify') : [])]
    : [
        ...(['namespace', 'name'] as const).flatMap((field) => (service[field] ? [] : [required(`spec.service.${field}`)])),
        ...(portWords.length === 0 ? [] : [invalid('spec.service.port', port, `port is not valid: ${portWords.join(', ')}`)]),
        ...(insecure && bundle > 0 ? skipping('may not be true if caBundle is present') : []),
      ]),
  ];
}

export const apiServiceKind = defineKind<APIService>({
  group: apiregistrationV1,
  resources: apiregistrationV1Resources,
  kind: 'APIService',
  defaulters: EXTENSION_DEFAULTS,
  strategy: apiServiceStrategy,
  validateCreate: validateService,
  validateUpdate: (service, old) => [...validateObjectMetaUpdate(service.metadata, old.metadata), ...validateService(service)],
  status: {
    validateUpdate: ({ status }) => (status?.conditions ?? []).flatMap(({ status: is = '' }, i) => (STATUSES.includes(is) ? [] : [notSupported(`status.conditions[${i}].status`, is, STATUSES)])),
  },
});
