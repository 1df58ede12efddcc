import { QUANTITY_ERRORS, formatQuantity, parseQuantity } from '../quantity';
import { fieldsOf } from '../schema/legacy-fields';
import type { FieldType } from '../schema/legacy-fields';
import type { ProblemCode } from './problems';
import { suggest } from './suggest';
import type { MappingTree, Tree } from './yaml-tree';

/** A problem found while decoding, placed by offsets; {@link readManifests} turns offsets into lines. */
export interface DecodeProblem {
  readonly code: ProblemCode;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  readonly message: string;
}

export interface Decoded {
  readonly value: Readonly<Record<string, unknown>>;
  readonly problems: readonly DecodeProblem[];
  /** Where each path of the object stands in the text. */
  readonly places: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
}

/** go-yaml gives up on documents that expand too much; a manifest of 3 MiB has fewer nodes than this without aliases. */
const MAX_VISITS = 400_000;
const MAX_PROBLEMS = 200;

/** Keys of a mapping as text, merge keys (`<<`) resolved; what is explicit wins over what is merged. */
interface Entry {
  readonly name: string;
  readonly key: Tree;
  readonly value: Tree;
}

/** Decodes a document into an API object of the given type, strictly (fieldValidation=Strict), collecting every problem. */
export function decode(root: MappingTree, typeName: string, kind: string, apiVersion: string): Decoded {
  const decoder = new Decoder(kind, apiVersion);
  const value = decoder.struct(root, typeName, '', '');
  return { value, problems: decoder.problems, places: decoder.places };
}

class Decoder {
  readonly problems: DecodeProblem[] = [];
  readonly places = new Map<string, { start: number; end: number }>();
  private visits = 0;
  private readonly active = new Set<Tree>();

  constructor(
    private readonly kind: string,
    private readonly apiVersion: string,
  ) {}

  /** @param path with list indices, as field errors print it; @param goPath without, as Go's JSON decoder prints it. */
  struct(node: MappingTree, typeName: string, path: string, goPath: string): Record<string, unknown> {
    const fields = fieldsOf(typeName);
    const result: [string, unknown][] = [];
    for (const entry of this.entries(node, path)) {
      const child = join(path, entry.name);
      const type = fields.get(entry.name);
      if (type === undefined) {
        if (this.problems.length >= MAX_PROBLEMS) continue;
        const near = suggest(entry.name, fields.keys());
        this.report('unknownField', child, entry.key, `unknown field ${JSON.stringify(child)}`, {
          field: entry.name,
          ...(near === undefined ? {} : { suggestion: near }),
        });
        continue;
      }
      this.place(child, entry);
      const decoded = this.value(entry.value, type, child, join(goPath, entry.name), typeName);
      if (decoded !== undefined) result.push([entry.name, decoded]);
    }
    // fromEntries defines own properties, so a key called __proto__ stays a key.
    return Object.fromEntries(result);
  }

  private value(node: Tree, type: FieldType, path: string, goPath: string, owner: string): unknown {
    if (this.exhausted(node, path, 1)) return undefined;
    if (node.type === 'scalar' && node.scalar.kind === 'null') return undefined;
    if (node.type !== 'scalar') {
      if (this.active.has(node)) {
        this.report('recursiveAnchor', path, node, 'yaml: anchor value contains itself', {});
        return undefined;
      }
      this.active.add(node);
      const result = this.collection(node, type, path, goPath, owner);
      this.active.delete(node);
      return result;
    }
    return this.scalar(node, type, path, goPath, owner);
  }

  /** Counts work; true, and reported once, when a document of aliases expands beyond reason. */
  private exhausted(node: Tree, path: string, work: number): boolean {
    const before = this.visits;
    this.visits += work;
    if (this.visits <= MAX_VISITS) return false;
    if (before <= MAX_VISITS) this.report('excessiveAliasing', path, node, 'yaml: document contains excessive aliasing', {});
    return true;
  }

