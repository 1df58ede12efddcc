import { GATEWAY_API } from '../../../network/gateway/definitions';

/**
 * The definitions of the Gateway API as documents to apply. The recorded ones lack what a server asks of a definition of a protected group: a sign of approval, and a version that is stored (of
 * ReferenceGrants upstream still stores v1beta1, which is not here).
 */
export const GATEWAY_CRDS = GATEWAY_API.map(({ metadata, spec, ...rest }) =>
  JSON.stringify({
    ...rest,
    metadata: { ...metadata, annotations: { ...metadata.annotations, 'api-approved.kubernetes.io': 'https://github.com/kubernetes-sigs/gateway-api' } },
    spec: { ...spec, versions: spec.versions.map((version) => ({ ...version, storage: true })) },
  })).join('\n---\n');
