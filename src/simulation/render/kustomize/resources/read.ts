/** Resources from the documents of a text (resource.Factory): lists taken apart, each with a kind and a name. */
import { GoError } from '../../../base/go/values';
import { field, isEmpty } from '../yaml/node';
import { fromJson, toPrintable } from '../yaml/json';
import { readNodes } from '../yaml/read';
import { demandMetadata, Resource } from './resource';
import type { Node } from '../yaml/node';

function usable(nodes: readonly Node[]): Resource[] {
  return nodes.filter((node) => !isEmpty(node)).map((node) => {
    const resource = new Resource(node);
    demandMetadata(resource);
    return resource;
  });
}

function read(text: string): Resource[] {
  const open = usable(readNodes(text));
  const result: Resource[] = [];
  for (let resource = open.shift(); resource !== undefined; resource = open.shift()) {
    const items = resource.kind.endsWith('List') ? field(resource.node, 'items') : undefined;
    if (items === undefined) result.push(resource);
    else if (items.kind === 'list') open.push(...items.content.flatMap((item) => usable([fromJson(toPrintable(item))])));
    else if (toPrintable(items) !== null) throw new GoError(`expected array in ${resource.kind}/items, but found ${items.kind === 'map' ? 'map[string]interface {}' : 'string'}`);
  }
  return result;
}

/** `path`: the file, for errors of the YAML. Throws a GoError. */
export function readResources(text: string, path?: string): Resource[] {
  try {
    return read(text);
  } catch (error) {
    if (path === undefined || !(error instanceof GoError)) throw error;
    if (/error converting YAML to JSON|error unmarshaling JSON/.test(error.message)) throw new GoError(`YAML file [${path}] encounters a format error.\n${error.message}\n`);
    throw error.message.includes('MalformedYAMLError') ? new GoError(`${error.message} in File: ${path}`) : error;
  }
}