  private collection(node: Exclude<Tree, { type: 'scalar' }>, type: FieldType, path: string, goPath: string, owner: string): unknown {
    if (type.kind === 'Any') return null;
    if (type.kind === 'Quantity') return this.wrong(node, path, QUANTITY_ERRORS.format, 'badQuantity', { value: describe(node), error: 'format' });
    if (type.kind === 'struct' && node.type === 'mapping') return this.struct(node, type.name, path, goPath);
    if (type.kind === 'list' && node.type === 'sequence') {
      const items: unknown[] = [];
      node.items.forEach((item, index) => {
        const child = `${path}[${index}]`;
        this.places.set(child, itemPlace(item));
        const decoded = this.value(item, type.of, child, goPath, owner);
        // A null in a list becomes the zero value of its type in Go.
        items.push(decoded === undefined ? zero(type.of) : decoded);
      });
      return items;
    }
    if (type.kind === 'map' && node.type === 'mapping') {
      const pairs: [string, unknown][] = [];
      for (const entry of this.entries(node, path)) {
        const child = join(path, entry.name);
        this.place(child, entry);
        const decoded = this.value(entry.value, type.of, child, goPath, owner);
        pairs.push([entry.name, decoded === undefined ? zero(type.of) : decoded]);
      }
      return Object.fromEntries(pairs);
    }
    return this.mismatch(node, type, path, goPath, owner);
  }

  private scalar(node: Extract<Tree, { type: 'scalar' }>, type: FieldType, path: string, goPath: string, owner: string): unknown {
    const { scalar } = node;
    switch (type.kind) {
      case 'Any':
        return scalar.kind === 'string' || scalar.kind === 'bool' || scalar.kind === 'number' ? scalar.value : null;
      case 'string':
        return scalar.kind === 'string' ? scalar.value : this.mismatch(node, type, path, goPath, owner);
      case 'bool':
        return scalar.kind === 'bool' ? scalar.value : this.mismatch(node, type, path, goPath, owner);
      case 'int32':
      case 'int64': {
        if (scalar.kind !== 'number') return this.mismatch(node, type, path, goPath, owner);
        const limit = type.kind === 'int32' ? 2 ** 31 : 2 ** 63;
        if (!scalar.integer || scalar.value >= limit || scalar.value < -limit) return this.mismatch(node, type, path, goPath, owner);
        return scalar.value;
      }
      case 'IntOrString':
        if (scalar.kind === 'string') return scalar.value;
        if (scalar.kind === 'number' && scalar.integer && Math.abs(scalar.value) < 2 ** 31) return scalar.value;
        return this.mismatch(node, { ...type, kind: 'int32', go: 'int32' }, path, goPath, owner);
      case 'Quantity': {
        const text = scalar.kind === 'string' ? scalar.value : scalar.kind === 'number' ? scalar.text : '';
        const parsed = parseQuantity(text.length > 500 ? '' : text);
        if (parsed.ok) return formatQuantity(parsed.value);
        return this.wrong(node, path, QUANTITY_ERRORS[parsed.error], 'badQuantity', { value: text.slice(0, 60), error: parsed.error });
      }
      case 'Time':
        if (scalar.kind !== 'string') return this.mismatch(node, { ...type, kind: 'string', go: 'string' }, path, goPath, owner);
        if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(scalar.value)) return scalar.value;
        return this.wrong(node, path, `parsing time ${JSON.stringify(scalar.value)} as "2006-01-02T15:04:05Z07:00": cannot parse`, 'badTime', {});
      case 'bytes':
        if (scalar.kind !== 'string') return this.mismatch(node, type, path, goPath, owner);
        if (/^[A-Za-z0-9+/\r\n]*={0,2}$/.test(scalar.value)) return scalar.value;
        return this.wrong(node, path, 'illegal base64 data at input byte 0', 'badBase64', {});
      default:
        return this.mismatch(node, type, path, goPath, owner);
    }
  }

  /** The wording of Go's JSON decoder inside the API server's (runtime/serializer/json, UnmarshalTypeError). */
  private mismatch(node: Tree, type: FieldType, path: string, goPath: string, owner: string): undefined {
    const found = describe(node);
    const detail = node.type === 'scalar' && node.scalar.kind === 'number' && /int/.test(type.go) ? `number ${node.scalar.text}` : found;
    const holder = type.kind === 'struct' ? type.name : owner;
    const text = `json: cannot unmarshal ${detail} into Go struct field ${holder}.${goPath} of type ${type.go}`;
    return this.wrong(node, path, text, 'wrongType', { expected: expected(type), found });
  }

  private wrong(node: Tree, path: string, text: string, code: ProblemCode, params: DecodeProblem['params']): undefined {
    this.report(code, path, node, `${this.kind} in version ${JSON.stringify(version(this.apiVersion))} cannot be handled as a ${this.kind}: ${text}`, params);
    return undefined;
  }

  private entries(node: MappingTree, path: string): Entry[] {
    const result = new Map<string, Entry>();
    if (this.exhausted(node, path, node.entries.length)) return [];
    const merged = new Map<string, Entry>();
    for (const { key, value } of node.entries) {
      const name = keyText(key);
      if (name === undefined) {
        this.report('complexKey', path, key, 'yaml: invalid map key', {});
        continue;
      }
      if (name === '<<') {
        this.merge(value, path, merged, 0);
        continue;
      }
      if (result.has(name)) {
        const child = join(path, name);
        this.report('duplicateKey', child, key, `duplicate field ${JSON.stringify(child)}`, { field: name });
      }
      result.set(name, { name, key, value });
    }
    for (const [name, entry] of merged) if (!result.has(name)) result.set(name, entry);
    return [...result.values()];
  }

  private merge(value: Tree, path: string, into: Map<string, Entry>, depth: number): void {
    this.visits += 1;
    const sources = value.type === 'sequence' ? value.items : [value];
    for (const source of sources) {
      if (source.type !== 'mapping' || depth > 20 || this.visits > MAX_VISITS || this.active.has(source)) {
        this.report('badMerge', path, source, 'yaml: map merge requires map or sequence of maps as the value', {});
        return;
      }
      for (const { key, value: inner } of source.entries) {
        this.visits += 1;
        const name = keyText(key);
        if (name === '<<') this.merge(inner, path, into, depth + 1);
        else if (name !== undefined && !into.has(name)) into.set(name, { name, key, value: inner });
      }
    }
  }

  private place(path: string, entry: Entry): void {
    if (this.places.has(path)) return;
    // A whole subtree would underline the page; a collection is shown by its key.
    const node = entry.value.type === 'scalar' && entry.value.end > entry.value.start ? entry.value : entry.key;
    this.places.set(path, { start: node.start, end: node.end });
  }

  private report(code: ProblemCode, path: string, node: Tree, message: string, params: DecodeProblem['params']): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ code, path, start: node.start, end: node.end, params, message });
  }
}

