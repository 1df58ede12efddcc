/** BusyBox' nc and ping, as far as names and connections go (networking/nc.c, ping.c, 1.37.0). */
import type { Tool } from '../types';
import { connect, numberOr, Run } from '../types';

export const busyboxNc: Tool = (args, world) => {
  const run = new Run(world);
  let patience = Infinity;
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '-w') patience = numberOr(args[(at += 1)], 0) * 1000;
    else if (!args[at]!.startsWith('-')) rest.push(args[at]!);
  }
  const [host = '', port = ''] = rest;
  const [address] = run.resolve(host).addresses;
  if (address === undefined) {
    run.stderr += `nc: bad address '${host}'\n`;
    return run.end(1);
  }
  const { error, listener } = connect(run, address, Number(port), patience);
  if (error === 'gave up') run.stderr += 'nc: timed out\n';
  else if (error !== undefined) run.stderr += `nc: can't connect to remote host (${address}): ${error}\n`;
  else if (listener.kind === 'banner') run.stdout += '-ERR unknown command\n';
  return run.end(error === undefined ? 0 : 1);
};

export const busyboxPing: Tool = (args, world) => {
  const run = new Run(world);
  const host = args.filter((arg, at) => !arg.startsWith('-') && !['-c', '-w', '-W', '-i', '-s', '-t', '-I'].includes(args[at - 1] ?? '')).at(-1) ?? '';
  if (run.resolve(host).addresses.length > 0) return run.end(1);
  run.stderr += `ping: bad address '${host}'\n`;
  return run.end(1);
};
