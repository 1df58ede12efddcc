/** What stands in the body of a request (apiserver endpoints/handlers: create.go, patch.go, delete.go; negotiation). */
import type { Kind } from '../../../api/kind';
import { jsonObjectError } from '../../../api/validation/json-object';
import { JsonError, parseJsonValue } from '../../../api/manifest/json-text';
import { toJson } from '../../../api/manifest/json';
import { mappingOf } from '../../../api/manifest/tree-of';
import { decodeBody } from '../../../api/request/create';
import type { FieldValidation } from '../../../api/request/create';
import type { Registry } from '../../../api/registry';
import { objectOf, textOf } from '../../../api/schema/values';
import { isObject } from '../../../api/schema/walk';
import type { JsonObject } from '../../../api/schema/walk';
import type { ApiObject } from '../../../api/types';
import { parseDocument, YamlError } from '../../../api/yaml';
import { quote } from '../../../base/go/quote';
import { failure, fromStatus } from '../failures';
import type { Failure, Request } from '../types';

export type Refused = { readonly failure: Failure };

const ACCEPTED = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
/** negotiation.NewUnsupportedMediaTypeError. */
const unknownFormat = (): Refused => ({ failure: failure('UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${ACCEPTED}`) });
/** A method whose media types the router itself knows. */
const unsupported = (): Refused => ({ failure: { ...failure('UnsupportedMediaType', '415: Unsupported Media Type'), details: { kind: '', name: '', causes: [] } } });

const bare = (mediaType: string): string => (mediaType.split(';')[0] ?? '').trim().toLowerCase();

/** The value that a text holds, or what encoding/json or the YAML reader says of it. */
function parsed(text: string, isYaml: boolean): { readonly value: unknown } | { readonly error: string } {
  try {
    if (!isYaml) {
      const { tree, end } = parseJsonValue(text, 0);
      return text.slice(end).trim() === '' ? { value: toJson(tree) } : { error: jsonObjectError(text) ?? '' };
    }
    const tree = parseDocument(text);
    return { value: tree === undefined ? null : toJson(tree) };
  } catch (error) {
    if (error instanceof YamlError) return { error: error.message };
    if (!(error instanceof JsonError)) throw error;
    return { error: error.syntax ? error.message : 'unexpected end of JSON input' };
  }
}

const VERSION_STRUCT = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
const goName = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value);

const SHOWN = 30;

/** summarizeData. */
function summary(text: string): string {
  if (text === '') return '<empty>';
  const bytes = new TextEncoder().encode(text);
  const more = bytes.length > SHOWN ? ' ...' : '';
  if (text.startsWith('{')) return `${new TextDecoder().decode(bytes.slice(0, SHOWN))}${more}`;
  return `${[...bytes.slice(0, SHOWN)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}${more}`;
}

/** The text of a request as a JSON object, before anything of its kind is known; YAML counts as well. */
function objectIn(text: string, mediaType: string, kind: string): { readonly json: JsonObject } | Refused {
  const type = bare(mediaType);
  if (type !== '' && type !== 'application/json' && type !== 'application/yaml') return unknownFormat();
  const read = parsed(text, type === 'application/yaml');
  const refuse = (error: string): Refused => ({ failure: failure('BadRequest', `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${error} (${summary(text)})`) });
  if ('error' in read) return refuse(read.error);
  if (read.value !== null && !isObject(read.value)) return refuse(`json: cannot unmarshal ${goName(read.value)} into Go value of type ${VERSION_STRUCT}`);
  return { json: read.value ?? {} };
}

/** What the codec says to an object of another kind than the path is for (transformDecodeError). */
export function unlike(registry: Registry, kind: Kind, { apiVersion, kind: sent }: JsonObject): Failure | undefined {
  const [version, name] = [textOf(apiVersion) || kind.apiVersion, textOf(sent) || kind.kind];
  if (name === kind.kind && version === kind.apiVersion) return undefined;
  const short = version.replace(/^.*\//, '');
  const refuse = (error: string): Failure => failure('BadRequest', `${name} in version ${quote(short)} cannot be handled as a ${kind.kind}: ${error}`);
  if (registry.find(version, name) === undefined) return refuse(`no kind ${quote(name)} is registered for version ${quote(version)} in scheme "pkg/runtime/scheme.go:111"`);
  if (name === kind.kind) return failure('BadRequest', `the API version in the data (${version}) does not match the expected API version (${kind.apiVersion})`);
  const into = kind.resource?.group === '' ? 'core' : (kind.resource?.group.split('.')[0] ?? '');
  return refuse(`converting (${short}.${name}) to (${into}.${kind.kind}): unknown conversion`);
}

/** The object of a POST or a PUT. `kind`: what the path is for; undefined: a subresource that takes something else. */
export function sentObject(registry: Registry, kind: Kind | undefined, text: string, mediaType: string, validation: FieldValidation): { readonly body: ApiObject; readonly warnings: readonly string[] } | Refused {
  const read = objectIn(text, mediaType, kind?.kind ?? 'Object');
  if ('failure' in read) return read;
  if (kind === undefined) return { body: { ...read.json, metadata: objectOf(read.json['metadata']) } as unknown as ApiObject, warnings: [] };
  const other = unlike(registry, kind, read.json);
  if (other !== undefined) return { failure: other };
  const decoded = decodeBody(mappingOf(read.json), kind, kind.kind, validation);
  return 'status' in decoded ? { failure: fromStatus(decoded.status) } : { body: decoded.object, warnings: decoded.warnings };
}

const PATCHES: Readonly<Record<string, NonNullable<Request['patchType']>>> = {
  'application/json-patch+json': 'json', 'application/merge-patch+json': 'merge', 'application/strategic-merge-patch+json': 'strategic', 'application/apply-patch+yaml': 'apply',
};

/** A patch, by its media type. */
export function sentPatch(text: string, mediaType: string): Pick<Request, 'patch' | 'patchType'> | Refused {
  const patchType = PATCHES[bare(mediaType)];
  if (patchType === undefined) return unsupported();
  const read = parsed(text, patchType === 'apply');
  const refuse = (error: string): Refused => ({ failure: failure('BadRequest', patchType === 'strategic' ? error : `error decoding ${patchType === 'apply' ? 'YAML' : 'patch'}: ${error}`) });
  if ('error' in read) return refuse(read.error);
  if (patchType === 'json') return Array.isArray(read.value) ? { patchType, patch: read.value as Request['patch'] & readonly unknown[] } : refuse(`json: cannot unmarshal ${goName(read.value)} into Go value of type []handlers.jsonPatchOp`);
  return isObject(read.value) ? { patchType, patch: read.value as Exclude<Request['patch'], readonly unknown[] | undefined> } : refuse(`json: cannot unmarshal ${goName(read.value)} into Go value of type map[string]interface {}`);
}

/** The options in the body of a DELETE. */
export function sentOptions(text: string, mediaType: string): { readonly json: JsonObject } | Refused {
  return text === '' ? { json: {} } : objectIn(text, mediaType, 'DeleteOptions');
}
