/** BIND's nslookup (bin/dig/nslookup.c, 9.20.30). */
import { RECORD_TYPES, reverseOfAddress } from '../../dns/message';
import type { DnsRecord } from '../../dns/message';
import type { Tool } from '../types';
import { numberOr, Run } from '../types';
import type { Looked, LookupOptions } from './lookup';
import { endOfAliases, fromResolvConf, lookUp, serverOf, shown } from './lookup';

const TEXTS: Readonly<Record<string, string>> = {
  A: 'internet address = ', NS: 'nameserver = ', CNAME: 'canonical name = ', PTR: 'name = ', MX: 'mail exchanger = ', TXT: 'text = ', SRV: 'service = ', AAAA: 'has AAAA address ', HINFO: 'hinfo = ',
};

function recordText({ name, type, data }: DnsRecord, answer: boolean): string {
  if (answer && (type === 'A' || type === 'AAAA')) return `Name:\t${shown(name)}\nAddress: ${data}\n`;
  if (type === 'SOA') {
    const [origin = '', mail = '', ...numbers] = data.split(' ');
    return `${shown(name)}\n\torigin = ${shown(origin)}\n\tmail addr = ${shown(mail)}\n${['serial', 'refresh', 'retry', 'expire', 'minimum'].map((field, at) => `\t${field} = ${numbers[at]}\n`).join('')}`;
  }
  return `${shown(name)}\t${TEXTS[type] ?? `rdata_${type} = `}${data}\n`;
}

interface Settings {
  type: string;
  /** No type was asked for: A, then AAAA. */
  byDefault: boolean;
  timeout: number;
  tries: number;
  useSearch: boolean;
  tcp: boolean;
}

function setOption(run: Run, settings: Settings, option: string): void {
  const [key = '', value = ''] = option.toLowerCase().split('=');
  if (['type', 'ty', 'querytype', 'query', 'qu', 'q'].includes(key)) {
    if (!RECORD_TYPES.includes(value.toUpperCase())) run.stdout += `unknown query type: ${value}\n`;
    else [settings.type, settings.byDefault] = [value.toUpperCase(), false];
  } else if (key === 'timeout' || key === 't') settings.timeout = Math.max(1, numberOr(value, 5));
  else if (key === 'retry' || key === 'ret') settings.tries = Math.max(1, numberOr(value, 3));
  else if (key.startsWith('nosea') || key.startsWith('nodef')) settings.useSearch = false;
  else if (key === 'vc') settings.tcp = true;
  else if (!/^(all|class|cl|port|po|rec|norec|search|def|novc|deb|nodeb|d2|nod2|sil|fail|nofail|ndots|domain|do)/.test(key)) run.stdout += `*** Invalid option: ${option}\n`;
}

/** printmessage: what is said of one reply; true: it failed. */
function print(run: Run, text: string, settings: Settings, type: string, { reply, server, name }: Looked, nothingYet: boolean): boolean {
  const isFirst = type === 'A' || !settings.byDefault;
  if (isFirst) run.stdout += `Server:\t\t${server}\nAddress:\t${server}#53\n\n`;
  if (reply.rcode !== 'NOERROR') {
    run.stdout += `** server can't find ${shown(name)}: ${reply.rcode}\n`;
    return true;
  }
  if (!reply.authoritative && isFirst) run.stdout += 'Non-authoritative answer:\n';
  if (reply.answer.length > 0) run.stdout += reply.answer.map((record) => recordText(record, true)).join('');
  else if (!settings.byDefault || (type === 'AAAA' && nothingYet)) run.stdout += `*** Can't find ${text}: No answer\n`;
  if (!reply.authoritative && type !== 'A' && type !== 'AAAA') {
    run.stdout += `\nAuthoritative answers can be found from:\n${[...reply.authority, ...reply.additional].map((record) => recordText(record, false)).join('')}`;
  }
  return false;
}

export const nslookup: Tool = (args, world) => {
  const run = new Run(world);
  const settings: Settings = { type: 'A', byDefault: true, timeout: 5, tries: 3, useSearch: true, tcp: false };
  const names: string[] = [];
  for (const arg of args) {
    if (arg.startsWith('-')) setOption(run, settings, arg.slice(1));
    else names.push(arg);
  }
  const [host, serverName] = names;
  if (host === undefined) return run.end(0);
  let servers = fromResolvConf(run).servers;
  if (serverName !== undefined) {
    const found = serverOf(run, 'nslookup', serverName);
    if (found === undefined) return run.end(1);
    servers = found;
  }
  const say = (text: string): void => void (run.stdout += `;; ${text}\n`);
  const options: LookupOptions = { ...fromResolvConf(run), servers, useSearch: settings.useSearch, timeout: settings.timeout, tries: settings.tries, tcp: settings.tcp, checkRecursion: true, comment: say, error: say };
  const unreachable = (): ReturnType<Run['end']> => {
    run.stdout += ';; no servers could be reached\n\n';
    return run.end(1);
  };
  const reverse = reverseOfAddress(host);
  const [text, type] = reverse === undefined || (!settings.byDefault && settings.type !== 'PTR') ? [host, settings.type] : [reverse, 'PTR'];
  const first = lookUp(run, text, type, options);
  if (first === undefined) return unreachable();
  let failed = print(run, text, settings, type, first, false);
  if (!failed && settings.byDefault && type === 'A') {
    const target = endOfAliases(first.reply, first.name);
    const second = lookUp(run, target, 'AAAA', options);
    if (second === undefined) return unreachable();
    failed = print(run, shown(target), settings, 'AAAA', second, first.reply.answer.length === 0);
  }
  run.stdout += '\n';
  return run.end(failed ? 1 : 0);
};
