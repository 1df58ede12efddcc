/** The admission chain of an API server over what it has stored (pkg/kubeapiserver/options/plugins.go). */
import type { ApiObject } from '../../api';
import type { Authorize } from '../../api/cel/library/authorizer';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import { groupQualified } from '../../api/status';
import { Passage, type Extensions } from '../../policy/admission/passage';
import type { AdmissionRequest, Lookup } from '../../policy/admission/request';
import type { Responder } from '../../policy/admission/webhooks/reply';
import { objectsIn } from '../store/store';
import type { Store } from '../store/store';
import type { AdmissionChain, Attributes, ServerConfig } from './types';

/** All objects of a kind, as the plug-ins ask for them. */
export const lookupIn = (registry: Registry, { tables }: Store): Lookup =>
  <T extends ApiObject>(apiVersion: string, kind: string, namespace?: string): T[] => {
    const resource = registry.find(apiVersion, kind)?.resource;
    return resource === undefined ? [] : (objectsIn(tables, groupQualified(resource.group, resource.plural), namespace) as T[]);
  };

function admissionRequest(kind: Kind, operation: AdmissionRequest['operation'], { request, old }: Attributes): AdmissionRequest {
  const { username, groups = [] } = request.user;
  const { body } = request;
  return {
    operation,
    kind,
    namespace: (kind.resource?.namespaced ?? true) ? (request.namespace ?? (old ?? body)?.metadata.namespace ?? 'default') : '',
    name: request.name ?? body?.metadata.name ?? '',
    subresource: request.subresource ?? '',
    user: { username, groups },
    ...(old === undefined ? {} : { oldObject: old }),
    ...(request.dryRun === true ? { dryRun: true } : {}),
  };
}

/** The versions of a custom resource besides one: they hold the same fields. */
const versionsOf = (registry: Registry, kind: Kind): readonly Kind[] =>
  kind.custom ? registry.kinds.filter((one) => one !== kind && one.custom && one.resource?.group === kind.resource?.group && one.resource?.plural === kind.resource?.plural) : [];

/**
 * `extensions`: policies and webhooks, or none. `authorize`: what expressions of policies are answered when they ask whether somebody may do
 * something. `respond`: the programs behind webhooks, unless the request brings others; where none are given, nobody listens.
 */
export const admissionOf = (registry: Registry, extensions: Extensions, authorize: (store: Store) => Authorize, respond?: Responder): AdmissionChain => ({
  begin: (kind, operation, { respond: reached = respond, ...attributes }, served = registry) =>
    new Passage(admissionRequest(kind, operation, attributes), {
      lookup: lookupIn(served, attributes.store),
      findKind: (apiVersion, name) => served.find(apiVersion, name),
      versionsOf: (one) => versionsOf(served, one),
      authorize: authorize(attributes.store),
      suffix: attributes.suffix,
      ...(reached === undefined ? {} : { respond: reached }),
    }, extensions),
});

/** A server whose webhooks are answered so. */
export const answeredBy = (config: ServerConfig, respond: Responder): ServerConfig => {
  const { admission } = config;
  return admission === undefined ? config : { ...config, admission: { begin: (kind, operation, attributes, served) => admission.begin(kind, operation, { ...attributes, respond }, served) } };
};
