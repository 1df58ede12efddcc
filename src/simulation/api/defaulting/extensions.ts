import { listOf, objectOf, textOf } from '../schema/values';
import { isObject } from '../schema/walk';
import { fillEmpty, fillMissing } from './fill';
import type { Defaulter, Defaulters } from './walk';

const HTTPS = 443;

/** SetDefaults_CustomResourceDefinition. */
const definition: Defaulter = (object) => {
  const spec = objectOf(object.spec);
  const names = objectOf(spec.names);
  const kind = textOf(names.kind);
  const named = fillEmpty(names, { singular: kind.toLowerCase(), ...(kind === '' ? {} : { listKind: `${kind}List` }) });
  const stored = listOf(spec.versions).filter(isObject).find(({ storage }) => storage === true);
  const status = objectOf(object.status);
  return {
    ...object,
    spec: fillMissing({ ...spec, names: named }, { conversion: { strategy: 'None' } }),
    status: listOf(status.storedVersions).length === 0 && stored !== undefined ? { ...status, storedVersions: [textOf(stored.name)] } : status,
  };
};

const servicePort: Defaulter = (service) => fillMissing(service, { port: HTTPS });

/** apiextensions-apiserver pkg/apis/apiextensions/v1/defaults.go and kube-aggregator pkg/apis/apiregistration/v1/defaults.go. */
export const EXTENSION_DEFAULTS: Defaulters = {
  'apiextensions.v1.CustomResourceDefinition': definition,
  'apiextensions.v1.ServiceReference': servicePort,
  'apiregistration.v1.ServiceReference': servicePort,
};
