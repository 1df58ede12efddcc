/** plugin/autopath: the server goes through the client's search list. After plugin/autopath (github.com/coredns/coredns v1.14.2). */
import type { DnsReply } from '../../message';
import { isSubdomain, lower, normalName, trimZone, zoneOf } from '../../message';
import { CorefileError } from '../corefile/dispenser';
import type { Controller } from './controller';
import { originsOf } from './origins';
import type { Handler, Outcome, Request, Walk } from './types';
import { isWritten } from './types';

export interface AutopathConfig {
  readonly zones: readonly string[];
  /** The plugin that knows the client's search list, or the list itself. */
  readonly plugin: string | undefined;
  readonly search: readonly string[];
}

export const searchIn = (resolvConf: string): string[] => {
  const lines = resolvConf.split('\n').map((line) => line.split(/\s+/).filter((word) => word !== ''));
  return (lines.filter(([word]) => word === 'search').at(-1) ?? []).slice(1).map(normalName);
};

export function parseAutopath(controller: Controller, files: Readonly<Record<string, string>>): AutopathConfig {
  let config: AutopathConfig | undefined;
  while (controller.next()) {
    const args = controller.remainingArgs();
    const source = args.at(-1);
    if (source === undefined) throw new CorefileError('no resolv-conf specified');
    const zones = originsOf(args.slice(0, -1), controller.keys);
    if (source.startsWith('@')) config = { zones, plugin: source.slice(1), search: [] };
    else {
      const file = files[source];
      if (file === undefined) throw new CorefileError(`failed to parse "${source}": open ${source}: no such file or directory`);
      config = { zones, plugin: undefined, search: [...searchIn(file), ''] };
    }
  }
  return config!;
}

/** cnamer: the name that was asked for leads to the name that was found. */
function withAlias(reply: DnsReply, name: string): DnsReply {
  const first = reply.answer.find((record) => lower(record.name) !== lower(name));
  const answer = first === undefined ? reply.answer : [{ name, ttl: first.ttl, type: 'CNAME', data: first.name }, ...reply.answer];
  return { ...reply, answer, question: { ...reply.question, name } };
}

export function autopathHandler(config: AutopathConfig, searchOf: (request: Request, walk: Walk) => readonly string[], next: Handler): Handler {
  return (request, walk) => {
    if (zoneOf(config.zones, request.name) === undefined) return next(request, walk);
    const search = config.plugin === undefined ? config.search : searchOf(request, walk);
    if (search.length === 0 || !isSubdomain(search[0]!, request.name)) return next(request, walk);
    const base = trimZone(request.name, search[0]!);
    const copy = { ...request };
    let first: Outcome | undefined;
    for (const domain of search) {
      copy.name = `${base}.${domain}`;
      const outcome = next(copy, walk);
      if (outcome.error !== undefined) return { rcode: outcome.rcode, error: outcome.error };
      first ??= outcome;
      if (!isWritten(outcome.rcode) || outcome.written === undefined || outcome.written.rcode === 'NXDOMAIN') continue;
      return { ...outcome, written: withAlias(outcome.written, request.name) };
    }
    return isWritten(first!.rcode) ? first! : { rcode: first!.rcode };
  };
}
