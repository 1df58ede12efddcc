/** BusyBox' wget (networking/wget.c, 1.37.0). */
import { exchange } from '../http';
import type { Tool } from '../types';
import { connect, numberOr, Run } from '../types';

const DEFAULT_TIMEOUT = 900;

export const busyboxWget: Tool = (args, world) => {
  const run = new Run(world);
  let [quiet, timeout, output, url]: [boolean, number, string | undefined, string | undefined] = [false, DEFAULT_TIMEOUT, undefined, undefined];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (!arg.startsWith('-') || arg === '-') {
      url = arg;
      continue;
    }
    if (arg === '--spider') continue;
    for (let letter = 1; letter < arg.length; letter += 1) {
      const option = arg[letter]!;
      if (option === 'q') quiet = true;
      if (!'OTPU'.includes(option)) continue;
      const value = arg.length > letter + 1 ? arg.slice(letter + 1) : (args[(at += 1)] ?? '');
      if (option === 'T') timeout = numberOr(value, DEFAULT_TIMEOUT);
      else if (option === 'O') output = value;
      break;
    }
  }
  const fail = (text: string): ReturnType<Run['end']> => {
    run.stderr += `wget: ${text}\n`;
    return run.end(1);
  };
  const match = /^(?:(https?):\/\/)?([^/:]+)(?::(\d+))?(\/.*)?$/.exec(url ?? '');
  if (match === null) return fail(`not an http or ftp url: ${url ?? ''}`);
  const [, scheme = 'http', host, typed, path = '/'] = match;
  const port = typed === undefined ? (scheme === 'https' ? 443 : 80) : Number(typed);
  const authority = typed === undefined ? host! : `${host}:${typed}`;
  const { addresses } = run.resolve(host!);
  const [address] = addresses;
  if (address === undefined) return fail(`bad address '${authority}'`);
  if (!quiet) run.stderr += `Connecting to ${authority} (${address.includes(':') ? `[${address}]` : address}:${port})\n`;
  const connection = connect(run, address, port, timeout * 1000);
  if (connection.error === 'gave up') return fail('download timed out');
  if (connection.error !== undefined) return fail(`can't connect to remote host (${address}): ${connection.error}`);
  const answer = exchange(run, connection.listener, host!, path, scheme === 'https');
  if (answer.kind === 'silent') {
    run.now += timeout * 1000;
    return fail('download timed out');
  }
  if (answer.kind === 'reset' || answer.kind === 'closed') return fail('error getting response');
  if (answer.kind === 'not http') return fail('bad response: garbage');
  if (answer.kind === 'cut') {
    if (output === '-') run.stdout += answer.body;
    return fail('connection closed prematurely');
  }
  const { status, reason, body } = answer.reply;
  if (status >= 300) return fail(`server returned error: HTTP/1.1 ${status} ${reason}`);
  if (!quiet) run.stderr += output === '-' ? 'writing to stdout\n' : `saving to '${output ?? 'index.html'}'\n`;
  if (output === '-') run.stdout += body;
  if (!quiet) run.stderr += `-                    100% |${'*'.repeat(32)}| ${String(body.length).padStart(5)}  0:00:00 ETA\nwritten to stdout\n`;
  return run.end(0);
};
