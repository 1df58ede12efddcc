/** Where an error of Helm or Kustomize stands in the reader's files. They name files and lines in their texts; where they name a key only, its line is looked for. */
import { entriesOf } from '../../api/manifest/json';
import { parseDocument, YamlError } from '../../api/yaml';
import { diffLines } from '../../base/line-diff';
import type { Tree } from '../../api/yaml';
import { splitKeepingEnds } from '../../render/helm/release/manifests';
import type { Files } from './files';

/** A place in a file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const linesOf = (text: string): readonly string[] => text.split('\n');
const lineAt = (text: string, offset: number): number => linesOf(text.slice(0, offset)).length;
const at = (file: string, line: number, column = 1): Place => ({ file, line, column });

const lineOf = (text: string, pattern: RegExp): number | undefined => {
  const line = linesOf(text).findIndex((one) => pattern.test(one));
  return line < 0 ? undefined : line + 1;
};

/** The number behind `line` in an error of the YAML reader. */
const yamlLine = (error: string): number => Number(/yaml: (?:unmarshal errors:\s+)?line (\d+)/.exec(error)?.[1] ?? 1);

function treeOf(text: string): Tree | undefined {
  try {
    return parseDocument(text);
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

/** The line of what a JSON pointer leads to. */
export function pointerLine(text: string, pointer: string): number | undefined {
  let [node, line]: [Tree | undefined, number | undefined] = [treeOf(text), 1];
  for (const token of pointer.split('/').slice(1)) {
    if (node?.type === 'mapping') {
      const entry = entriesOf(node).entries.find(({ name }) => name === token.replaceAll('~1', '/').replaceAll('~0', '~'));
      if (entry === undefined) return undefined;
      [node, line] = [entry.value, lineAt(text, entry.key.start)];
    } else if (node?.type === 'sequence') {
      node = node.items[Number(token)];
      if (node === undefined) return undefined;
      line = lineAt(text, node.start);
    } else return undefined;
  }
  return line;
}

/**
 * The line of a template that became a line of what it rendered: lines that stayed as they were are found again in their order (the longest common part), and what lies between two of
 * them came from between the two.
 */
export function templateLine(template: string, rendered: string, line: number): number {
  const trimmed = (text: string): string => linesOf(text).map((one) => one.trim()).join('\n');
  // Where the reader of the diff stands: in the template, in what it rendered, and what of the template has gone since both were alike.
  let [here, there, gone, come] = [0, 0, 0, 0];
  for (const { sign } of diffLines(trimmed(template), trimmed(rendered))) {
    if (sign === ' ') [here, gone, come] = [here + gone + 1, 0, 0];
    else if (sign === '-') gone += 1;
    else come += 1;
    if (sign === '-') continue;
    there += 1;
    if (there === line) return sign === ' ' ? here : Math.max(1, here + Math.min(come, gone));
  }
  return linesOf(template).length;
}

/** A document that helm could not read, among what a template rendered. */
export interface Broken {
  readonly file: string;
  readonly text: string;
  /** The line that the error names, from 1. */
  readonly line: number;
}

/** Which document `YAML parse error on …` is about: the first of that file that does not read. */
export function brokenDocument(error: string, rendered: ReadonlyMap<string, string>): Broken | undefined {
  const file = /YAML parse error on (\S+?):/.exec(error)?.[1];
  const text = file === undefined ? undefined : rendered.get(file);
  if (file === undefined || text === undefined) return undefined;
  const document = splitKeepingEnds(text).find((one) => treeOf(one) === undefined);
  return document === undefined ? undefined : { file, text: document, line: Math.min(yamlLine(error), linesOf(document).length) };
}

/** The place of an error of `helm template`. */
export function placeOfHelm(error: string, files: Files, values: string, rendered: ReadonlyMap<string, string> = new Map()): Place | undefined {
  const broken = brokenDocument(error, rendered);
  if (broken !== undefined) {
    const whole = rendered.get(broken.file)!;
    const before = lineAt(whole, Math.max(0, whole.indexOf(broken.text))) - 1;
    return at(broken.file, templateLine(files[broken.file] ?? '', whole, before + broken.line));
  }
  const loaded = /cannot load (values\.yaml|Chart\.yaml)/.exec(error)?.[1];
  if (loaded !== undefined) return at(`web/${loaded}`, yamlLine(error));
  const metadata = /chart\.metadata\.(\w+)/.exec(error)?.[1];
  if (metadata !== undefined) return at('web/Chart.yaml', lineOf(files['web/Chart.yaml'] ?? '', new RegExp(`^${metadata}:`)) ?? 1);
  const parsed = /failed to parse (\S+):/.exec(error)?.[1];
  if (parsed !== undefined) return at(parsed, yamlLine(error));
  const wrong = /at '(\/[^']*)'/.exec(error)?.[1];
  if (wrong !== undefined) {
    for (const file of [values, 'web/values.yaml']) {
      const line = pointerLine(files[file] ?? '', wrong);
      if (line !== undefined) return at(file, line);
    }
  }
  const named = [...error.matchAll(/((?:[\w.-]+\/)+[\w.-]+):(\d+)(?::(\d+))?/g)].filter(([, file = '']) => Object.hasOwn(files, file)).at(-1);
  return named === undefined ? undefined : at(named[1]!, Number(named[2]), Number(named[3] ?? 0) + 1);
}

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Fields of a kustomization that an error is about, by words in it. */
const FIELDS: readonly (readonly [words: RegExp, field: RegExp])[] = [
  [/PatchStrategicMerge/, /^patchesStrategicMerge:/], [/[Pp]atch|operation does not apply/, /^patches:/], [/ReplicaCount|resource with name .* does not match a config/, /^replicas:/], [/ReplacementTransformer|replacement/i, /^replacements:/],
  [/SecretGenerator|\bSecret\b/, /^secretGenerator:/], [/ConfigMap|KV pairs/, /^configMapGenerator:/], [/namespace/, /^namespace:/], [/resource/, /^resources:/],
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The place of an error of a build of `target`; folders in it are below `root`. */
export function placeOfKustomize(error: string, files: Files, target: string, root: string): Place | undefined {
  const relative = (path: string): string => (path === root ? '' : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  const folder = relative([...error.matchAll(/(?:path|directory|Kustomization under|in path) '([^']+)'/g)].at(-1)?.[1] ?? `${root}/${target}`);
  const inside = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const malformed = /in File: ([^\s']+)/.exec(error)?.[1];
  if (malformed !== undefined && Object.hasOwn(files, inside(malformed))) return at(inside(malformed), yamlLine(error));
  const own = NAMES.map(inside).find((name) => Object.hasOwn(files, name));
  if (own === undefined) return undefined;
  const text = files[own]!;
  if (/yaml: (?:unmarshal errors:\s+)?line \d+/.test(error)) return at(own, yamlLine(error));
  const unknown = /unknown field "([^"]+)"/.exec(error)?.[1];
  if (unknown !== undefined) return at(own, lineOf(text, new RegExp(`^[\\s-]*${escaped(unknown)}:`)) ?? 1);
  const missing = [...error.matchAll(/accumulating resources from '([^']+)'/g)].at(-1)?.[1];
  if (missing !== undefined && Object.hasOwn(files, inside(missing))) return at(inside(missing), 1);
  if (missing !== undefined) return at(own, lineOf(text, new RegExp(`- ['"]?${escaped(missing)}['"]?\\s*$`)) ?? 1);
  for (const [words, field] of FIELDS) {
    const line = words.test(error) ? lineOf(text, field) : undefined;
    if (line !== undefined) return at(own, line);
  }
  return at(own, 1);
}
