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

/** What was read of a commit's files stays: they never change. */
const READ = new WeakMap<Files, Map<string, Rendered>>();

/** `path`: a folder, `.` for the whole. Charts and kustomizations are rendered elsewhere (src/simulation/render) and refused here. */
export function manifestsIn(files: Files, path: string): Rendered {
  const known = READ.get(files) ?? new Map<string, Rendered>();
  READ.set(files, known);
  const rendered = known.get(path) ?? read(files, path);
  known.set(path, rendered);
  return rendered;
}

function read(files: Files, path: string): Rendered {
  const folder = path === '.' || path === '' ? '' : `${path.replace(/\/+$/, '')}/`;
  const inside = Object.keys(files).filter((name) => name.startsWith(folder)).sort();
  if (inside.length === 0) return { error: `${path}: app path does not exist` };
  const own = inside.map((name) => name.slice(folder.length)).filter((name) => !name.includes('/'));
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
