/** curl's arguments, as far as one request needs them (src/tool_getparam.c, curl 8.14.1). */
import { numberOr } from '../types';

export interface CurlOptions {
  url: string;
  silent: boolean;
  showError: boolean;
  fail: boolean;
  insecure: boolean;
  verbose: boolean;
  head: boolean;
  include: boolean;
  /** Goes where it is sent. */
  location: boolean;
  method: string | undefined;
  /** Pieces of what is sent; `@` names a file. */
  readonly data: { readonly text: string; readonly raw: boolean; readonly lines: boolean }[];
  json: boolean;
  readonly headers: string[];
  output: string | undefined;
  writeOut: string;
  /** Seconds; undefined: none. */
  connectTimeout: number | undefined;
  maxTime: number | undefined;
  caFile: string | undefined;
  certFile: string | undefined;
  family: 'unspec' | 'inet' | 'inet6';
  userAgent: string;
  /** `host:port` → where it leads. */
  readonly connectTo: string[];
  readonly resolve: string[];
}

/** Letters with an argument, and the long names of all. */
const WITH_VALUE = 'omwHXdAuebcCTYyzFKQtrDEPx';
const LONG: Readonly<Record<string, string>> = {
  '--silent': '-s', '--show-error': '-S', '--fail': '-f', '--insecure': '-k', '--verbose': '-v', '--head': '-I', '--include': '-i', '--request': '-X', '--data': '-d', '--header': '-H', '--output': '-o',
  '--write-out': '-w', '--max-time': '-m', '--user-agent': '-A', '--ipv4': '-4', '--ipv6': '-6', '--location': '-L', '--cert': '-E',
};
const LONG_WITH_VALUE = ['--connect-timeout', '--cacert', '--connect-to', '--resolve', '--retry', '--key', '--data-raw', '--data-binary', '--data-ascii', '--json'];

const NUMERIC = new Set(['m', '--connect-timeout', '--retry']);

export type Parsed = { readonly options: CurlOptions } | { readonly error: string; readonly code: number };

const notANumber = (arg: string): Parsed => ({ error: `curl: option ${arg}: expected a proper numerical parameter\ncurl: try 'curl --help' or 'curl --manual' for more information\n`, code: 2 });

export function parseCurl(args: readonly string[]): Parsed {
  const options: CurlOptions = {
    url: '', silent: false, showError: false, fail: false, insecure: false, verbose: false, head: false, include: false, location: false, method: undefined, data: [], json: false, headers: [], output: undefined, writeOut: '',
    connectTimeout: undefined, maxTime: undefined, caFile: undefined, certFile: undefined, family: 'unspec', userAgent: 'curl/8.14.1', connectTo: [], resolve: [],
  };
  const set: Readonly<Record<string, (value: string) => void>> = {
    s: () => void (options.silent = true), S: () => void (options.showError = true), f: () => void (options.fail = true), k: () => void (options.insecure = true), v: () => void (options.verbose = true),
    I: () => void (options.head = true), i: () => void (options.include = true), L: () => void (options.location = true), g: () => undefined, '4': () => void (options.family = 'inet'), '6': () => void (options.family = 'inet6'),
    X: (value) => void (options.method = value), d: (value) => void options.data.push({ text: value, raw: false, lines: false }), E: (value) => void (options.certFile = value), N: () => undefined, H: (value) => void options.headers.push(value), o: (value) => void (options.output = value), w: (value) => void (options.writeOut = value),
    m: (value) => void (options.maxTime = Number(value)), A: (value) => void (options.userAgent = value),
    '--connect-timeout': (value) => void (options.connectTimeout = Number(value)), '--cacert': (value) => void (options.caFile = value), '--connect-to': (value) => void options.connectTo.push(value),
    '--resolve': (value) => void options.resolve.push(value), '--retry': () => undefined, '--key': () => undefined, '--no-buffer': () => undefined,
    '--data-ascii': (value) => void options.data.push({ text: value, raw: false, lines: false }), '--data-raw': (value) => void options.data.push({ text: value, raw: true, lines: false }), '--data-binary': (value) => void options.data.push({ text: value, raw: false, lines: true }),
    '--json': (value) => {
      options.json = true;
      options.data.push({ text: value, raw: false, lines: true });
    },
  };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (!arg.startsWith('-') || arg === '-') {
      options.url = arg;
      continue;
    }
    const missing = { error: `curl: option ${arg}: requires parameter\ncurl: try 'curl --help' or 'curl --manual' for more information\n`, code: 2 };
    const unknown = { error: `curl: option ${arg}: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n`, code: 2 };
    if (arg.startsWith('--')) {
      const short = LONG[arg]?.slice(1);
      const needs = LONG_WITH_VALUE.includes(arg) || (short !== undefined && WITH_VALUE.includes(short));
      const apply = set[short ?? arg];
      if (apply === undefined) return unknown;
      if (needs && args[at + 1] === undefined) return missing;
      const value = needs ? args[(at += 1)]! : '';
      if (NUMERIC.has(short ?? arg) && Number.isNaN(numberOr(value, Number.NaN))) return notANumber(arg);
      apply(value);
      continue;
    }
    for (let letter = 1; letter < arg.length; letter += 1) {
      const apply = set[arg[letter]!];
      if (apply === undefined) return unknown;
      if (!WITH_VALUE.includes(arg[letter]!)) {
        apply('');
        continue;
      }
      const value = arg.length > letter + 1 ? arg.slice(letter + 1) : args[(at += 1)];
      if (value === undefined) return missing;
      if (NUMERIC.has(arg[letter]!) && Number.isNaN(numberOr(value, Number.NaN))) return notANumber(arg);
      apply(value);
      break;
    }
  }
  return options.url === '' ? { error: "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n", code: 2 } : { options };
}
