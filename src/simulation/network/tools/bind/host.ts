/** BIND's host (bin/dig/host.c, 9.20.30). */
import { RCODES, RECORD_TYPES, reverseOfAddress } from '../../dns/message';
import type { DnsRecord } from '../../dns/message';
import type { Tool } from '../types';
import { numberOr, Run } from '../types';
import type { Looked, LookupOptions } from './lookup';
import { endOfAliases, fromResolvConf, lookUp, serverOf, shown } from './lookup';

const SAYS: Readonly<Record<string, string>> = {
  A: 'has address', AAAA: 'has IPv6 address', CNAME: 'is an alias for', NS: 'name server', PTR: 'domain name pointer', MX: 'mail is handled by', TXT: 'descriptive text', SRV: 'has SRV record', SOA: 'has SOA record',
};

const line = ({ name, type, data }: DnsRecord): string => `${shown(name)} ${SAYS[type] ?? `has ${type} record`} ${data}\n`;

export const host: Tool = (args, world) => {
  const run = new Run(world);
  let [type, timeout, tries, tcp]: [string | undefined, number, number, boolean] = [undefined, 5, 2, false];
  const names: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    const match = /^-([tWRcN])(.*)$/.exec(arg);
    if (match !== null) {
      const value = match[2] === '' ? (args[(at += 1)] ?? '') : match[2]!;
      if (match[1] === 't') type = value.toUpperCase();
      else if (match[1] === 'W') timeout = Math.max(1, numberOr(value, 5));
      else if (match[1] === 'R') tries = Math.max(1, numberOr(value, 1) + 1);
    } else if (arg === '-T') tcp = true;
    else if (!arg.startsWith('-')) names.push(arg);
  }
  const [name, serverName] = names;
  if (name === undefined) return run.end(1);
  if (type !== undefined && !RECORD_TYPES.includes(type)) {
    run.stderr += `host: invalid type: ${type.toLowerCase()}\n\n`;
    return run.end(2);
  }
  let servers = fromResolvConf(run).servers;
  if (serverName !== undefined) {
    const found = serverOf(run, 'host', serverName);
    if (found === undefined) return run.end(1);
    servers = found;
    run.stdout += `Using domain server:\nName: ${serverName}\nAddress: ${found[0]}#53\nAliases: \n\n`;
  }
  const options: LookupOptions = {
    ...fromResolvConf(run), servers, useSearch: true, timeout, tries, tcp, checkRecursion: true,
    comment: () => undefined, error: (text) => void (run.stdout += `;; ${text}\n`),
  };
  /** printmessage; undefined: nobody answered. */
  const one = (text: string, asked: string, byDefault: boolean): Looked | 'failed' | undefined => {
    const looked = lookUp(run, text, asked, options);
    if (looked === undefined) {
      run.stdout += ';; no servers could be reached\n';
      return undefined;
    }
    const { reply } = looked;
    if (reply.rcode !== 'NOERROR') {
      run.stdout += `Host ${reply.rcode === 'NXDOMAIN' ? text : shown(looked.name)} not found: ${RCODES[reply.rcode]}(${reply.rcode})\n`;
      return 'failed';
    }
    run.stdout += reply.answer.map(line).join('');
    if (reply.answer.length === 0 && !byDefault) run.stdout += `${shown(looked.name)} has no ${asked} record\n`;
    return looked;
  };
  const reverse = type === undefined || type === 'PTR' ? reverseOfAddress(name) : undefined;
  if (type !== undefined || reverse !== undefined) return run.end(typeof one(reverse ?? name, reverse === undefined ? type! : 'PTR', false) === 'object' ? 0 : 1);
  const first = one(name, 'A', true);
  if (typeof first !== 'object') return run.end(1);
  const target = shown(endOfAliases(first.reply, first.name));
  for (const more of ['AAAA', 'MX']) if (one(`${target}.`, more, true) === undefined) return run.end(1);
  return run.end(0);
};
