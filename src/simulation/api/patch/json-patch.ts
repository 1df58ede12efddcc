import { quote } from '../../base/go/quote';
import { equalValues } from '../equal';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';

/** Why an operation cannot be carried out, in the words of evanphx/json-patch v4; the API server tells its clients none of them. */
export class JsonPatchError extends Error {}

const MISSING = 'missing value';
const BAD_INDEX = 'invalid index referenced';

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** A list's place: negative ones count from its end (`count`: how many places there are). */
function placeIn(key: string, count: number, onlyDigits: string): number {
  if (!/^[+-]?\d+$/.test(key)) throw new JsonPatchError(onlyDigits);
  const index = Number(key);
  if (index >= count || index < -count) throw new JsonPatchError(`Unable to access invalid index: ${index}: ${BAD_INDEX}`);
  return index < 0 ? index + count : index;
}

const notANumber = (key: string): string => `strconv.Atoi: parsing ${quote(key)}: invalid syntax`;

function get(container: Container, key: string): unknown {
  if (!Array.isArray(container)) return Object.hasOwn(container, key) ? container[key] : undefined;
  return container[placeIn(key, container.length, notANumber(key))];
}

function add(container: Container, key: string, value: unknown): void {
  if (!Array.isArray(container)) define(container, key, value);
  else if (key === '-') container.push(value);
  else container.splice(placeIn(key, container.length + 1, `value was not a proper array index: '${key}': ${notANumber(key)}`), 0, value);
}

/** An own property, whatever its name. */
const define = (object: Record<string, unknown>, key: string, value: unknown): void => {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
};

function remove(container: Container, key: string): void {
  if (Array.isArray(container)) container.splice(placeIn(key, container.length, notANumber(key)), 1);
  else if (Object.hasOwn(container, key)) delete container[key];
  else throw new JsonPatchError(`Unable to remove nonexistent key: ${key}: ${MISSING}`);
}

const decodeKey = (key: string): string => key.replace(/~[01]/g, (escape) => (escape === '~1' ? '/' : '~'));

interface Found {
  readonly container: Container;
  readonly key: string;
}

/** findObject: what holds a path's last part; what stands before its first slash is passed over. */
function find(document: Container, path: string): Found | undefined {
  const parts = path.split('/').slice(1).map(decodeKey);
  const key = parts.pop();
  let container: unknown = document;
  for (const part of parts) {
    if (!isContainer(container)) return undefined;
    try {
      container = get(container, part);
    } catch {
      return undefined;
    }
  }
  return key === undefined || !isContainer(container) ? undefined : { container, key };
}

const copyOf = <T>(value: T): T => (Array.isArray(value) ? value.map(copyOf) : isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)])) : value) as T;

/** Carries out a JSON patch (RFC 6902) as the API server does. Throws a {@link JsonPatchError}; the document is not changed. */
export function applyJsonPatch(document: JsonObject, operations: readonly JsonObject[]): unknown {
  const patcher = new Patcher(copyOf(document) as Container);
  for (const operation of operations) patcher.run(operation);
  return patcher.document;
}

class Patcher {
  constructor(public document: Container) {}

  run(operation: JsonObject): void {
    const { op } = operation;
    const kind = typeof op === 'string' ? op : 'unknown';
    switch (kind) {
      case 'add':
        return this.add(operation);
      case 'remove':
        return this.remove(operation);
      case 'replace':
        return this.replace(operation);
      case 'move':
        return this.move(operation);
      case 'test':
        return this.test(operation);
      case 'copy':
        return this.copy(operation);
      default:
        throw new JsonPatchError(`Unexpected kind: ${kind}`);
    }
  }

  private text(operation: JsonObject, name: 'path' | 'from', failure: string): string {
    const value = operation[name];
    if (typeof value !== 'string') throw new JsonPatchError(`${failure}: ${MISSING}`);
    return value;
  }

  private place(path: string, failure: string): Found {
    const found = find(this.document, path);
    if (found === undefined) throw new JsonPatchError(`${failure}: ${MISSING}`);
    return found;
  }

  /** What goes wrong inside an operation is said with its place. */
  private within<T>(failure: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw error instanceof JsonPatchError ? new JsonPatchError(`${failure}: ${error.message}`) : error;
    }
  }

  private add(operation: JsonObject): void {
    const path = this.text(operation, 'path', 'add operation failed to decode path');
    const { container, key } = this.place(path, `add operation does not apply: doc is missing path: "${path}"`);
    this.within(`error in add for path: '${path}'`, () => add(container, key, copyOf(operation.value ?? null)));
  }

  private remove(operation: JsonObject): void {
    const path = this.text(operation, 'path', 'remove operation failed to decode path');
    const { container, key } = this.place(path, `remove operation does not apply: doc is missing path: "${path}"`);
    this.within(`error in remove for path: '${path}'`, () => remove(container, key));
  }

  private replace(operation: JsonObject): void {
    const path = this.text(operation, 'path', 'replace operation failed to decode path: operation missing path field');
    const value = copyOf(operation.value ?? null);
    if (path === '') {
      if (!isContainer(value)) throw new JsonPatchError('replace operation value must be object or array: %!w(<nil>)');
      this.document = value;
      return;
    }
    const { container, key } = this.place(path, `replace operation does not apply: doc is missing path: ${path}`);
    if (!Array.isArray(container)) {
      define(container, key, value);
      return;
    }
    try {
      container[placeIn(key, container.length, notANumber(key))] = value;
    } catch {
      throw new JsonPatchError(`replace operation does not apply: doc is missing key: ${path}: ${MISSING}`);
    }
  }

  private move(operation: JsonObject): void {
    const from = this.text(operation, 'from', 'move operation failed to decode from: operation, missing from field');
    const source = this.place(from, `move operation does not apply: doc is missing from path: ${from}`);
    const value = this.within(`error in move for path: '${source.key}'`, () => {
      const found = get(source.container, source.key);
      remove(source.container, source.key);
      return found;
    });
    const path = this.text(operation, 'path', 'move operation failed to decode path: operation missing path field');
    const { container, key } = this.place(path, `move operation does not apply: doc is missing destination path: ${path}`);
    this.within(`error in move for path: '${path}'`, () => add(container, key, value));
  }

  private copy(operation: JsonObject): void {
    const from = this.text(operation, 'from', 'copy operation failed to decode from: operation, missing from field');
    const source = this.place(from, `copy operation does not apply: doc is missing from path: ${from}`);
    const value = this.within(`error in copy for from: '${from}'`, () => get(source.container, source.key));
    const path = this.text(operation, 'path', 'copy operation failed to decode path');
    const { container, key } = this.place(path, `copy operation does not apply: doc is missing destination path: ${path}`);
    this.within('error while adding value during copy', () => add(container, key, copyOf(value ?? null)));
  }

  private test(operation: JsonObject): void {
    const path = this.text(operation, 'path', 'test operation failed to decode path: operation missing path field');
    const failed = new JsonPatchError(`testing value ${path} failed: test failed`);
    const wanted = operation.value ?? null;
    if (path === '') {
      if (!equalValues(this.document, wanted)) throw failed;
      return;
    }
    const { container, key } = this.place(path, `test operation does not apply: is missing path: ${path}`);
    const value = this.within(`error in test for path: '${path}'`, () => get(container, key));
    if (!equalValues(value ?? null, wanted)) throw failed;
  }
}
