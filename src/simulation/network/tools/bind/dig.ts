/** BIND's dig (bin/dig/dig.c, 9.20.30). */
import { flagsOf, isSubdomain, RECORD_TYPES, replyLength, reverseOfAddress } from '../../dns/message';
import type { DnsRecord } from '../../dns/message';
import { digDate } from '../date';
import type { Tool } from '../types';
import { numberOr, Run } from '../types';
import type { Looked, LookupOptions } from './lookup';
import { fromResolvConf, lookUp, serverOf } from './lookup';

const VERSION = '9.20.30-1~deb13u1-Debian';
/** Columns of dig's style: TTL, class, type, data. */
const COLUMNS = [24, 32, 40, 48];
const TAB = 8;
const EDNS_SIZE = 1232;

/** indent(): tabs up to a column; a space where the text is past it. */
function toColumn(line: string, column: number): string {
  let width = 0;
  for (const char of line) width = char === '\t' ? (Math.floor(width / TAB) + 1) * TAB : width + 1;
  if (width >= column) return `${line} `;
  let padded = line;
  while (width < column) {
    padded += '\t';
    width = (Math.floor(width / TAB) + 1) * TAB;
  }
  return padded;
}

const inColumns = (first: string, parts: readonly (readonly [number, string])[]): string => parts.reduce((line, [column, text]) => toColumn(line, column) + text, first);

const recordLine = ({ name, ttl, type, data }: DnsRecord): string => `${inColumns(name, [[COLUMNS[0]!, String(ttl)], [COLUMNS[1]!, 'IN'], [COLUMNS[2]!, type], [COLUMNS[3]!, data]])}\n`;

interface Shows {
  cmd: boolean;
  comments: boolean;
  question: boolean;
  answer: boolean;
  authority: boolean;
  additional: boolean;
  stats: boolean;
}

interface Asked {
  name: string;
  type: string;
  server: string | undefined;
  short: boolean;
  search: boolean;
  tcp: boolean;
  edns: boolean;
  cookie: boolean;
  recurse: boolean;
  timeout: number;
  tries: number;
  readonly shows: Shows;
}

const ALL = ['comments', 'question', 'answer', 'authority', 'additional', 'stats', 'cmd'] as const;

/** plus_option. */
function plusOption(asked: Asked, option: string): boolean {
  const on = !option.startsWith('no');
  const [key = '', value = ''] = (on ? option : option.slice(2)).split('=');
  const { shows } = asked;
  switch (key) {
    case 'all': for (const show of ALL) shows[show] = on; return true;
    case 'short':
      asked.short = on;
      if (on) for (const show of ALL) shows[show] = show === 'answer';
      return true;
    case 'search': asked.search = on; return true;
    case 'tcp': case 'vc': asked.tcp = on; return true;
    case 'edns': asked.edns = on; return true;
    case 'cookie': asked.cookie = on; return true;
    case 'recurse': case 'rec': asked.recurse = on; return true;
    case 'time': case 'timeout': asked.timeout = Math.max(1, numberOr(value, 5)); return true;
    case 'tries': asked.tries = Math.max(1, numberOr(value, 3)); return true;
    case 'retry': asked.tries = numberOr(value, 2) + 1; return true;
    default: {
      const show = ALL.find((one) => one === key || (key.length >= 3 && one.startsWith(key)));
      if (show !== undefined) shows[show] = on;
      return show !== undefined;
    }
  }
}

function readArgs(args: readonly string[]): Asked | string {
  const shows: Shows = { cmd: true, comments: true, question: true, answer: true, authority: true, additional: true, stats: true };
  const asked: Asked = { name: '.', type: 'NS', server: undefined, short: false, search: false, tcp: false, edns: true, cookie: true, recurse: true, timeout: 5, tries: 3, shows };
  let [named, typed] = [false, false];
  const setName = (name: string): void => {
    asked.name = name;
    if (!typed) asked.type = 'A';
    named = true;
  };
  const setType = (type: string): void => {
    asked.type = type;
    typed = true;
  };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (arg.startsWith('@')) asked.server = arg.slice(1);
    else if (arg.startsWith('+')) {
      if (!plusOption(asked, arg.slice(1))) return `Invalid option: ${arg}`;
    } else if (/^-[xtqpb]/.test(arg)) {
      const value = arg.length > 2 ? arg.slice(2) : (args[(at += 1)] ?? '');
      if (arg[1] === 'x') {
        setName(reverseOfAddress(value) ?? value);
        setType('PTR');
      } else if (arg[1] === 't') setType(value.toUpperCase());
      else if (arg[1] === 'q') setName(value);
    } else if (arg.startsWith('-')) continue;
    else if (RECORD_TYPES.includes(arg.toUpperCase()) && !typed) setType(arg.toUpperCase());
    else if (arg.toUpperCase() !== 'IN' && !named) setName(arg);
  }
  return asked;
}

