/** GNU wget with -nv, as far as names and connections go (src/connect.c, src/http.c, 1.25). */
import { digits } from './wget-date';
import { exchange } from './http';
import type { Tool } from './types';
import { connect, numberOr, Run } from './types';

const NETWORK_ERROR = 4;
const SERVER_ERROR = 8;

export const wget: Tool = (args, world) => {
  const run = new Run(world);
  let [quiet, timeout, tries, output, url]: [boolean, number, number, string | undefined, string] = [false, 900, 20, undefined, ''];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    const match = /^-([tTO])(.*)$/.exec(arg);
    if (arg === '-nv' || arg === '--no-verbose') continue;
    if (arg === '-q') quiet = true;
    else if (arg === '-qO-') [quiet, output] = [true, '-'];
    else if (match !== null) {
      const value = match[2] === '' ? (args[(at += 1)] ?? '') : match[2]!;
      if (match[1] === 'O') output = value;
      else if (Number.isNaN(numberOr(value, Number.NaN))) {
        run.stderr += `wget: --${match[1] === 't' ? 'tries' : 'timeout'}: Invalid ${match[1] === 't' ? 'number' : 'time period'} '${value}'.\n`;
        return run.end(2);
      } else if (match[1] === 't') tries = Number(value);
      else timeout = Number(value) || 900;
    } else if (!arg.startsWith('-')) url = arg;
  }
  const say = (text: string): void => void (quiet || (run.stderr += text));
  const match = /^(?:(https?):\/\/)?([^/:]+)(?::(\d+))?(\/.*)?$/.exec(url);
  if (match === null) {
    say('wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help\' for more options.\n');
    return run.end(1);
  }
  const [, scheme = 'http', host, typed, path = '/'] = match;
  const port = typed === undefined ? (scheme === 'https' ? 443 : 80) : Number(typed);
  const [address] = run.resolve(host!).addresses;
  if (address === undefined) {
    say(`wget: unable to resolve host address '${host}'\n`);
    return run.end(NETWORK_ERROR);
  }
  for (let attempt = 1; ; attempt += 1) {
    const connection = connect(run, address, port, timeout * 1000);
    if (connection.error !== undefined) {
      const text = connection.error === 'gave up' ? 'Connection timed out' : connection.error;
      say(`failed: ${text}.\n`);
      if (attempt >= tries || connection.error === 'Connection refused') return run.end(NETWORK_ERROR);
      continue;
    }
    const answer = exchange(run, connection.listener, host!, path, scheme === 'https');
    if (answer.kind !== 'reply') {
      if (attempt < tries) continue;
      return run.end(NETWORK_ERROR);
    }
    const { status, reason, body } = answer.reply;
    if (status >= 400) {
      say(`${url}:\n${digits(run.now)} ERROR ${status}: ${reason}.\n`);
      return run.end(SERVER_ERROR);
    }
    if (output === '-') run.stdout += body;
    say(`${digits(run.now)} URL:${url} [${body.length}/${body.length}] -> "${output ?? 'index.html'}" [1]\n`);
    return run.end(0);
  }
};
