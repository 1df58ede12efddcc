/** BusyBox' nslookup (networking/nslookup.c, 1.37.0): searches only names without a dot, and prints every reply. */
import { reverseOfAddress } from '../../dns/message';
import type { DnsRecord, DnsReply } from '../../dns/message';
import type { Packet } from '../../dns/resolver';
import { readResolvConf, Wire } from '../../dns/resolver';
import type { Tool } from '../types';
import { numberOr, Run } from '../types';

interface Query {
  readonly name: string;
  readonly type: string;
}

const TYPES = ['SOA', 'NS', 'A', 'AAAA', 'CNAME', 'MX', 'TXT', 'SRV', 'PTR', 'ANY'];
const bare = (name: string): string => (name === '.' ? '' : name.replace(/\.$/, ''));

function recordLines({ name, type, data }: DnsRecord): string {
  const owner = bare(name);
  const words = data.split(' ');
  switch (type) {
    case 'A': case 'AAAA': return `Name:\t${owner}\nAddress: ${data}\n`;
    case 'NS': return `${owner}\tnameserver = ${bare(data)}\n`;
    case 'CNAME': return `${owner}\tcanonical name = ${bare(data)}\n`;
    case 'PTR': return `${owner}\tname = ${bare(data)}\n`;
    case 'MX': return `${owner}\tmail exchanger = ${words[0]} ${bare(words[1] ?? '')}\n`;
    case 'TXT': return `${owner}\ttext = ${data}\n`;
    case 'SRV': return `${owner}\tservice = ${words.slice(0, 3).join(' ')} ${bare(words[3] ?? '')}\n`;
    case 'SOA': {
      const [origin = '', mail = '', ...numbers] = words;
      const fields = ['serial', 'refresh', 'retry', 'expire', 'minimum'].map((field, at) => `\t${field} = ${numbers[at]}\n`);
      return `${owner}\n\torigin = ${bare(origin)}\n\tmail addr = ${bare(mail)}\n${fields.join('')}`;
    }
    default: return '';
  }
}

/** parse_reply. */
const replyText = (reply: DnsReply): string => `${reply.authoritative ? '' : 'Non-authoritative answer:\n'}${reply.answer.map(recordLines).join('')}`;

interface Options {
  readonly types: string[];
  timeout: number;
  retry: number;
}

/** send_queries to one server: how many replies came, and whether one said more than the name's absence. */
function sendQueries(run: Run, wire: Wire, server: string, queries: readonly Query[], { timeout, retry }: Options): { readonly replies: number; readonly failed: boolean } {
  const interval = Math.trunc((timeout * 1000) / retry);
  const end = wire.now + timeout * 1000;
  const open = new Set(queries.map((_, at) => at));
  const waiting: { readonly at: number; readonly packet: Packet }[] = [];
  let [sent, retries, replies, failed, pendingRefusal] = [-Infinity, 0, 0, false, false];
  while (wire.now < end && open.size > 0) {
    if (wire.now - sent >= interval) {
      for (const at of open) {
        // The refusal of the packet before is told to the next write.
        if (pendingRefusal) {
          run.stderr += `nslookup: write to '${server}': Connection refused\n`;
          return { replies: 0, failed: true };
        }
        const { name, type } = queries[at]!;
        const packet = wire.send(server, name, type);
        if (packet.refused) pendingRefusal = true;
        else waiting.push({ at, packet });
      }
      sent = wire.now;
      retries = 2 * queries.length;
    }
    if (pendingRefusal) {
      pendingRefusal = false;
      run.stderr += 'nslookup: read: Connection refused\n';
    }
    waiting.sort((a, b) => a.packet.arrives - b.packet.arrives);
    const [next] = waiting;
    if (next === undefined || next.packet.arrives > Math.min(sent + interval, end)) {
      wire.now = Math.min(sent + interval, end);
      continue;
    }
    waiting.shift();
    wire.now = Math.max(wire.now, next.packet.arrives);
    const reply = next.packet.reply!;
    if (replies === 0) run.stdout += `Server:\t\t${server}\nAddress:\t${server.includes(':') ? `[${server}]` : server}:53\n\n`;
    replies += 1;
    if (!open.has(next.at)) continue;
    const { name, type } = queries[next.at]!;
    if (reply.rcode === 'SERVFAIL' && retries > 0) {
      retries -= 1;
      waiting.push({ at: next.at, packet: wire.send(server, name, type) });
      continue;
    }
    open.delete(next.at);
    if (reply.rcode === 'NOERROR') run.stdout += replyText(reply);
    else {
      run.stdout += `** server can't find ${bare(name)}: ${reply.rcode}\n`;
      failed = true;
    }
    run.stdout += '\n';
  }
  return { replies, failed };
}

const USAGE = `BusyBox v1.37.0 (Debian 1:1.37.0-6) multi-call binary.

Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]

Query DNS about HOST

QUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,srv,ptr,any
`;

export const busyboxNslookup: Tool = (args, world) => {
  const run = new Run(world);
  const options: Options = { types: [], timeout: 5, retry: 2 };
  const names = [...args];
  for (let option = names[0]; option?.startsWith('-') === true; option = names[0]) {
    names.shift();
    const [key = '', value = ''] = option.replace(/^-+/, '').split('=');
    if (['type', 'querytype', 'query', 'q'].includes(key.toLowerCase())) {
      if (!TYPES.includes(value.toUpperCase())) {
        run.stderr += `nslookup: invalid query type "${value}"\n`;
        return run.end(1);
      }
      options.types.push(value.toUpperCase());
    } else if (key === 'timeout') options.timeout = Math.max(1, numberOr(value, 5));
    else if (key === 'retry') options.retry = Math.max(1, Math.trunc(numberOr(value, 2)));
  }
  const [host, serverName] = names;
  if (host === undefined) {
    run.stderr += USAGE;
    return run.end(1);
  }
  let servers = readResolvConf(world.resolvConf, 'glibc').servers;
  if (serverName !== undefined) {
    const { addresses } = run.resolve(serverName);
    if (addresses.length === 0) {
      run.stderr += `nslookup: bad address '${serverName}'\n`;
      return run.end(1);
    }
    servers = [addresses[0]!];
  }
  const { search } = readResolvConf(world.resolvConf, 'glibc');
  const withSearch = (type: string): Query[] => (host.includes('.') || search.length === 0 ? [{ name: host, type }] : search.map((domain) => ({ name: `${host}.${domain}`, type })));
  const reverse = reverseOfAddress(host);
  const types = options.types.length > 0 ? options.types : reverse === undefined ? ['A', 'AAAA'] : ['PTR'];
  const queries = types.flatMap((type) => (reverse !== undefined && (type === 'PTR' || options.types.length === 0) ? [{ name: reverse, type }] : withSearch(type)))
    .map(({ name, type }) => ({ name: name.endsWith('.') ? name : `${name}.`, type }));
  const wire = new Wire(world.servers, world.from, run.now);
  for (const server of servers) {
    const { replies, failed } = sendQueries(run, wire, server, queries, options);
    run.now = wire.now;
    if (replies > 0) return run.end(failed ? 1 : 0);
  }
  run.stdout += ';; connection timed out; no servers could be reached\n\n';
  return run.end(1);
};
