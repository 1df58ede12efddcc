import { applyDefaults } from '../defaults';
import { fieldErrorMessage } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { ApiObject, Kind } from '../types';
import { validateObject } from '../validation/validate';
import { splitDocuments } from './chunks';
import type { Chunk } from './chunks';
import { decode, keyText } from './decode';
import type { Decoded } from './decode';
import { DECODABLE, KNOWN_KINDS } from './kinds';
import { LineIndex } from './positions';
import type { Problem, ProblemCode } from './problems';
import { suggest } from './suggest';
import { parseYaml } from './yaml-tree';
import type { MappingTree, Tree } from './yaml-tree';

export interface ReadObject {
  /** Decoded, defaulted and valid. */
  readonly object: ApiObject;
  readonly kind: Kind;
  /** Which document of the text it came from, from 0. */
  readonly doc: number;
  /** Its first line, from 1. */
  readonly line: number;
}

export interface ReadResult {
  /** Only objects the API server would accept. */
  readonly objects: readonly ReadObject[];
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  /** The kinds to accept; default Pod and Deployment. Others that exist are left out with a warning. */
  readonly kinds?: readonly Kind[];
}

/** The API server's own limit on a request body (3 MiB). */
const MAX_LENGTH = 3 * 1024 * 1024;
const MAX_PROBLEMS = 500;

/**
 * Reads YAML or JSON as `kubectl apply` and the API server would: cut at `---`, decoded strictly, defaulted, validated. Every problem
 * carries its line and column. Never throws.
 */
export function readManifests(text: string, options: ReadOptions = {}): ReadResult {
  const reader = new Reader(text, options.kinds ?? ['Pod', 'Deployment']);
  return reader.read();
}

class Reader {
  private readonly lines: LineIndex;
  private readonly problems: Problem[] = [];
  private readonly objects: ReadObject[] = [];
  private readonly seen = new Set<string>();
  private doc = 0;

  constructor(
    private readonly text: string,
    private readonly kinds: readonly Kind[],
  ) {
    this.lines = new LineIndex(text.length > MAX_LENGTH ? '' : text);
  }

  read(): ReadResult {
    if (this.text.length > MAX_LENGTH) {
      this.add('tooLarge', 0, 0, '', `Request entity too large: limit is ${MAX_LENGTH}`, { limit: MAX_LENGTH });
      return this.result();
    }
    const nul = this.text.indexOf('\u0000');
    if (nul >= 0) {
      this.add('nulCharacter', nul, nul + 1, '', 'yaml: control characters are not allowed', {});
      return this.result();
    }
    for (const chunk of splitDocuments(this.text)) this.readChunk(chunk);
    return this.result();
  }

  private result(): ReadResult {
    const problems = [...this.problems].sort((a, b) => a.line - b.line || a.column - b.column);
    return { objects: this.objects, problems };
  }

  private readChunk(chunk: Chunk): void {
    const { documents, problems } = parseYaml(chunk.text);
    for (const problem of problems) {
      const start = chunk.offset + problem.offset;
      this.add(problem.code, start, problem.end === undefined ? start + 1 : chunk.offset + problem.end, '', problem.message, problem.params);
    }
    if (problems.length > 0) {
      this.doc += 1;
      return;
    }
    for (const document of documents) {
      // kubectl skips documents that are empty or null.
      if (document.type === 'scalar' && document.scalar.kind === 'null') continue;
      this.readDocument(document, chunk.offset);
      this.doc += 1;
    }
  }

  private readDocument(root: Tree, offset: number): void {
    if (root.type !== 'mapping') {
      this.add('notAnObject', offset + root.start, offset + root.end, '', "couldn't get version/kind; json parse error: json: cannot unmarshal value into Go value of type struct", {});
      return;
    }
    const kind = this.header(root, 'kind', offset);
    const apiVersion = this.header(root, 'apiVersion', offset);
    if (kind === undefined || apiVersion === undefined) return;
    const decodable = this.acceptedKind(kind.text, apiVersion.text, kind, apiVersion);
    if (decodable === undefined) return;
    const decoded = decode(root, decodable, decodable, apiVersion.text);
    for (const p of decoded.problems) this.add(p.code, offset + p.start, offset + p.end, p.path, p.message, p.params);
    if (decoded.problems.length > 0) return;
    this.finish(decoded, decodable, offset, root);
  }

