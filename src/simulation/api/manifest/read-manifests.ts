import { quote } from '../../base/go/quote';
import { fieldErrorMessage } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { Kind } from '../kind';
import type { Registry } from '../registry';
import { asObject, checkNew, decodeAs } from '../request/create';
import type { ApiObject } from '../types';
import type { MappingTree, Tree } from '../yaml';
import type { Decoded } from './decode';
import { readDocuments } from './documents';
import type { DocumentError } from './documents';
import { entriesOf, keyText } from './json';
import { isServedGroup, removedVersion, versionsByKind } from './known-kinds';
import { MAX_MANIFEST_LENGTH } from './limits';
import { hasBareTemplate, withLineHints } from './line-hints';
import { LineIndex } from './positions';
import type { Problem, ProblemCode } from './problems';
import { suggest } from './suggest';

export interface ReadObject<T extends ApiObject = ApiObject> {
  /** Decoded, defaulted and valid. */
  readonly object: T;
  readonly kind: Kind<T>;
  /** Which document of the text it came from, from 0. */
  readonly doc: number;
  /** Its first line, from 1. */
  readonly line: number;
  /** As the text has it. */
  readonly body: MappingTree;
}

export interface ReadResult<T extends ApiObject = ApiObject> {
  /** Only objects the API server would accept. */
  readonly objects: readonly ReadObject<T>[];
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

const MAX_PROBLEMS = 500;

/**
 * Reads YAML or JSON as `kubectl apply` and the API server would: cut into documents and the items of lists, decoded strictly, defaulted,
 * validated by the kinds of `registry`. Every problem carries its line and column. Kinds that exist but are not in the registry are left
 * out with a warning. Never throws.
 */
export function readManifests<T extends ApiObject>(text: string, registry: Registry<T>): ReadResult<T> {
  return new ManifestReader(text, registry).read();
}

interface Header {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

class ManifestReader<T extends ApiObject> {
  private readonly lines: LineIndex;
  private readonly problems: Problem[] = [];
  private readonly objects: ReadObject<T>[] = [];
  private readonly seen = new Set<string>();
  private doc = 0;
  /** Where the document at hand begins. */
  private offset = 0;

  constructor(
    private readonly text: string,
    private readonly registry: Registry<T>,
  ) {
    this.lines = new LineIndex(text.length > MAX_MANIFEST_LENGTH ? '' : text);
  }

  read(): ReadResult<T> {
    if (this.text.length > MAX_MANIFEST_LENGTH) {
      this.add('tooLarge', 0, 0, '', `Request entity too large: limit is ${MAX_MANIFEST_LENGTH}`, { limit: MAX_MANIFEST_LENGTH });
    } else {
      for (const { offset, tree, error } of readDocuments(this.text)) {
        this.offset = offset;
        if (error !== undefined) this.unreadable(error);
        else if (tree === undefined) continue;
        else this.readDocument(tree);
        this.doc += 1;
      }
    }
    const problems = [...this.problems].sort((a, b) => a.line - b.line || a.column - b.column);
    return { objects: this.objects, problems: withLineHints(this.text, problems) };
  }

  /** A syntax error; what often is behind one gets a code of its own. */
  private unreadable(error: DocumentError): void {
    const at = this.offset + error.at;
    const line = this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
    // A chart's template is a manifest only once Helm has rendered it.
    const sofar = this.text.slice(this.offset, at) + this.text.slice(at).split('\n', 1)[0];
    const template = (hasBareTemplate(sofar) || line.includes('{{')) && ['yamlSyntax', 'complexKey'].includes(error.code);
    const code: ProblemCode = template ? 'unrenderedTemplate' : error.code === 'yamlSyntax' && /^ *\t/.test(line) ? 'tabIndentation' : error.code;
    this.add(code, error.at, error.at + 1, '', error.message, {});
  }

