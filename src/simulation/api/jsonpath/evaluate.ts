/** Applies a template to an object (client-go util/jsonpath: jsonpath.go). */
import { JsonPathError } from './nodes';
import type { ListNode, Node } from './nodes';
import { COMPARISONS, GoError, isFloat, isList, isMap, marshal, sortedKeys, sprint, typeName } from '../../base/go/values';
import type { Value } from '../../base/go/values';

export interface Options {
  /** Without it a field that no object has is an error. */
  readonly allowMissingKeys: boolean;
}

/** Values found so far come along with an error: a filter for existence looks at them all the same. */
interface Found {
  readonly values: readonly Value[];
  readonly error?: string;
}

const found = (values: readonly Value[], error?: string): Found => (error === undefined ? { values } : { values, error });

class Evaluator {
  /** Ranges begun and not yet entered, ranges entered, ends met and not yet used. */
  private begun = 0;
  private inside = 0;
  private ends = 0;
  private lastEnd = -1;

  constructor(private readonly nodes: readonly Node[], private readonly options: Options) {}

  /** FindResults: the values of each part of the template, ranges unrolled. */
  results(data: Value, from = 0): (readonly Value[])[] {
    const all: (readonly Value[])[] = [];
    for (let i = from; i < this.nodes.length; i += 1) {
      const { values, error } = this.walk([data], this.nodes[i]!);
      if (error !== undefined) throw new JsonPathError(error);
      if (this.ends > 0 && this.ends <= this.inside) {
        this.ends -= 1;
        this.lastEnd = i;
        break;
      }
      if (this.begun === 0) {
        all.push(values);
        continue;
      }
      this.begun -= 1;
      this.inside += 1;
      for (const value of values) all.push(...this.results(value === null ? undefined : value, i + 1));
      // Nothing to range over: the parts inside are still walked, to find their end.
      if (values.length === 0) this.results(undefined, i + 1);
      this.inside -= 1;
      if (this.lastEnd > i) i = this.lastEnd;
    }
    return all;
  }

  private walk(input: readonly Value[], node: Node): Found {
    switch (node.kind) {
      case 'list': return this.list(input, node);
      case 'text': return found([node.text]);
      case 'constant': return found(input.map(() => node.value));
      case 'field': return this.field(input, node.name);
      case 'identifier': return this.identifier(input, node.name);
      case 'wildcard': return found(input.flatMap(children));
      case 'recursive': return found(descend(input));
      case 'array': return slice(input, node);
      case 'union': return this.union(input, node.lists);
      case 'filter': return this.filter(input, node);
    }
  }

  private list(input: readonly Value[], { nodes }: ListNode): Found {
    let current = found(input);
    for (const node of nodes) {
      current = this.walk(current.values, node);
      if (current.error !== undefined) return current;
    }
    return current;
  }

  private identifier(input: readonly Value[], name: string): Found {
    if (name === 'range') {
      this.begun += 1;
      return found(input);
    }
    if (name !== 'end') return found(input, `unrecognized identifier ${name}`);
    if (this.inside === 0) return found([], 'not in range, nothing to end');
    this.ends += 1;
    return found([]);
  }

  private field(input: readonly Value[], name: string): Found {
    if (input.length === 0) return found([]);
    const values = input.flatMap((value) => (isMap(value) && Object.hasOwn(value, name) ? [value[name]] : []));
    return values.length === 0 && !this.options.allowMissingKeys ? found([], `${name} is not found`) : found(values);
  }

  private union(input: readonly Value[], lists: readonly ListNode[]): Found {
    const values: Value[] = [];
    for (const list of lists) {
      const part = this.list(input, list);
      if (part.error !== undefined) return found(input, part.error);
      values.push(...part.values);
    }
    return found(values);
  }

  private filter(input: readonly Value[], { left, right, operator }: Extract<Node, { kind: 'filter' }>): Found {
    const kept: Value[] = [];
    for (const value of input) {
      if (!isList(value)) return found(input, `${value === undefined ? '<invalid reflect.Value>' : sprint(value)} is not array or slice and cannot be filtered`);
      for (const item of value) {
        const lefts = this.list([item], left);
        if (operator === 'exists') {
          if (lefts.values.length > 0) kept.push(item);
          continue;
        }
        if (lefts.error !== undefined) return found(input, lefts.error);
        if (lefts.values.length === 0) continue;
        if (lefts.values.length > 1) return found(input, 'can only compare one element at a time');
        const rights = this.list([item], right);
        if (rights.error !== undefined) return found(input, rights.error);
        if (rights.values.length === 0) continue;
        if (rights.values.length > 1) return found(input, 'can only compare one element at a time');
        const compare = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined;
        if (compare === undefined) return found(kept, `unrecognized filter operator ${operator}`);
        try {
          if (compare(lefts.values[0], rights.values[0])) kept.push(item);
        } catch (error) {
          if (error instanceof GoError) return found(kept, error.message);
          throw error;
        }
      }
    }
    return found(kept);
  }
}

/** The values of a map, by key (Go gives them in no order), the items of a list; of a text its bytes. */
function children(value: Value): Value[] {
  if (isList(value)) return [...value];
  if (isMap(value)) return sortedKeys(value).map((key) => value[key]);
  return typeof value === 'string' ? [...new TextEncoder().encode(value)] : [];
}

/** evalRecursive: every value that has something inside, from the outside in. */
function descend(input: readonly Value[]): Value[] {
  return input.flatMap((value) => {
    const inner = children(value);
    return inner.length === 0 ? [] : [value, ...descend(inner)];
  });
}

/** evalArray. */
function slice(input: readonly Value[], { bounds: [from, to, by] }: Extract<Node, { kind: 'array' }>): Found {
  const values: Value[] = [];
  for (const value of input) {
    if (value === null) continue;
    if (!isList(value)) return found(input, `${typeName(value)} is not array or slice`);
    const { length } = value;
    let start = from.known ? from.value : 0;
    if (start < 0) start += length;
    let end = to.known ? to.value : length;
    if (end < 0 || (end === 0 && to.derived)) end += length;
    if (start === end) return found(values);
    if (start >= length || start < 0) return found(input, `array index out of bounds: index ${start}, length ${length}`);
    if (end > length || end < 0) return found(input, `array index out of bounds: index ${end - 1}, length ${length}`);
    if (start > end) return found(input, `starting index ${start} is greater than ending index ${end}`);
    if (by.known && by.value <= 0) return found(input, 'step must be > 0');
    for (let i = start; i < end; i += by.known ? by.value : 1) values.push(value[i]);
  }
  return found(values);
}

/** JSONPath.FindResults. Throws a JsonPathError with upstream's message. */
export const findResults = (nodes: readonly Node[], data: Value, options: Options): (readonly Value[])[] => new Evaluator(nodes, options).results(data);

function print(value: Value): string {
  if (value === null) return 'null';
  return (typeof value === 'object' && !isFloat(value)) ? marshal(value) : sprint(value);
}

/** PrintResults, for `-o jsonpath`. */
export const printResults = (results: readonly (readonly Value[])[]): string => results.map((values) => values.map(print).join(' ')).join('');

/** PrintResults with JSON output, for `-o jsonpath-as-json`: each part of the template is a list. */
export const printResultsAsJson = (results: readonly (readonly Value[])[]): string => results.map((values) => `${marshal(values, 4)}\n`).join('');