  /** Defaults and validation; the object joins the result when the API server would take it. */
  private finish(decoded: Decoded, kind: Kind, offset: number, root: MappingTree): void {
    // Strict decoding checked every known field against the type table, so the value has the shape of its type;
    // what may still be missing is exactly what validation reports.
    const raw = decoded.value as unknown as ApiObject;
    const object = applyDefaults({ ...raw, kind, metadata: raw.metadata ?? {} } as ApiObject);
    const errors = validateObject(object);
    for (const error of errors) this.addFieldError(error, decoded, offset, root);
    if (errors.length > 0) return;
    const name = object.metadata.name ?? '';
    const id = `${kind}/${object.metadata.namespace ?? 'default'}/${name}`;
    if (name !== '' && this.seen.has(id)) {
      const place = decoded.places.get('metadata.name') ?? root;
      this.add('duplicateObject', offset + place.start, offset + place.end, 'metadata.name', `${kind} ${JSON.stringify(name)} appears more than once`, { kind, name }, 'warning');
      return;
    }
    this.seen.add(id);
    this.objects.push({ object, kind, doc: this.doc, line: this.lines.at(offset + root.start).line });
  }

  private header(root: MappingTree, field: 'kind' | 'apiVersion', offset: number): { text: string; start: number; end: number } | undefined {
    const entry = root.entries.find((e) => keyText(e.key) === field);
    const node = entry?.value;
    if (node?.type === 'scalar' && node.scalar.kind === 'string' && node.scalar.value !== '') {
      return { text: node.scalar.value, start: offset + node.start, end: offset + node.end };
    }
    const place = entry?.key ?? root.entries[0]?.key ?? root;
    const code: ProblemCode = field === 'kind' ? 'missingKind' : 'missingApiVersion';
    const near = entry === undefined ? suggest(field, root.entries.map((e) => keyText(e.key) ?? '')) : undefined;
    this.add(code, offset + place.start, offset + place.end, field, `error validating data: ${field} not set`, near === undefined ? {} : { found: near });
    return undefined;
  }

  private acceptedKind(kind: string, apiVersion: string, kindAt: { start: number; end: number }, versionAt: { start: number; end: number }): Kind | undefined {
    const known = [...DECODABLE.keys()].find((k) => k === kind);
    const supported = this.kinds.map((k) => `${k} (${DECODABLE.get(k) ?? ''})`);
    const shown = kind.slice(0, 80);
    if (known !== undefined && this.kinds.includes(known)) {
      if (DECODABLE.get(known) === apiVersion) return known;
      const expectedVersion = DECODABLE.get(known) ?? '';
      this.add('unknownKind', versionAt.start, versionAt.end, 'apiVersion', `no matches for kind ${JSON.stringify(shown)} in version ${JSON.stringify(apiVersion.slice(0, 80))}`, {
        kind: shown,
        apiVersion: apiVersion.slice(0, 80),
        suggestion: expectedVersion,
      });
      return undefined;
    }
    if (KNOWN_KINDS.has(kind)) {
      this.add('unsupportedKind', kindAt.start, kindAt.end, 'kind', `kind ${JSON.stringify(shown)} is not simulated here; supported: ${supported.join(', ')}`, { kind: shown, supported }, 'warning');
      return undefined;
    }
    const near = suggest(kind, KNOWN_KINDS);
    this.add('unknownKind', kindAt.start, kindAt.end, 'kind', `no matches for kind ${JSON.stringify(shown)} in version ${JSON.stringify(apiVersion.slice(0, 80))}`, {
      kind: shown,
      apiVersion: apiVersion.slice(0, 80),
      ...(near === undefined ? {} : { suggestion: near }),
    });
    return undefined;
  }

  private addFieldError(error: FieldError, decoded: Decoded, offset: number, root: MappingTree): void {
    let path = error.at ?? error.path;
    let place = decoded.places.get(path);
    while (place === undefined && path !== '') {
      const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
      path = cut < 0 ? '' : path.slice(0, cut);
      place = decoded.places.get(path);
    }
    const at = place ?? root.entries[0]?.key ?? root;
    this.add('fieldError', offset + at.start, offset + at.end, error.path, fieldErrorMessage(error), { type: error.type, detail: error.detail }, 'error', error);
  }

  private add(
    code: ProblemCode,
    start: number,
    end: number,
    path: string,
    message: string,
    params: Problem['params'],
    severity: Problem['severity'] = 'error',
    field?: FieldError,
  ): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const from = this.lines.at(start);
    const to = this.lines.at(Math.max(start, end));
    this.problems.push({
      severity,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      path,
      code,
      params,
      message,
      ...(field === undefined ? {} : { field }),
    });
  }
}
