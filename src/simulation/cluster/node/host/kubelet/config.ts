/** The kubelet's configuration file as the kubelet reads it (cmd/kubelet/app: loadConfigFile; pkg/kubelet/kubeletconfig: configfiles, util/codec; apis/config/validation, in part). */
import { toJson } from '../../../../api/manifest/json';
import { isObject } from '../../../../api/schema/walk';
import { parseDocument, YamlError } from '../../../../api/yaml';
import { goJson } from '../../../../base/go/json';
import { parseDuration } from '../../../../base/go/duration';
import { quote } from '../../../../base/go/quote';
import type { Files } from '../../machine/written-files';
import { KUBELET_FIELDS } from '../generated/kubelet-fields';

export interface KubeletConfig {
  readonly values: Readonly<Record<string, unknown>>;
  /** Fields that nobody knows: the strict reader's words. */
  readonly lenient?: string;
}

const VERSION = 'kubelet.config.k8s.io/v1beta1';

const structs = new Map(Object.entries(KUBELET_FIELDS).map(([name, text]) => [name, new Map(text.split(' ').map((one) => one.split(/:(.*)/s).slice(0, 2) as [string, string]))]));

const kindOf = (value: unknown): string => (typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'bool' : Array.isArray(value) ? 'array' : 'object');

class Fault extends Error {}

/** encoding/json's UnmarshalTypeError. */
const mistyped = (value: unknown, path: string, type: string): Fault => new Fault(`json: cannot unmarshal ${kindOf(value)} into Go struct field ${path} of type ${type}`);

/** Reads a value of a Go type; gathers the fields that are unknown. */
function check(value: unknown, given: string, path: string, unknown: string[], struct: string): void {
  const type = given.replace(/^\*/, '');
  if (value === null || value === undefined) return;
  const fields = structs.get(type);
  const place = `${struct}.${path}`;
  if (fields !== undefined) {
    if (!isObject(value)) throw mistyped(value, place, `v1beta1.${type}`);
    for (const [key, inner] of Object.entries(value)) {
      const known = fields.get(key);
      const at = path === '' ? key : `${path}.${key}`;
      if (known === undefined) unknown.push(`unknown field ${quote(at)}`);
      else check(inner, known, at, unknown, struct);
    }
  } else if (type.startsWith('[]')) {
    if (!Array.isArray(value)) throw mistyped(value, place, type);
    for (const one of value) check(one, type.slice(2), path, unknown, struct);
  } else if (type.startsWith('map[')) {
    if (!isObject(value)) throw mistyped(value, place, type);
    for (const one of Object.values(value)) check(one, type.slice(type.indexOf(']') + 1), path, unknown, struct);
  } else if (type === 'bool') {
    if (typeof value !== 'boolean') throw mistyped(value, place, 'bool');
  } else if (/^u?int\d*$|^float/.test(type)) {
    if (typeof value !== 'number') throw mistyped(value, place, type);
  } else if (type === 'metav1.Duration') {
    if (typeof value !== 'string') throw mistyped(value, place, 'string');
    const parsed = parseDuration(value);
    if (!parsed.ok) throw new Fault(`time: invalid duration ${quote(value)}`);
  } else if (type === 'string' && typeof value !== 'string') throw mistyped(value, place, 'string');
}

function decoded(text: string): KubeletConfig | { readonly error: string } {
  let json: unknown;
  try {
    const tree = parseDocument(text);
    json = tree === undefined ? null : toJson(tree);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { error: `failed to decode: yaml: ${error.message.replace(/^yaml: /, '')}` };
  }
  if (!isObject(json)) return { error: `failed to decode: couldn't get version/kind; json parse error: json: cannot unmarshal ${kindOf(json)} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }` };
  const { kind, apiVersion } = json;
  if (typeof kind !== 'string' || kind === '') return { error: `failed to decode: Object 'Kind' is missing in '${goJson(json)}'` };
  if (typeof apiVersion !== 'string' || apiVersion === '') return { error: `failed to decode: Object 'apiVersion' is missing in '${goJson(json)}'` };
  if (apiVersion !== VERSION || kind !== 'KubeletConfiguration') return { error: `failed to decode: no kind ${quote(kind)} is registered for version ${quote(apiVersion)} in scheme "pkg/kubelet/apis/config/scheme/scheme.go:33"` };
  const unknown: string[] = [];
  try {
    check(json, 'KubeletConfiguration', '', unknown, 'KubeletConfiguration');
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { error: `failed to decode: ${fault.message}` };
  }
  return { values: json, ...(unknown.length === 0 ? {} : { lenient: `strict decoding error: ${unknown.join(', ')}` }) };
}

/** The configuration of a file, or the error with which the kubelet ends. */
export function readKubeletConfig(files: Files, path: string): KubeletConfig | { readonly error: string } {
  const wrap = (why: string): { readonly error: string } => ({ error: `failed to load kubelet config file, path: ${path}, error: failed to load Kubelet config file ${path}, error ${why}` });
  const node = files[path];
  if (node === undefined) return wrap(`failed to read kubelet config file ${quote(path)}, error: open ${path}: no such file or directory`);
  if (node.kind === 'directory') return wrap(`failed to read kubelet config file ${quote(path)}, error: read ${path}: is a directory`);
  if (node.text === '') return wrap(`kubelet config file ${quote(path)} was empty`);
  const read = decoded(node.text);
  return 'error' in read ? wrap(read.error) : read;
}
