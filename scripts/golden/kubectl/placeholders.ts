import { textOf } from '@site/src/simulation/api/schema/values';
import type { ApiObject } from '@site/src/simulation/api/types';

const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The lines of evictions, which run at once, sorted and put together. */
export function drained(text: string): string {
  const lines = text.split('\n');
  const isEvicting = (line: string): boolean => line.startsWith('evicting pod ');
  const isEvicted = (line: string): boolean => /^pod\/.* (evicted|deleted)/.test(line);
  const [evicting, evicted] = [[...new Set(lines.filter(isEvicting))].sort(), [...new Set(lines.filter(isEvicted))].sort()];
  const at = lines.findIndex((line) => isEvicting(line) || isEvicted(line));
  if (at < 0) return text;
  return [...lines.slice(0, at), ...evicting, ...evicted, ...lines.slice(at).filter((line) => !isEvicting(line) && !isEvicted(line))].join('\n');
}

/** What stands for values that the server chooses at random. */
export class Placeholders {
  private readonly uids = new Map<string, string>();
  private readonly chosen = new Map<string, string>();

  /** `known`: everything that the case says; what stands there was not chosen. */
  constructor(
    private readonly known: string,
    objects: readonly ApiObject[],
  ) {
    for (const object of objects) {
      if (object.kind !== 'Service') continue;
      const { spec } = object as ApiObject & { readonly spec: { readonly clusterIP?: string; readonly ports?: readonly { readonly nodePort?: number }[] } };
      const address = textOf(spec.clusterIP);
      if (address !== '' && address !== 'None' && !new RegExp(`(?<![\\d.])${address.replaceAll('.', '\\.')}(?![\\d.])`).test(known)) this.chosen.set(address, '<clusterIP>');
      for (const { nodePort } of spec.ports ?? []) if (nodePort !== undefined && !new RegExp(`\\b${nodePort}\\b`).test(known)) this.chosen.set(String(nodePort), '<nodePort>');
    }
  }

  private uid(found: string): string {
    if (this.known.includes(found)) return found;
    const name = this.uids.get(found) ?? `<uid-${this.uids.size + 1}>`;
    this.uids.set(found, name);
    return name;
  }

  private common(text: string): string {
    let out = text.replace(UID, (found) => this.uid(found)).replace(/kube-api-access-[a-z0-9]{5}\b/g, (found) => (this.known.includes(found) ? found : 'kube-api-access-<5>'));
    for (const [value, name] of this.chosen) out = out.replaceAll(new RegExp(`(?<![\\d.])${value.replaceAll('.', '\\.')}(?![\\d.])`, 'g'), name);
    return out;
  }

  text(text: string): string {
    return this.common(text)
      .replace(/(resourceVersion"?: )"[0-9]+"/g, '$1"<rv>"')
      .replace(/^(W\d{4} [\d:.]+) +\d+ /gm, '$1 <pid> ')
      .replace(/\/tmp\/(LIVE|MERGED)-\d+\//g, '$1/')
      .replace(/^((?:---|\+\+\+) (?:LIVE|MERGED)\/[^\t\n]*)\t.*$/gm, '$1')
      .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<jwt>');
  }

  object(object: object): unknown {
    const json = this.common(JSON.stringify(object));
    return JSON.parse(json.replace(/("nodePort":)<nodePort>/g, '$1"<nodePort>"').replace(/("resourceVersion":)"[0-9]+"/g, '$1"<rv>"'));
  }
}
