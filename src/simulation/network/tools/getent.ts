/** glibc's getent for hosts (nss/getent.c, glibc 2.41). */
import { formatIp, parseIp } from '../../base/ip';
import { reverseOfAddress } from '../dns/message';
import { GlibcResolver, namesInHosts, readResolvConf, recordsOf, Wire } from '../dns/resolver';
import type { Tool } from './types';
import { Run } from './types';

const column = (address: string): string => address.padEnd(15);

/** gethostbyaddr: /etc/hosts, then PTR. */
function namesOf(run: Run, address: string): readonly string[] {
  const { world } = run;
  const local = namesInHosts(world.hosts, address);
  if (local !== undefined) return local;
  const wire = new Wire(world.servers, world.from, run.now);
  const searched = new GlibcResolver(readResolvConf(world.resolvConf, 'glibc'), wire).search(reverseOfAddress(address)!, ['PTR']);
  run.now = wire.now;
  if (!searched.ok) return [];
  return recordsOf(searched.replies[0]!, 'PTR').data.map((name) => name.replace(/\.$/, ''));
}

function hosts(run: Run, key: string): boolean {
  const ip = parseIp(key);
  if (ip !== undefined) {
    const [name, ...aliases] = namesOf(run, formatIp(ip));
    if (name === undefined) return false;
    run.stdout += `${column(formatIp(ip))} ${[name, ...aliases].join(' ')}\n`;
    return true;
  }
  for (const family of ['inet6', 'inet'] as const) {
    const { addresses, canonical, aliases } = run.resolve(key, family);
    if (addresses.length === 0) continue;
    for (const address of addresses) run.stdout += `${column(address)} ${[canonical, ...aliases].join(' ')}\n`;
    return true;
  }
  return false;
}

function ahosts(run: Run, key: string, family: 'unspec' | 'inet' | 'inet6'): boolean {
  const { addresses, canonical } = run.resolve(key, family);
  for (const [at, address] of addresses.entries()) {
    for (const kind of ['STREAM', 'DGRAM', 'RAW']) run.stdout += `${column(address)} ${kind.padEnd(6)} ${at === 0 && kind === 'STREAM' ? canonical : ''}\n`;
  }
  return addresses.length > 0;
}

const DATABASES: Readonly<Record<string, (run: Run, key: string) => boolean>> = {
  hosts, ahosts: (run, key) => ahosts(run, key, 'unspec'), ahostsv4: (run, key) => ahosts(run, key, 'inet'), ahostsv6: (run, key) => ahosts(run, key, 'inet6'),
};

export const getent: Tool = (args, world) => {
  const run = new Run(world);
  const [database, ...keys] = args;
  const look = DATABASES[database ?? ''];
  if (look === undefined) {
    run.stderr += database === undefined ? 'getent: wrong number of arguments\n' : `Unknown database: ${database}\n`;
    run.stderr += "Try `getent --help' or `getent --usage' for more information.\n";
    return run.end(1);
  }
  if (keys.length === 0) {
    run.stdout += world.hosts.split('\n').map((line) => line.replace(/#.*/, '').split(/\s+/).filter((word) => word !== '')).filter((words) => words.length > 1).map(([address, ...names]) => `${column(address!)} ${names.join(' ')}\n`).join('');
    return run.end(0);
  }
  const found = keys.map((key) => look(run, key));
  return run.end(found.every(Boolean) ? 0 : 2);
};
