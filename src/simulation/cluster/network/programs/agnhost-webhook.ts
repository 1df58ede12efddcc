/** What `agnhost webhook` answers, by the path that an AdmissionReview is posted to (k8s.io/kubernetes@v1.36.3 test/images/agnhost/webhook). */
import { isObject } from '../../../api/schema/walk';
import type { JsonObject } from '../../../api/schema/walk';
import { encodeBase64 } from '../../../base/go/base64';
import { quote } from '../../../base/go/quote';
import type { HttpAnswered, HttpAsked } from '../../../network/tools';
import { headerOf } from './types';

interface Response {
  readonly allowed: boolean;
  readonly status?: JsonObject;
  readonly patch?: string;
}

/** `nil`: the handler gives none, and the server falls over it. */
type Outcome = Response | 'nil' | 'never';

interface Review {
  readonly name: string;
  readonly operation: string;
  /** group/version/resource as Go prints them: `{ v1 pods}`. */
  readonly resource: string;
  readonly subResource: string;
  readonly object: JsonObject | undefined;
  readonly oldObject: JsonObject | undefined;
}

const ALLOWED: Response = { allowed: true };
const denied = (status: JsonObject): Response => ({ allowed: false, status: { metadata: {}, ...status } });
const patched = (patch: string): Response => ({ allowed: true, patch });

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const objectIn = (value: unknown): JsonObject => (isObject(value) ? value : {});
const labelsOf = (object: JsonObject | undefined): JsonObject => objectIn(objectIn(object?.metadata).labels);
const containersIn = (object: JsonObject | undefined, field: 'containers' | 'initContainers'): readonly JsonObject[] => {
  const list = objectIn(object?.spec)[field];
  return Array.isArray(list) ? list.map(objectIn) : [];
};

const [PODS, CONFIG_MAPS, CRDS, OLD_CRDS] = ['{ v1 pods}', '{ v1 configmaps}', '{apiextensions.k8s.io v1 customresourcedefinitions}', '{apiextensions.k8s.io v1beta1 customresourcedefinitions}'];
const NO_OBJECT = denied({ message: 'unexpected end of JSON input' });
const KEY = 'webhook-e2e-test';

/** addlabel.go. */
function addLabel({ object }: Review): Outcome {
  if (object === undefined) return NO_OBJECT;
  const labels = labelsOf(object);
  if (Object.keys(labels).length === 0) return patched('[\n         { "op": "add", "path": "/metadata/labels", "value": {"added-label": "yes"}}\n     ]');
  if (labels['added-label'] === undefined) return patched('[\n         { "op": "add", "path": "/metadata/labels/added-label", "value": "yes" }\n     ]');
  return labels['added-label'] === 'yes' ? ALLOWED : patched('[\n         { "op": "replace", "path": "/metadata/labels/added-label", "value": "yes" }\n     ]');
}

/** pods.go admitPods. */
function pods({ resource, object }: Review): Outcome {
  if (resource !== PODS) return denied({ message: `expect resource to be ${PODS}` });
  const label = labelsOf(object)[KEY];
  if (label === 'wait-forever') return 'never';
  const said = [...(label === 'webhook-disallow' ? ['the pod contains unwanted label;'] : []), ...containersIn(object, 'containers').flatMap(({ name }) => (text(name).includes('webhook-disallow') ? ['the pod contains unwanted container name;'] : []))];
  return said.length === 0 ? ALLOWED : denied({ message: said.join(' ') });
}

/** pods.go denySpecificAttachment. */
function attach({ name, resource, subResource, object }: Review): Outcome {
  if (name !== 'to-be-attached-pod') return ALLOWED;
  if (resource !== PODS) return denied({ message: `expect resource to be ${PODS}, got ${resource}` });
  if (subResource !== 'attach') return denied({ message: `expect subresource to be attach, got ${subResource}` });
  return object?.stdin === true && object.container === 'container1' ? denied({ message: "attaching to pod 'to-be-attached-pod' is not allowed" }) : ALLOWED;
}

const has = (containers: readonly JsonObject[], name: string): boolean => containers.some((one) => one.name === name);