/** A list item that is an object is shown by its first key: underlining all of it would say nothing. */
function itemPlace(item: Tree): { start: number; end: number } {
  const shown = item.type === 'mapping' ? (item.entries[0]?.key ?? item) : item;
  return { start: shown.start, end: shown.end };
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const version = (apiVersion: string): string => apiVersion.split('/').pop() ?? apiVersion;

/** The text of a scalar key as JSON would have it; go-yaml turns numbers and booleans into their text. */
export function keyText(key: Tree): string | undefined {
  if (key.type !== 'scalar') return undefined;
  switch (key.scalar.kind) {
    case 'string':
      return key.scalar.value;
    case 'number':
      return key.scalar.text;
    case 'bool':
      return String(key.scalar.value);
    case 'null':
      return 'null';
  }
}

function zero(type: FieldType): unknown {
  switch (type.kind) {
    case 'string':
    case 'bytes':
      return '';
    case 'bool':
      return false;
    case 'int32':
    case 'int64':
    case 'IntOrString':
      return 0;
    case 'Quantity':
      return '0';
    case 'list':
      return [];
    case 'struct':
    case 'map':
      return {};
    default:
      return null;
  }
}

/** JSON's name for what was found. */
function describe(node: Tree): string {
  if (node.type === 'sequence') return 'array';
  if (node.type === 'mapping') return 'object';
  return node.scalar.kind;
}

function expected(type: FieldType): string {
  switch (type.kind) {
    case 'list':
      return 'array';
    case 'map':
    case 'struct':
      return 'object';
    case 'int32':
    case 'int64':
      return 'integer';
    case 'bytes':
    case 'Time':
      return 'string';
    default:
      return type.kind;
  }
}
