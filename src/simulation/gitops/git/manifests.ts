/** Manifests of a folder, as the repo server reads a plain directory (reposerver/repository: findManifests): its own files alone, in order of their names. */
import { readDocuments } from '../../api/manifest/documents';
import { toJson } from '../../api/manifest/json';
import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../objects';
import type { Files } from './objects';

const MANIFEST = /\.(?:ya?ml|json)$/;
/** What makes a folder a chart or a kustomization. */
const OTHER_TOOLS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization', 'Chart.yaml'];

export type Rendered = { readonly manifests: readonly JsonObject[] } | { readonly error: string };

const items = (object: JsonObject): JsonObject[] => (typeof object.kind === 'string' && object.kind.endsWith('List') && Array.isArray(object.items) ? (object.items as JsonObject[]) : [object]);

/** The files of each folder of a commit, in order: they never change. */
const FOLDERS = new WeakMap<Files, ReadonlyMap<string, readonly string[]>>();
/** What was read of a commit's folders. */
const READ = new WeakMap<Files, Map<string, Rendered>>();
/** Of most commits most folders are as they were in another one: by their names and texts, the latest last. */
const SAME = new Map<string, Rendered>();
const MOST_SAME = 2000;

function foldersOf(files: Files): ReadonlyMap<string, readonly string[]> {
  const known = FOLDERS.get(files);
  if (known !== undefined) return known;
  const folders = new Map<string, string[]>();
  for (const path of Object.keys(files).sort()) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const inside = folders.get(folder);
    if (inside === undefined) folders.set(folder, [path.slice(folder === '' ? 0 : folder.length + 1)]);
    else inside.push(path.slice(folder === '' ? 0 : folder.length + 1));
  }
  FOLDERS.set(files, folders);
  return folders;
}

/** `path`: a folder, `.` for the whole. Charts and kustomizations are rendered elsewhere (src/simulation/render) and refused here. */
export function manifestsIn(files: Files, path: string): Rendered {
  const known = READ.get(files) ?? new Map<string, Rendered>();
  READ.set(files, known);
  const rendered = known.get(path) ?? readOrSame(files, path);
  known.set(path, rendered);
  return rendered;
}

function readOrSame(files: Files, path: string): Rendered {
  const folder = path === '.' || path === '' ? '' : path.replace(/\/+$/, '');
  const own = foldersOf(files).get(folder);
  if (own === undefined && !Object.keys(files).some((name) => folder === '' || name.startsWith(`${folder}/`))) return { error: `${path}: app path does not exist` };
  const before = folder === '' ? '' : `${folder}/`;
  const key = `${path}\0${(own ?? []).map((name) => `${name}\0${files[`${before}${name}`] ?? ''}`).join('\0')}`;
  const rendered = SAME.get(key) ?? read(files, before, own ?? []);
  SAME.delete(key);
  SAME.set(key, rendered);
  if (SAME.size > MOST_SAME) SAME.delete(SAME.keys().next().value!);
  return rendered;
}

function read(files: Files, folder: string, own: readonly string[]): Rendered {
  const tool = own.find((name) => OTHER_TOOLS.includes(name));
  if (tool !== undefined) return { error: `${folder}${tool}: only plain directories are rendered here` };
  const manifests: JsonObject[] = [];
  for (const name of own.filter((one) => MANIFEST.test(one))) {
    for (const { tree, error } of readDocuments(files[`${folder}${name}`]!)) {
      if (error !== undefined) return { error: `Failed to unmarshal "${name}": ${error.message}` };
      const object = tree === undefined ? undefined : toJson(tree);
      if (isObject(object)) manifests.push(...items(object as JsonObject));
    }
  }
  return { manifests };
}
