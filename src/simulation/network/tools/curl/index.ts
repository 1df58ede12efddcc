/** curl 8.14.1: one request, and its errors in their words (lib/strerror.c, lib/connect.c, lib/vtls). */
import { parseIp } from '../../../base/ip';
import type { Exchange, HttpReply, TlsFailure } from '../http';
import { exchange, handshake } from '../http';
import type { GoesOn, HttpBody, Tool, ToolResult } from '../types';
import { connect, Run } from '../types';
import type { CurlOptions } from './args';
import { parseCurl } from './args';

class CurlError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface Url {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** As in the Host header. */
  readonly authority: string;
}

function readUrl(text: string): Url {
  const match = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?([/?#].*)?$/.exec(text);
  if (match === null) throw new CurlError(3, 'URL rejected: Malformed input to a URL function');
  const scheme = (match[1] ?? 'http').toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') throw new CurlError(1, `Protocol "${scheme}" not supported`);
  const standard = scheme === 'http' ? 80 : 443;
  const port = match[3] === undefined ? standard : Number(match[3]);
  if (port > 65_535) throw new CurlError(3, 'URL rejected: Port number was not a decimal number between 0 and 65535');
  const rest = (match[4] ?? '/').replace(/#.*/, '');
  const host = match[2]!.replace(/^\[|\]$/g, '');
  return { scheme, host, port, path: rest.startsWith('/') ? rest : `/${rest}`, authority: port === standard ? match[2]! : `${match[2]}:${port}` };
}

/** --connect-to: another host and port for the connection. */
function target({ connectTo }: CurlOptions, { host, port }: Url): { readonly host: string; readonly port: number } {
  for (const rule of connectTo) {
    const [from, fromPort, to = '', toPort] = rule.split(':');
    if ((from === '' || from === host) && (fromPort === '' || Number(fromPort) === port)) return { host: to === '' ? host : to, port: toPort === undefined || toPort === '' ? port : Number(toPort) };
  }
  return { host, port };
}

const TLS_TEXTS: Readonly<Record<TlsFailure, readonly [number, (host: string) => string]>> = {
  'unknown issuer': [60, () => 'SSL certificate problem: unable to get local issuer certificate'],
  'self-signed': [60, () => 'SSL certificate problem: self-signed certificate'],
  expired: [60, () => 'SSL certificate problem: certificate has expired'],
  'wrong name': [60, (host) => (parseIp(host) === undefined ? `SSL: no alternative certificate subject name matches target hostname '${host}'` : `SSL: no alternative certificate subject name matches target ipv4 address '${host}'`)],
  'no tls': [35, () => 'TLS connect error: error:0A00010B:SSL routines::wrong version number'],
  silent: [28, () => 'SSL connection timeout'],
  closed: [35, () => 'TLS connect error: error:00000000:lib(0)::reason(0)'],
  reset: [35, () => 'Recv failure: Connection reset by peer'],
};

const VERIFY_HELP = `More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the webpage mentioned above.
`;

/** One transfer; its lines for --verbose go to stderr as they come. */
class Transfer {
  status = 0;
  ip = '';
  sent = 0;
  /** What follows the body. */
  stream: HttpBody | undefined;

  constructor(
    private readonly run: Run,
    private readonly options: CurlOptions,
    private readonly url: Url,
  ) {}

  private say(text: string): void {
    if (this.options.verbose) this.run.stderr += text;
  }

  /** Milliseconds that are left for a phase. */
  private patience(connecting: boolean): number {
    const { maxTime, connectTimeout } = this.options;
    const spent = this.run.now - this.run.world.now;
    const limits = [maxTime, connecting ? (connectTimeout ?? 300) : undefined].filter((limit) => limit !== undefined).map((limit) => limit * 1000 - spent);
    return Math.max(0, ...[Math.min(...limits, Infinity)]);
  }

  private elapsed(): number {
    return Math.round(this.run.now - this.run.world.now);
  }

  private resolve(host: string): readonly string[] {
    const { run, options, url } = this;
    for (const entry of options.resolve) {
      const [name, port, ...address] = entry.split(':');
      if (name === host && Number(port) === url.port) return [address.join(':').replace(/^\[|\]$/g, '')];
    }
    if (parseIp(host) !== undefined) return [host];
    const start = run.now;
    const patience = this.patience(true);
    const resolved = run.resolve(host, options.family);
    if (run.now - start > patience) {
      run.now = start + patience;
      throw new CurlError(28, `Resolving timed out after ${this.elapsed()} milliseconds`);
    }
    if (resolved.addresses.length === 0) {
      this.say(`* Could not resolve host: ${host}\n* shutting down connection #0\n`);
      throw new CurlError(6, `Could not resolve host: ${host}`);
    }
    return resolved.addresses;
  }

  /** A connection to the first address that takes one. */
  connect(): ReturnType<typeof connect>['listener'] {
    const { run, options, url } = this;
    const { host, port } = target(options, url);
    if (host !== url.host || port !== url.port) this.say(`* Connecting to hostname: ${host}\n* Connecting to port: ${port}\n`);
    const addresses = this.resolve(host);
    if (parseIp(host) === undefined) {
      const of = (family: 4 | 6): string => addresses.filter((address) => parseIp(address)?.family === family).join(', ');
      this.say(`* Host ${host}:${port} was resolved.\n* IPv6: ${of(6) || '(none)'}\n* IPv4: ${of(4) || '(none)'}\n`);
    }
    let last: ReturnType<typeof connect> | undefined;
    for (const address of addresses) {
      const at = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
      this.say(`*   Trying ${at}...\n`);
      last = connect(run, address, port, this.patience(true));
      if (last.error === undefined) {
        this.ip = address;
        this.say(`* Connected to ${host} (${address}) port ${port}\n`);
        return last.listener;
      }
      if (last.error === 'gave up') throw new CurlError(28, `Connection timed out after ${this.elapsed()} milliseconds`);
      this.say(`* connect to ${address} port ${port} from ${run.world.from} port ${32_768 + ((run.now + port) % 28_000)} failed: ${last.error}\n`);
    }
    const failed = `Failed to connect to ${host} port ${port} after ${this.elapsed()} ms: Could not connect to server`;
    this.say(`* ${failed}\n* closing connection #0\n`);
    throw new CurlError(last?.error === 'Connection timed out' ? 28 : 7, failed);
  }

  handshake(listener: ReturnType<typeof connect>['listener']): void {
    const { run, options, url } = this;
    if (url.scheme === 'http') return;
    const { caFile } = options;
    const trusted = run.world.issuersIn(caFile ?? '');
    if (caFile !== undefined && trusted === undefined) throw new CurlError(77, `error adding trust anchors from file: ${caFile}`);
    const failure = handshake(listener, url.host, options.insecure ? undefined : trusted);
    if (failure === undefined) return;
    const [code, text] = TLS_TEXTS[failure];
    if (failure === 'silent') this.waitInVain();
    throw new CurlError(code, text(url.host));
  }

  /** Until --max-time, or as long as the kernel keeps the connection. */
  private waitInVain(): void {
    const patience = this.patience(false);
    if (Number.isFinite(patience)) this.run.now += patience;
  }

  /** What is sent (tool_getparam.c set_data): pieces joined by `&`, but for --json; of a file without its line breaks, unless it is sent as it is. */
  private body(): string | undefined {
    const { data, json } = this.options;
    if (data.length === 0) return undefined;
    return data.map(({ text, raw, lines }) => {
      if (raw || !text.startsWith('@')) return text;
      const read = this.run.world.read?.(text.slice(1)) ?? '';
      return lines ? read : read.replace(/[\r\n\0]/g, '');
    }).join(json ? '' : '&');
  }

  /** The certificate with which the client shows who it is. */
  private shown(): { readonly certificate?: string } {
    const { certFile } = this.options;
    if (certFile === undefined || this.url.scheme === 'http') return {};
    const certificate = this.run.world.read?.(certFile.split(':')[0] ?? '');
    if (certificate === undefined) throw new CurlError(58, `could not load PEM client certificate from ${certFile}, OpenSSL error error:80000002:system library::No such file or directory, (no key found, wrong pass phrase, or wrong file format?)`);
    return { certificate };
  }

  request(listener: ReturnType<typeof connect>['listener']): HttpReply {
    const { run, options, url } = this;
    const body = this.body();
    const method = options.method ?? (options.head ? 'HEAD' : body === undefined ? 'GET' : 'POST');
    const own = options.headers.find((header) => /^host:/i.test(header))?.replace(/^host:\s*/i, '');
    const given = options.headers.filter((header) => !/^host:/i.test(header));
    const isGiven = (name: string): boolean => given.some((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    const usual = body === undefined ? [] : [...(isGiven('Content-Type') ? [] : [`Content-Type: ${options.json ? 'application/json' : 'application/x-www-form-urlencoded'}`]), `Content-Length: ${new TextEncoder().encode(body).length}`];
    const head = [`Host: ${own ?? url.authority}`, ...(isGiven('User-Agent') ? [] : [`User-Agent: ${options.userAgent}`]), ...(isGiven('Accept') ? [] : [`Accept: ${options.json ? 'application/json' : '*/*'}`]), ...given, ...usual];
    this.say(`* using HTTP/1.x\n> ${method} ${url.path} HTTP/1.1\r\n${head.map((line) => `> ${line}\r\n`).join('')}> \r\n`);
    const answer: Exchange = exchange(run, listener, (own ?? url.authority).replace(/:\d+$/, ''), url.path, url.scheme === 'https', { method, headers: head.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const), ...(body === undefined ? {} : { body }), ...this.shown() });
    if (answer.kind === 'silent') {
      this.waitInVain();
      throw new CurlError(28, `Operation timed out after ${this.elapsed()} milliseconds with 0 bytes received`);
    }
    if (answer.kind === 'closed') throw new CurlError(52, 'Empty reply from server');
    if (answer.kind === 'reset') throw new CurlError(56, 'Recv failure: Connection reset by peer');
    if (answer.kind === 'not http') throw new CurlError(1, 'Received HTTP/0.9 when not allowed');
    if (answer.kind === 'cut') {
      this.status = 200;
      this.write(answer.body);
      throw new CurlError(18, `end of response with ${answer.missing} bytes missing`);
    }
    return answer.reply;
  }

  /** What comes after the body, as long as --max-time lets it; undefined: nothing does. */
  get goesOn(): GoesOn | undefined {
    const { stream, options } = this;
    if (stream === undefined) return undefined;
    const begun = this.elapsed();
    const until = Math.min(options.maxTime === undefined ? Infinity : options.maxTime * 1000 - begun, stream.seconds * 1000);
    const isOwn = until !== stream.seconds * 1000;
    let received = this.sent;
    const shown = !options.silent || options.showError;
    return {
      next: () => {
        const { text, ended } = stream.next();
        received += new TextEncoder().encode(text).length;
        return { text: options.output === undefined || options.output === '-' ? text : '', ...(ended === true ? { ended } : {}) };
      },
      patience: until,
      late: {
        get stderr() {
          return isOwn && shown ? `curl: (28) Operation timed out after ${Math.round(begun + until)} milliseconds with ${received} bytes received\n` : '';
        },
        exitCode: isOwn ? 28 : 0,
      },
    };
  }

  write(body: string): void {
    this.sent += new TextEncoder().encode(body).length;
    if (this.options.output === undefined || this.options.output === '-') this.run.stdout += body;
  }

  /** `followed`: it is gone on with elsewhere, so nobody is shown the body. */
  finish(reply: HttpReply, followed = false): void {
    const { options, url } = this;
    this.status = reply.status;
    const [first, nameOf] = reply.http2 === true ? [`HTTP/2 ${reply.status} `, (name: string) => name.toLowerCase()] : [`HTTP/1.1 ${reply.status} ${reply.reason}`, (name: string) => name];
    const head = `${first}\r\n${reply.headers.map(([name, value]) => `${nameOf(name)}: ${value}\r\n`).join('')}\r\n`;
    this.say(head.split(/(?<=\n)/).map((line) => `< ${line}`).join(''));
    if (options.include || options.head) this.write(head);
    if (options.fail && reply.status >= 400) {
      this.say('* The requested URL returned error: ' + `${reply.status}\n* closing connection #0\n`);
      throw new CurlError(22, `The requested URL returned error: ${reply.status}`);
    }
    const length = new TextEncoder().encode(reply.body).length;
    if (!options.head && !followed) {
      this.stream = reply.stream;
      if (length > 0) this.say(`{ [${length} bytes data]\n`);
      this.write(reply.body);
    }
    this.say(`* Connection #0 to host ${url.host} left intact\n`);
  }
}

/** --max-redirs. */
const MOST_REDIRECTS = 50;

/** Where an answer sends who asked. */
function redirectedTo({ status, headers }: HttpReply, { scheme, authority, path }: Url): string | undefined {
  const location = status >= 300 && status < 400 ? headers.find(([name]) => name.toLowerCase() === 'location')?.[1] : undefined;
  if (location === undefined || /^[a-z]+:\/\//i.test(location)) return location;
  return `${scheme}://${authority}${location.startsWith('/') ? location : path.replace(/[?#].*/, '').replace(/[^/]*$/, location)}`;
}

function writeOut(format: string, values: Readonly<Record<string, string>>): string {
  return format.replace(/%\{([a-z_]+)\}|%%|\\([nrt\\])/g, (whole, name: string | undefined, escape: string | undefined) => {
    if (name !== undefined) return values[name] ?? '';
    if (escape !== undefined) return { n: '\n', r: '\r', t: '\t', '\\': '\\' }[escape] ?? '';
    return whole === '%%' ? '%' : whole;
  });
}

export const curl: Tool = (args, world): ToolResult => {
  const run = new Run(world);
  const parsed = parseCurl(args);
  if ('error' in parsed) {
    run.stderr += parsed.error;
    return run.end(parsed.code);
  }
  const { options } = parsed;
  const unread = options.data.find(({ text, raw }) => !raw && text.startsWith('@') && world.read?.(text.slice(1)) === undefined);
  if (unread !== undefined) {
    run.stderr += `curl: Failed to open ${unread.text.slice(1)}\ncurl: option -d: error encountered when reading a file\ncurl: try 'curl --help' or 'curl --manual' for more information\n`;
    return run.end(26);
  }
  let transfer: Transfer | undefined;
  let [code, message] = [0, ''];
  try {
    let [to, asked]: [string | undefined, CurlOptions] = [options.url, options];
    for (let hops = 0; to !== undefined; hops += 1) {
      if (hops > MOST_REDIRECTS) throw new CurlError(47, `Maximum (${MOST_REDIRECTS}) redirects followed`);
      const url: Url = readUrl(to);
      transfer = new Transfer(run, asked, url);
      const listener = transfer.connect();
      transfer.handshake(listener);
      const reply = transfer.request(listener);
      to = options.location ? redirectedTo(reply, url) : undefined;
      transfer.finish(reply, to !== undefined);
      if (reply.status <= 303) asked = { ...asked, data: [] };
    }
  } catch (error) {
    if (!(error instanceof CurlError)) throw error;
    [code, message] = [error.code, error.message];
  }
  if (code !== 0 && (!options.silent || options.showError)) run.stderr += `curl: (${code}) ${message}\n${code === 60 ? VERIFY_HELP : ''}`;
  const goesOn = code === 0 ? transfer?.goesOn : undefined;
  if (goesOn !== undefined) return { ...run.end(code), goesOn };
  if (options.writeOut !== '') {
    const seconds = ((run.now - world.now) / 1000).toFixed(6);
    run.stdout += writeOut(options.writeOut, {
      http_code: String(transfer?.status ?? 0).padStart(3, '0'), response_code: String(transfer?.status ?? 0).padStart(3, '0'), exitcode: String(code), errormsg: message, remote_ip: transfer?.ip ?? '',
      time_total: seconds, size_download: String(transfer?.sent ?? 0), url: options.url, url_effective: options.url,
    });
  }
  return run.end(code);
};
