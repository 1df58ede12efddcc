/** OpenBSD netcat 1.229 with -z and -v (netcat.c). */
import type { Tool } from './types';
import { connect, numberOr, Run } from './types';

const SERVICES: Readonly<Record<number, string>> = { 21: 'ftp', 22: 'ssh', 25: 'smtp', 53: 'domain', 80: 'http', 110: 'pop3', 123: 'ntp', 143: 'imap2', 389: 'ldap', 443: 'https', 3306: 'mysql', 5432: 'postgresql', 6379: 'redis', 8080: 'http-alt' };

export const nc: Tool = (args, world) => {
  const run = new Run(world);
  let [verbose, patience]: [boolean, number] = [false, Infinity];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (!arg.startsWith('-')) {
      rest.push(arg);
      continue;
    }
    if (arg.includes('v')) verbose = true;
    if (arg.endsWith('w')) patience = numberOr(args[(at += 1)], 0) * 1000;
  }
  const [host = '', port = ''] = rest;
  const resolved = run.resolve(host);
  if (resolved.error !== undefined) {
    run.stderr += `nc: getaddrinfo for host "${host}" port ${port}: ${resolved.error.text}\n`;
    return run.end(1);
  }
  for (const address of resolved.addresses) {
    const { error } = connect(run, address, Number(port), patience);
    const label = address === host ? host : `${host} (${address})`;
    if (error === undefined) {
      if (verbose) run.stderr += `Connection to ${label} ${port} port [tcp/${SERVICES[Number(port)] ?? '*'}] succeeded!\n`;
      return run.end(0);
    }
    if (!verbose) continue;
    run.stderr += error === 'gave up' ? `nc: connect to ${label} port ${port} (tcp) timed out: Operation now in progress\n` : `nc: connect to ${label} port ${port} (tcp) failed: ${error}\n`;
  }
  return run.end(1);
};