  private readDocument(root: Tree): void {
    if (root.type !== 'mapping') {
      this.add('notAnObject', root.start, root.end, '', 'error validating data: invalid object to validate', {});
      return;
    }
    const kind = this.header(root, 'kind');
    const apiVersion = this.header(root, 'apiVersion');
    if (kind === undefined || apiVersion === undefined) return;
    const items = entryOf(root, 'items')?.value;
    if (items?.type === 'sequence' && kind.text.endsWith('List')) {
      for (const item of items.items) this.readDocument(item);
      return;
    }
    const known = this.registry.find(apiVersion.text, kind.text);
    if (known === undefined) this.unknownKind(kind, apiVersion);
    else this.readObject(root, known);
  }

  private readObject(root: MappingTree, kind: Kind<T>): void {
    const decoded = decodeAs(root, kind);
    for (const { code, start, end, path, message, params, severity } of decoded.problems) {
      const shown = severity === 'saved' || severity === 'fatal' ? `${kind.kind} in version ${quote(versionOf(kind.apiVersion))} cannot be handled as a ${kind.kind}: ${message}` : message;
      this.add(code, start, end, path, shown, params, severity === 'silent' ? 'warning' : 'error');
    }
    if (decoded.problems.some(({ severity }) => severity !== 'silent')) return;
    this.finish(decoded, kind, root);
  }

  /** Defaults and validation; the object joins the result when the API server would take it. */
  private finish(decoded: Decoded, kind: Kind<T>, root: MappingTree): void {
    const raw = asObject(kind, decoded.value);
    const object = kind.defaults?.(raw) ?? raw;
    const { errors, warnings } = checkNew(object, kind);
    for (const error of errors) this.addFieldError(error, decoded, root);
    for (const warning of warnings) this.addWarning(warning, decoded, root);
    if (errors.length > 0) return;
    const name = object.metadata.name ?? '';
    const namespace = kind.resource?.namespaced === false ? '' : (object.metadata.namespace ?? 'default');
    const id = `${kind.resource?.group ?? ''}/${kind.kind}/${namespace}/${name}`;
    if (name !== '' && this.seen.has(id)) {
      const place = decoded.places.get('metadata.name') ?? root;
      this.add('duplicateObject', place.start, place.end, 'metadata.name', `${kind.kind} ${quote(name)} appears more than once`, { kind: kind.kind, name }, 'warning');
      return;
    }
    this.seen.add(id);
    this.objects.push({ object, kind, doc: this.doc, line: this.lines.at(this.offset + root.start).line, body: root });
  }

  private header(root: MappingTree, field: 'kind' | 'apiVersion'): Header | undefined {
    const entry = entryOf(root, field);
    const node = entry?.value;
    if (node?.type === 'scalar' && node.scalar.kind === 'string' && node.scalar.value !== '') {
      return { text: node.scalar.value, start: node.start, end: node.end };
    }
    const place = entry?.key ?? root.entries[0]?.key ?? root;
    const code: ProblemCode = field === 'kind' ? 'missingKind' : 'missingApiVersion';
    const near = entry === undefined ? suggest(field, root.entries.map((e) => keyText(e.key) ?? '')) : undefined;
    const otherType = node?.type !== undefined && !(node.type === 'scalar' && (node.scalar.kind === 'string' || node.scalar.kind === 'null'));
    this.add(code, place.start, place.end, field, `error validating data: ${field} ${otherType ? "isn't string type" : 'not set'}`, near === undefined ? {} : { found: near });
    return undefined;
  }

