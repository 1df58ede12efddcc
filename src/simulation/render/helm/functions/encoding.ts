/** JSON, YAML, base64, base32, sums (sprig defaults.go, strings.go, crypto.go; helm pkg/engine/funcs.go). */
import { encodeBase64 } from '../../../base/go/base64';
import { GoError, marshal } from '../../../base/go/values';
import type { Value } from '../../../base/go/values';
import { sha1, sha256, sha512 } from '../../../base/sha';
import { decodeBase64 } from '../../../api/go-template/base64';
import { printYaml } from '../../../api/yaml';
import { jsonName } from '../../../api/manifest/go-values';
import { jsonTree, printableOf, valueOfTree, yamlMap, yamlTree } from '../yaml-values';
import { fn, mapOf } from './table';
import type { Functions } from './table';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function encodeBase32(text: string): string {
  const bits = Array.from(bytes(text), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const chars = (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
  return chars.padEnd(Math.ceil(chars.length / 8) * 8, '=');
}

function decodeBase32(text: string): string {
  const clean = text.replace(/[\r\n]/g, '');
  const wrong = Array.from(clean).findIndex((char, index) => (char === '=' ? ![2, 4, 5, 7].includes(index % 8) && index % 8 < 2 : !BASE32.includes(char)));
  if (wrong >= 0 || clean.length % 8 !== 0) return `illegal base32 data at input byte ${wrong >= 0 ? wrong : clean.length}`;
  const bits = Array.from(clean.replace(/=+$/, ''), (char) => BASE32.indexOf(char).toString(2).padStart(5, '0')).join('');
  return new TextDecoder().decode(Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2)));
}

/** base64decode: an error is what it gives. */
function base64Text(text: string): string {
  try {
    return decodeBase64(text);
  } catch (error) {
    if (error instanceof GoError) return error.message.replace('base64 decode failed: ', '');
    throw error;
  }
}

function adler32(text: string): string {
  let [a, b] = [1, 0];
  for (const byte of bytes(text)) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return String(b * 65536 + a);
}

/** What cannot be encoded gives nothing. */
function orNothing(encode: () => string): string {
  try {
    return encode();
  } catch (error) {
    if (error instanceof GoError) return '';
    throw error;
  }
}

const errorMap = (error: string): Value => mapOf([['Error', error]]);

function fromJson(text: string): Value {
  const tree = jsonTree(text);
  if (!tree.ok) return errorMap(tree.error);
  if (tree.value.type === 'mapping') return valueOfTree(tree.value);
  return tree.value.type === 'scalar' && tree.value.scalar.kind === 'null' ? mapOf([]) : errorMap(`json: cannot unmarshal ${jsonName(tree.value)} into Go value of type map[string]interface {}`);
}

function fromJsonArray(text: string): Value {
  const tree = jsonTree(text);
  if (!tree.ok) return [tree.error];
  if (tree.value.type === 'sequence') return valueOfTree(tree.value);
  return tree.value.type === 'scalar' && tree.value.scalar.kind === 'null' ? [] : [`json: cannot unmarshal ${jsonName(tree.value)} into Go value of type []interface {}`];
}

function mustFromJson(text: string): Value {
  const tree = jsonTree(text);
  if (!tree.ok) throw new GoError(tree.error);
  return valueOfTree(tree.value);
}

function fromYaml(text: string): Value {
  const read = yamlMap(text);
  return read.ok ? read.value : errorMap(read.error);
}

function fromYamlArray(text: string): Value {
  const tree = yamlTree(text);
  if (!tree.ok) return [tree.error];
  const node = tree.value;
  if (node === undefined || (node.type === 'scalar' && node.scalar.kind === 'null')) return [];
  return node.type === 'sequence' ? valueOfTree(node) : [`error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonName(node)} into Go value of type []interface {}`];
}

/** helm's toYAML: without the line end. */
export const toYaml = (value: Value): string => orNothing(() => printYaml(printableOf(value)).replace(/\n$/, ''));

export const ENCODING: Functions = {
  toJson: fn(['any'], (value: Value) => orNothing(() => marshal(value))),
  mustToJson: fn(['any'], (value: Value) => marshal(value)),
  toPrettyJson: fn(['any'], (value: Value) => orNothing(() => marshal(value, 2))),
  mustToPrettyJson: fn(['any'], (value: Value) => marshal(value, 2)),
  toRawJson: fn(['any'], (value: Value) => marshal(value, 0, true)),
  mustToRawJson: fn(['any'], (value: Value) => marshal(value, 0, true)),
  fromJson: fn(['string'], fromJson),
  fromJsonArray: fn(['string'], fromJsonArray),
  mustFromJson: fn(['string'], mustFromJson),
  toYaml: fn(['any'], toYaml),
  fromYaml: fn(['string'], fromYaml),
  fromYamlArray: fn(['string'], fromYamlArray),
  b64enc: fn(['string'], encodeBase64),
  b64dec: fn(['string'], base64Text),
  b32enc: fn(['string'], encodeBase32),
  b32dec: fn(['string'], decodeBase32),
  sha1sum: fn(['string'], (text: string) => sha1(bytes(text))),
  sha256sum: fn(['string'], (text: string) => sha256(bytes(text))),
  sha512sum: fn(['string'], (text: string) => sha512(bytes(text))),
  adler32sum: fn(['string'], adler32),
};
