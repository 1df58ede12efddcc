/** Where a resource came from and what changed it, as annotations (buildMetadata; resource.Origin). */
import { container, field, scalar } from '../yaml/node';
import { printNode } from '../yaml/print';
import { composeNode } from '../yaml/read';
import { ORIGIN, TRANSFORMATIONS } from './resource';
import type { Node } from '../yaml/node';
import type { Resource } from './resource';

export interface Origin {
  readonly path?: string;
  readonly configuredIn?: string;
  readonly configuredBy?: { readonly apiVersion: string; readonly kind: string; readonly name?: string; readonly namespace?: string };
}

/** filepath.Join of two relative paths. */
export function joinRelative(...paths: readonly string[]): string {
  const parts: string[] = [];
  for (const part of paths.join('/').split('/')) {
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const map = (value: Readonly<Record<string, unknown>>): Node => container('map', Object.entries(value).flatMap(([key, item]) =>
  (item === undefined || item === '' ? [] : [scalar(key, '!!str'), typeof item === 'string' ? scalar(item, '!!str') : map(item as Readonly<Record<string, unknown>>)])));

const nodeOf = ({ path, configuredIn, configuredBy }: Origin): Node => map({ path, configuredIn, configuredBy });

export const printOrigin = (origin: Origin): string => printNode(nodeOf(origin));

export const setOrigin = (resource: Resource, origin: Origin): void => {
  resource.annotations = new Map([...resource.annotations, [ORIGIN, printOrigin(origin)]]);
};

/** AddOriginAnnotation of a generator's: not where there is one. */
export const addOrigin = (resource: Resource, origin: Origin): void => {
  if (!resource.annotations.has(ORIGIN)) setOrigin(resource, origin);
};

/** AddTransformerAnnotation. */
export function addTransformation(resource: Resource, origin: Origin): void {
  const { annotations } = resource;
  if (!annotations.has(ORIGIN)) {
    setOrigin(resource, origin);
    return;
  }
  const before = composeNode(annotations.get(TRANSFORMATIONS) ?? '');
  const list = before?.kind === 'list' ? before : container('list');
  list.content.push(nodeOf(origin));
  resource.annotations = new Map([...annotations, [TRANSFORMATIONS, printNode(list)]]);
}

/** OriginFromCustomPlugin: of a plugin that stands in a file of its own. */
export function originOfPlugin(plugin: Resource): Origin | undefined {
  const text = plugin.annotations.get(ORIGIN);
  if (text === undefined) return undefined;
  const path = field(composeNode(text), 'path')?.value ?? '';
  return { configuredIn: path, configuredBy: { apiVersion: plugin.apiVersion, kind: plugin.kind, name: plugin.name, namespace: plugin.namespace } };
}
