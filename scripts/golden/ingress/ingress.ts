import { ingressKind } from '../../../src/simulation/api/kinds/networking.Ingress';
import { mappingOf } from '../../../src/simulation/api/manifest/tree-of';
import { createObject } from '../../../src/simulation/api/request/create';
import type { Ingress, IngressClass } from '../../../src/simulation/api/generated/types/networking.v1';
import { certificateFor } from '../../../src/simulation/network/ingress/certificates';
import { routeAsSpecified } from '../../../src/simulation/network/ingress/specified';
import { routeAsTraefik } from '../../../src/simulation/network/ingress/traefik';
import type { Answered, IngressRequest, IngressWorld, Rule } from '../../../src/simulation/network/ingress/types';
import { withIngressClass } from '../../../src/simulation/policy/admission/default-classes';

interface Recorded extends Partial<IngressWorld> {
  readonly controller?: 'traefik';
  readonly strictPrefixMatching?: boolean;
  readonly requests?: readonly (Partial<IngressRequest> & Pick<IngressRequest, 'host' | 'path'>)[];
}

const CONTROLLER = 'traefik.io/ingress-controller';

const named = ({ ingress, host, path, pathType, defaultBackend }: Rule): unknown => ({
  ingress: `${ingress.metadata.namespace ?? 'default'}/${ingress.metadata.name}`, ...(host === undefined ? {} : { host }), ...(path === undefined ? {} : { path }), ...(defaultBackend === true ? { defaultBackend } : { pathType }),
});

const response = (answered: Answered): object => (answered.kind === 'refused' ? { status: answered.status } : { backend: answered.backend, rule: named(answered.rule) });

/** An Ingress as the API server takes it: with the default class; or why not. */
function created(ingress: Ingress, classes: readonly IngressClass[]): Ingress | string {
  const answer = createObject(mappingOf({ ...ingress, apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' }), ingressKind);
  return 'status' in answer ? answer.status.message : withIngressClass(ingress, classes as never);
}

export function replayIngress({ controller, strictPrefixMatching = true, requests = [], ...recorded }: Recorded): unknown {
  const ingresses: Ingress[] = [];
  for (const ingress of recorded.ingresses ?? []) {
    const stored = created(ingress, recorded.ingressClasses ?? []);
    if (typeof stored === 'string') return { error: stored };
    ingresses.push(stored);
  }
  const world: IngressWorld = { ingressClasses: [], services: [], endpointSlices: [], secrets: [], ...recorded, ingresses };
  return {
    responses: requests.map(({ scheme = 'http', ...rest }) => {
      const request: IngressRequest = { scheme, ...rest };
      const answered = controller === 'traefik' ? routeAsTraefik(world, request, { controller: CONTROLLER, strictPrefixMatching }) : routeAsSpecified(world, request, { controller: CONTROLLER });
      return { ...response(answered), ...(scheme === 'https' ? { certificate: certificateFor(world, ingresses, request.host.toLowerCase()) } : {}) };
    }),
  };
}