function mutatingPods({ resource, object }: Review): Outcome {
  if (resource !== PODS) return 'nil';
  if (objectIn(object?.metadata).name !== 'webhook-to-be-mutated' || has(containersIn(object, 'initContainers'), 'webhook-added-init-container')) return ALLOWED;
  return patched('[\n\t\t {"op":"add","path":"/spec/initContainers","value":[{"image":"webhook-added-image","name":"webhook-added-init-container","resources":{}}]}\n\t]');
}

const sidecar = (image: string) => ({ resource, object }: Review): Outcome => {
  if (image === '') return denied({ status: 'Failure', message: 'No image specified by the sidecar-image parameter', code: 500 });
  if (resource !== PODS) return 'nil';
  return has(containersIn(object, 'containers'), 'webhook-added-sidecar') ? ALLOWED : patched(`[\n\t\t{"op":"add", "path":"/spec/containers/-","value":{"image":"${image}","name":"webhook-added-sidecar","resources":{}}}\n\t]`);
};

/** configmap.go and customresource.go: what a value of `data` says of the object. */
function byData({ operation }: Review, data: JsonObject, what: string, disallowed: string): Response {
  if (data[KEY] === 'webhook-disallow' && (operation === 'CREATE' || operation === 'UPDATE')) return denied({ reason: disallowed });
  return data[KEY] === 'webhook-nondeletable' && operation === 'DELETE' ? denied({ reason: `the ${what} cannot be deleted because it contains unwanted key and value` }) : ALLOWED;
}

const STAGES = [1, 2].map((stage) => `[\n         { "op": "add", "path": "/data/mutation-stage-${stage}", "value": "yes" }\n     ]`);

function inStages(data: JsonObject): Response {
  const [first = '', second = ''] = STAGES;
  return data['mutation-stage-1'] === 'yes' ? patched(second) : data['mutation-start'] === 'yes' ? patched(first) : ALLOWED;
}

const givenOf = ({ operation, object, oldObject }: Review): JsonObject | undefined => (operation === 'DELETE' ? oldObject : object);

/** The `data` of a custom resource as Go reads it: a map of strings. */
function dataOf(object: JsonObject | undefined): { readonly data: JsonObject } | { readonly refused: Response } {
  const { data } = object ?? {};
  const wrong = (found: unknown, type: string): { readonly refused: Response } => ({ refused: denied({ message: `json: cannot unmarshal ${Array.isArray(found) ? 'array' : typeof found === 'boolean' ? 'bool' : typeof found} into Go struct field .Data of type ${type}` }) });
  if (object === undefined) return { refused: NO_OBJECT };
  if (data !== undefined && data !== null && !isObject(data)) return wrong(data, 'map[string]string');
  const value = Object.values(objectIn(data)).find((one) => typeof one !== 'string' && one !== null);
  return value === undefined ? { data: objectIn(data) } : wrong(value, 'string');
}

function configMaps(review: Review): Outcome {
  return review.resource === CONFIG_MAPS ? byData(review, objectIn(givenOf(review)?.data), 'configmap', 'the configmap contains unwanted key and value') : 'nil';
}

const mutatingConfigMaps = ({ resource, object }: Review): Outcome => (resource === CONFIG_MAPS ? inStages(objectIn(object?.data)) : 'nil');

function customResource(review: Review): Outcome {
  const read = dataOf(givenOf(review));
  return 'refused' in read ? read.refused : byData(review, read.data, 'custom resource', 'the custom resource contains unwanted data');
}

function mutatingCustomResource({ object }: Review): Outcome {
  const read = dataOf(object);
  return 'refused' in read ? read.refused : inStages(read.data);
}

/** crd.go. */
function crd({ resource, object }: Review): Outcome {
  if (resource !== CRDS && resource !== OLD_CRDS) return denied({ message: `expect resource to be one of [${OLD_CRDS}, ${CRDS}] but got ${resource}` });
  return labelsOf(object)[KEY] === 'webhook-disallow' ? denied({ message: 'the crd contains unwanted label' }) : ALLOWED;
}