function comments({ reply, name }: Looked, asked: Asked): string {
  const edns = reply.edns === undefined ? 0 : 1;
  const warning = isSubdomain('local.', name) ? ';; WARNING: .local is reserved for Multicast DNS\n;; You are currently testing what happens when an mDNS query is leaked to DNS\n' : '';
  const counts = `QUERY: 1, ANSWER: ${reply.answer.length}, AUTHORITY: ${reply.authority.length}, ADDITIONAL: ${reply.additional.length + edns}`;
  const noRecursion = asked.recurse && !reply.recursionAvailable ? ';; WARNING: recursion requested but not available\n' : '';
  const opt = edns === 0 ? '' : `\n;; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: ${reply.edns!.size}\n${reply.edns!.cookie === true ? '; COOKIE: 0123456789abcdef (echoed)\n' : ''}`;
  return `;; Got answer:\n${warning};; ->>HEADER<<- opcode: QUERY, status: ${reply.rcode}, id: ${(name.length * 2654435761) % 65536}\n;; flags: qr ${flagsOf(reply).join(' ')}; ${counts}\n${noRecursion}${opt === '' ? '\n' : opt}`;
}

function section(title: string, records: readonly DnsRecord[], withTitle: boolean): string {
  if (records.length === 0) return '';
  return `${withTitle ? `;; ${title} SECTION:\n` : ''}${records.map(recordLine).join('')}${withTitle ? '\n' : ''}`;
}

function message(run: Run, looked: Looked, asked: Asked): string {
  const { reply, server, name } = looked;
  const { shows } = asked;
  if (asked.short) return reply.answer.map(({ data }) => `${data}\n`).join('');
  const question = `${shows.comments ? ';; QUESTION SECTION:\n' : ''};${inColumns(name, [[COLUMNS[1]! - 1, 'IN'], [COLUMNS[2]! - 1, asked.type]])}\n${shows.comments ? '\n' : ''}`;
  const stats = `;; Query time: ${Math.round(looked.took)} msec\n;; SERVER: ${server}#53(${server}) (${asked.tcp ? 'TCP' : 'UDP'})\n;; WHEN: ${digDate(run.now)}\n;; MSG SIZE  rcvd: ${replyLength(reply)}\n\n`;
  return [
    shows.comments ? comments(looked, asked) : '',
    shows.question ? question : '',
    shows.answer ? section('ANSWER', reply.answer, shows.comments) : '',
    shows.authority ? section('AUTHORITY', reply.authority, shows.comments) : '',
    shows.additional ? section('ADDITIONAL', reply.additional, shows.comments) : '',
    shows.stats ? stats : '',
  ].join('');
}

export const dig: Tool = (args, world) => {
  const run = new Run(world);
  const asked = readArgs(args);
  if (typeof asked === 'string') {
    run.stderr += `${asked}\nUsage:  dig [@global-server] [domain] [q-type] [q-class] {q-opt}\n            {global-d-opt} host [@local-server] {local-d-opt}\n            [ host [@local-server] {local-d-opt} [...]]\n\nUse "dig -h" (or "dig -h | more") for complete list of options\n`;
    return run.end(1);
  }
  const { servers: configured, search, ndots } = fromResolvConf(run);
  const given = asked.server === undefined ? undefined : serverOf(run, 'dig', asked.server);
  if (asked.server !== undefined && given === undefined) return run.end(1);
  const options: LookupOptions = {
    servers: given ?? configured, search, ndots, useSearch: asked.search, timeout: asked.timeout, tries: asked.tries, checkRecursion: false, tcp: asked.tcp, recurse: asked.recurse,
    ...(asked.edns ? { edns: { size: EDNS_SIZE, ...(asked.cookie ? { cookie: true } : {}) } } : {}),
    comment: (text) => void (run.stdout += `;; ${text}\n`),
    error: (text) => void (run.stdout += `;; ${text}\n`),
  };
  const looked = lookUp(run, asked.name, asked.type, options);
  if (asked.shows.cmd) {
    const servers = given === undefined ? '' : `; (${given.length} server${given.length === 1 ? '' : 's'} found)\n`;
    run.stdout += `\n; <<>> DiG ${VERSION} <<>> ${args.join(' ')}\n${servers};; global options: +cmd\n`;
  }
  if (looked === undefined) {
    run.stdout += ';; no servers could be reached\n';
    return run.end(9);
  }
  run.stdout += message(run, looked, asked);
  return run.end(0);
};
