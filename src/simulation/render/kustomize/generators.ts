/** configMapGenerator and secretGenerator (api/internal/generators, api/kv), and the hash at the end of their names (api/hasher). */
import { GoError } from '../../base/go/values';
import { encodeBase64 } from '../../base/go/base64';
import { sha256 } from '../../base/sha';
import { marshal } from '../../base/go/values';
import { quote } from '../../base/go/quote';
import { behaviorOf, Resource } from './resources/resource';
import { container, field, scalar, setField, text } from './yaml/node';
import { lookup } from './yaml/paths';
import type { GeneratorArgs, GeneratorOptions, Texts } from './kustomization/types';
import type { Value } from '../../base/go/values';
import type { Loader } from './loader';

type Pair = readonly [key: string, value: string];

const within = <T>(prefix: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`${prefix}: ${error.message}`);
    throw error;
  }
};

const unquoted = (value: string): string => (value.length >= 2 && value[0] === value[value.length - 1] && (value[0] === '"' || value[0] === "'") ? value.slice(1, -1) : value);

function literal(source: string): Pair {
  const at = source.indexOf('=');
  if (at <= 0) throw new GoError(`invalid literal source ${source}, expected key=value`);
  return [source.slice(0, at), unquoted(source.slice(at + 1))];
}

/** ParseFileSource: `key=path`, or a path whose last part is the key. */
function file(source: string): readonly [key: string, path: string] {
  const count = source.split('=').length - 1;
  if (count === 0) return [source.replace(/\/+$/, '').split('/').pop() || (source === '' ? '.' : '/'), source];
  if (count > 1) throw new GoError(`source ${quote(source)} key name or file path contains '='`);
  const [key = '', path = ''] = source.split('=');
  if (key === '') throw new GoError(`missing key name for file path ${quote(path)} in source ${quote(source)}`);
  if (path === '') throw new GoError(`missing file path for key name ${quote(key)} in source ${quote(source)}`);
  return [key, path];
}

function lines(content: string): Pair[] {
  return content.replace(/\n$/, '').split('\n').flatMap((raw, i) => {
    const bare = raw.replace(/\r$/, '');
    const line = (i === 0 ? bare.replace(/^\uFEFF/, '') : bare).replace(/^[\s\u0085]+/, '');
    if (line === '' || line.startsWith('#')) return [];
    const at = line.indexOf('=');
    const key = at < 0 ? line : line.slice(0, at);
    return key === '' ? [] : [[key, at < 0 ? '' : line.slice(at + 1)] as const];
  });
}

function pairsOf({ envs = [], literals = [], files = [] }: GeneratorArgs, loader: Loader): Pair[] {
  return [
    ...within(`env source files: [${envs.join(' ')}]`, () => envs.flatMap((path) => lines(loader.load(path)))),
    ...within(`literal sources [${literals.join(' ')}]`, () => literals.map(literal)),
    ...within(`file sources: [${files.join(' ')}]`, () => files.map(file).map(([key, path]) => [key, loader.load(path)] as const)),
  ];
}

const WIDTH = 70;

/** Base64 in lines of 70. */
function base64(value: string): string {
  const encoded = encodeBase64(value);
  if (encoded.length < WIDTH) return encoded;
  let result = '';
  for (let i = 0; i < encoded.length; i += WIDTH) result += `${encoded.slice(i, i + WIDTH)}\n`;
  return result;
}

/** MergeGlobalOptionsIntoLocal. */
export function mergeOptions(own: GeneratorOptions | undefined, all: GeneratorOptions | undefined): GeneratorOptions | undefined {
  if (all === undefined) return own;
  const both = (name: 'labels' | 'annotations'): { [key in typeof name]?: Texts } => (own?.[name] === undefined && all[name] === undefined ? {} : { [name]: new Map([...(all[name] ?? []), ...(own?.[name] ?? [])]) });
  return {
    ...both('labels'), ...both('annotations'),
    disableNameSuffixHash: all.disableNameSuffixHash === true || own?.disableNameSuffixHash === true, immutable: all.immutable === true || own?.immutable === true,
  };
}

export function generate(kind: 'ConfigMap' | 'Secret', args: GeneratorArgs, loader: Loader): Resource {
  const { name = '', namespace = '', options } = args;
  const node = container('map', [scalar('apiVersion', '!!str'), scalar('v1', '!!str'), scalar('kind', '!!str'), scalar(kind, '!!str')]);
  const resource = new Resource(node);
  if (name === '') throw new GoError('a configmap must have a name');
  setField(lookup(node, ['metadata'], 'map')!, 'name', text(name));
  if (namespace !== '') setField(lookup(node, ['metadata'], 'map')!, 'namespace', text(namespace));
  if (kind === 'Secret') setField(node, 'type', text(args.type || 'Opaque'));
  const data = new Map<string, string>();
  for (const [key, value] of within('loading KV pairs', () => pairsOf(args, loader))) {
    if (data.has(key)) throw new GoError(`configmap ${name} illegally repeats the key \`${key}\``);
    data.set(key, value);
  }
  if (kind === 'Secret') lookup(node, ['data'], 'map');
  for (const key of [...data.keys()].sort()) setField(lookup(node, ['data'], 'map')!, key, text(kind === 'Secret' ? base64(data.get(key)!) : data.get(key)!));
  for (const key of [...(options?.labels?.keys() ?? [])].sort()) resource.label(key, options!.labels!.get(key)!);
  for (const key of [...(options?.annotations?.keys() ?? [])].sort()) resource.annotate(key, options!.annotations!.get(key)!);
  if (options?.immutable === true) setField(node, 'immutable', scalar('true', '!!bool'));
  if (options?.disableNameSuffixHash !== true) resource.enableHash();
  resource.behavior = behaviorOf(args.behavior ?? '');
  return resource;
}

const LETTERS: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/** hasher.Hash. A name is looked for where none is, so that it is no part of the hash. */
export function hashOf(resource: Resource): string {
  const { kind, json } = resource;
  const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
  const value = (name: string): unknown => {
    const node = field(resource.node, name);
    return node === undefined ? '' : node.kind === 'scalar' ? node.value : isMap(json[name]) ? json[name] : null;
  };
  let hashed: Record<string, unknown> = json;
  if (kind === 'ConfigMap') hashed = { kind, name: '', data: value('data'), ...(isMap(json.binaryData) ? { binaryData: json.binaryData } : {}) };
  else if (kind === 'Secret') hashed = { kind, type: value('type'), name: '', data: value('data'), ...(isMap(json.stringData) ? { stringData: json.stringData } : {}) };
  return Array.from(sha256(new TextEncoder().encode(marshal(hashed as Value))).slice(0, 10), (char) => LETTERS[char] ?? char).join('');
}