/** main.go; `/always-allow-delay-5s` takes its time besides. */
const handlers = (sidecarImage: string): Readonly<Record<string, (review: Review) => Outcome>> => ({
  '/always-allow-delay-5s': () => ({ allowed: true, status: { metadata: {}, message: 'this webhook allows all requests' } }),
  '/always-deny': () => denied({ message: 'this webhook denies all requests' }),
  '/add-label': addLabel, '/pods': pods, '/pods/attach': attach, '/mutating-pods': mutatingPods, '/mutating-pods-sidecar': sidecar(sidecarImage), '/configmaps': configMaps, '/mutating-configmaps': mutatingConfigMaps,
  '/custom-resource': customResource, '/mutating-custom-resource': mutatingCustomResource, '/crd': crd,
});

const DELAY = 5000;
const READS = 'Request could not be decoded: ';
const VERSIONS: readonly string[] = ['admission.k8s.io/v1', 'admission.k8s.io/v1beta1'];
const NO_VERSION = 'couldn\'t get version/kind; json parse error: json: cannot unmarshal %s into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

const wrong = (message: string): HttpAnswered => ({ status: 400, body: `${message}\n`, headers: [['Content-Type', 'text/plain; charset=utf-8'], ['X-Content-Type-Options', 'nosniff']] });

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** codecs.UniversalDeserializer: a review, or what is said of anything else. */
function decoded(body: string): JsonObject | { readonly error: string } {
  const value = body === '' ? {} : parsed(body);
  if (!isObject(value)) return { error: `${READS}${NO_VERSION.replace('%s', Array.isArray(value) ? 'array' : 'string')}` };
  const [kind, apiVersion] = [text(value.kind), text(value.apiVersion)];
  if (kind === '') return { error: `${READS}Object 'Kind' is missing in '${body}'` };
  if (apiVersion === '') return { error: `${READS}Object 'apiVersion' is missing in '${body}'` };
  if (kind === 'AdmissionReview' && VERSIONS.includes(apiVersion)) return value;
  return { error: apiVersion === 'v1' ? `Unsupported group version kind: /v1, Kind=${kind}` : `${READS}no kind ${quote(kind)} is registered for version ${quote(apiVersion)} in scheme "pkg/runtime/scheme.go:111"` };
}

function reviewIn(request: JsonObject): Review {
  const { group, version, resource } = objectIn(request.resource);
  const given = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined);
  return { name: text(request.name), operation: text(request.operation), resource: `{${text(group)} ${text(version)} ${text(resource)}}`, subResource: text(request.subResource), object: given(request.object), oldObject: given(request.oldObject) };
}

/** main.go serve. */
function serve(handler: (review: Review) => Outcome, asked: HttpAsked): HttpAnswered {
  if (headerOf(asked, 'content-type') !== 'application/json') return { status: 200, body: '' };
  const found = decoded(asked.body ?? '');
  if (typeof found.error === 'string') return wrong(found.error);
  if (!('request' in found) || !isObject(found.request)) return { ending: 'closes' };
  const outcome = handler(reviewIn(found.request));
  if (outcome === 'never') return { ending: 'silent' };
  if (outcome === 'nil') return { ending: 'closes' };
  const { allowed, status, patch } = outcome;
  const response = { uid: text(found.request.uid), allowed, ...(status === undefined ? {} : { status }), ...(patch === undefined ? {} : { patch: encodeBase64(patch), patchType: 'JSONPatch' }) };
  return { status: 200, body: JSON.stringify({ kind: 'AdmissionReview', apiVersion: found.apiVersion, response }), headers: [['Content-Type', 'application/json']] };
}

/** What is answered to whoever speaks HTTP to it. */
export function webhookAnswer(asked: HttpAsked, sidecarImage: string): HttpAnswered {
  const path = asked.path.replace(/[?#].*$/s, '');
  if (path === '/readyz') return { status: 200, body: 'ok' };
  const table = handlers(sidecarImage);
  const handler = Object.hasOwn(table, path) ? table[path] : undefined;
  if (handler === undefined) return { status: 404, body: '404 page not found\n', headers: [['Content-Type', 'text/plain; charset=utf-8'], ['X-Content-Type-Options', 'nosniff']] };
  const answer = serve(handler, asked);
  return path === '/always-allow-delay-5s' && 'status' in answer && answer.body.startsWith('{') ? { ...answer, took: DELAY } : answer;
}