  /** A kind that the registry does not have: left to others, dropped by a release, or misspelt. */
  private unknownKind(kind: Header, apiVersion: Header): void {
    const versions = versionsByKind();
    const [shown, shownVersion] = [kind.text.slice(0, 80), apiVersion.text.slice(0, 80)];
    const message = `no matches for kind ${quote(shown)} in version ${quote(shownVersion)}`;
    const served = versions.get(kind.text) ?? [];
    // A kind of somebody else's: whether it exists is up to the cluster's definitions.
    const defined = this.registry.kinds.some((one) => one.custom && apiVersion.text.startsWith(`${one.resource?.group ?? ''}/`));
    if (!defined && !isServedGroup(apiVersion.text)) {
      this.add('needsDefinition', kind.start, kind.end, 'kind', message, { kind: shown, apiVersion: shownVersion }, 'warning');
      return;
    }
    if (served.includes(apiVersion.text)) {
      const supported = this.registry.kinds.map((one) => `${one.kind} (${one.apiVersion})`);
      this.add('unsupportedKind', kind.start, kind.end, 'kind', `kind ${quote(shown)} is not simulated here; supported: ${supported.join(', ')}`, { kind: shown, supported }, 'warning');
      return;
    }
    const removed = removedVersion(apiVersion.text, kind.text);
    if (removed !== undefined) {
      const { release, instead } = removed;
      this.add('removedVersion', apiVersion.start, apiVersion.end, 'apiVersion', message, { kind: shown, apiVersion: shownVersion, release, ...(instead === '' ? {} : { suggestion: instead }) });
      return;
    }
    const params = { kind: shown, apiVersion: shownVersion };
    if (served[0] !== undefined) {
      this.add('unknownKind', apiVersion.start, apiVersion.end, 'apiVersion', message, { ...params, suggestion: this.registry.named(kind.text)[0]?.apiVersion ?? served[0] });
      return;
    }
    const near = suggest(kind.text, versions.keys());
    this.add('unknownKind', kind.start, kind.end, 'kind', message, { ...params, ...(near === undefined ? {} : { suggestion: near }) });
  }

  /** A warning of the API server's; it begins with the path of what it is about. */
  private addWarning(warning: string, decoded: Decoded, root: MappingTree): void {
    const path = /^[a-z]\w*(\.\w+|\[[^\]]*\])+(?=: )/.exec(warning)?.[0] ?? '';
    const at = placeOf(path.replace(/\[([^\]]*[^\]\d][^\]]*)\]/g, '.$1'), decoded, root);
    this.add('apiWarning', at.start, at.end, path, warning, {}, 'warning');
  }

  private addFieldError(error: FieldError, decoded: Decoded, root: MappingTree): void {
    const at = placeOf(error.at ?? error.path, decoded, root);
    this.add('fieldError', at.start, at.end, error.path, fieldErrorMessage(error), { type: error.type, detail: error.detail }, 'error', error);
  }

  /** @param start from the document's offset, as `end`. */
  private add(code: ProblemCode, start: number, end: number, path: string, message: string, params: Problem['params'], severity: Problem['severity'] = 'error', field?: FieldError): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const from = this.lines.at(this.offset + start);
    const to = this.lines.at(this.offset + Math.max(start, end));
    this.problems.push({ severity, line: from.line, column: from.column, endLine: to.line, endColumn: to.column, path, code, params, message, ...(field === undefined ? {} : { field }) });
  }
}

/** The field of a mapping as kubectl sends it: of several the last, and merged ones among them. */
const entryOf = (root: MappingTree, name: string) => entriesOf(root).entries.find((entry) => entry.name === name);

/** What all versions of a CustomResourceDefinition have alike its internal type has once (apiextensions conversion.go): the text has it in each version. */
const OF_EACH_VERSION: readonly (readonly [RegExp, string])[] = [
  [/^spec\.validation\b/, 'spec.versions[0].schema'],
  [/^spec\.(?=(?:subresources|additionalPrinterColumns|selectableFields)\b)/, 'spec.versions[0].'],
];

/** Where a path stands in the text, or the nearest place around it. */
function placeOf(asked: string, { places }: Decoded, root: MappingTree): { readonly start: number; readonly end: number } {
  const path = OF_EACH_VERSION.reduce((one, [pattern, inText]) => (places.has(inText.replace(/\.$/, '')) && !places.has(one) ? one.replace(pattern, inText) : one), asked);
  for (let around = path; around !== ''; ) {
    const place = places.get(around);
    if (place !== undefined) return place;
    around = around.slice(0, Math.max(0, around.lastIndexOf('.'), around.lastIndexOf('[')));
  }
  return root.entries[0]?.key ?? root;
}

const versionOf = (apiVersion: string): string => apiVersion.split('/').pop() ?? apiVersion;
