/** How etcdctl finds and asks a server (etcdctl ctlv3/command/global.go; client/v3 client.go, config.go, retry_interceptor.go). */
import { formatMicroTime, formatTime } from '../../base/time';
import type { EtcdCluster } from '../../cluster/etcd/cluster';
import { EtcdError } from '../../cluster/etcd/errors';
import { readValue } from '../../kubectl/args/values';
import { flagsOf, inheritedFlags } from '../../kubectl/args/command';
import type { FlagData } from '../../kubectl/args/command';
import type { FlagValue } from '../../kubectl/args/values';
import type { Certificate } from '../../network/tls/certificates';
import { mutualFault } from '../../network/tls/mutual';
import { readCertificate, readKey } from '../../network/tls/pem';
import type { Call } from '../cobra/find';
import { absolutePath, Exit } from '../machine';
import type { ToolMachine } from '../machine';

/** What etcd's servers were started with. */
export interface ServerTls {
  readonly served: readonly Certificate[];
  /** Whose certificates clients have to bring; undefined: none is asked for. */
  readonly clientCa?: Certificate;
  /** It listens at this address for http as well as https. */
  readonly plainToo?: boolean;
}

export interface EtcdctlMachine extends ToolMachine {
  readonly etcd: EtcdCluster;
  /** Of all, or of each member and address. */
  readonly tls?: ServerTls | ((member: string, address: string) => ServerTls);
}

/** What a command waits for: time, a change of what it watches, or something that never comes. */
export type Effect = { readonly do: 'sleep'; readonly micros: number } | { readonly do: 'watch' } | { readonly do: 'forever' };
export type Steps<T> = Generator<Effect, T, undefined>;

/** An error of a request, in the client's words. */
export class ClientError extends Error {}

export const EXIT = { error: 1, badConnection: 2, invalidInput: 3, badFeature: 4, interrupted: 5, badArgs: 128 } as const;

/** cobrautl.ExitWithError. */
export function fail(machine: ToolMachine, code: number, message: string): never {
  machine.err(`Error: ${message}\n`);
  throw new Exit(code);
}

/** A line of zap's JSON encoder. */
export function log(machine: ToolMachine, level: string, logger: string, caller: string, message: string, fields: Readonly<Record<string, unknown>>): void {
  machine.err(`${JSON.stringify({ level, ts: formatMicroTime(machine.now()), ...(logger === '' ? {} : { logger }), caller, msg: message, ...fields })}\n`);
}

const variableOf = (name: string): string => `ETCDCTL_${name.toUpperCase().replaceAll('-', '_')}`;

/** The global flags of a command with what the environment gives (flags.SetPflagsFromEnv). */
export class Settings {
  private readonly given = new Map<string, FlagValue>();
  private readonly flags: readonly FlagData[];

  constructor(
    private readonly machine: EtcdctlMachine,
    private readonly call: Call,
  ) {
    this.flags = inheritedFlags(call.command);
    const used = new Set<string>();
    for (const { name, type } of this.flags) {
      const text = machine.environment[variableOf(name)] ?? '';
      if (text === '' || call.flags.changed(name)) continue;
      used.add(variableOf(name));
      const read = readValue(type, text, undefined);
      if (!('error' in read)) this.given.set(name, read.value);
    }
    this.verify(used);
  }

  private verify(used: ReadonlySet<string>): void {
    const set = new Set(this.flags.filter(({ name }) => this.call.flags.changed(name)).map(({ name }) => variableOf(name)));
    const silent = this.call.path === 'watch' ? new Set(['ETCDCTL_WATCH_KEY', 'ETCDCTL_WATCH_RANGE_END']) : new Set<string>();
    for (const [name, value] of Object.entries(this.machine.environment)) {
      if (used.has(name) || silent.has(name)) continue;
      if (set.has(name)) {
        log(this.machine, 'fatal', '', 'flags/flag.go:86', 'conflicting environment variable is shadowed by corresponding command-line flag (either unset environment variable or disable flag))', { 'environment-variable': name, stacktrace: 'go.etcd.io/etcd/pkg/v3/flags.verifyEnv' });
        throw new Exit(1);
      }
      if (name.startsWith('ETCDCTL_')) log(this.machine, 'warn', '', 'flags/flag.go:94', 'unrecognized environment variable', { 'environment-variable': `${name}=${value}` });
    }
  }

  private value(name: string): FlagValue | undefined {
    return this.given.get(name);
  }

  text(name: string): string {
    return String(this.value(name) ?? this.call.flags.text(name));
  }

  bool(name: string): boolean {
    return (this.value(name) ?? this.call.flags.bool(name)) === true;
  }

  list(name: string): readonly string[] {
    return (this.value(name) as readonly string[] | undefined) ?? this.call.flags.list(name);
  }

  duration(name: string): bigint {
    return (this.value(name) as bigint | undefined) ?? this.call.flags.nanoseconds(name);
  }

  has(name: string): boolean {
    return flagsOf(this.call.command).some((one) => one.name === name);
  }
}

interface ClientTls {
  readonly roots?: Certificate;
  readonly certificate?: Certificate;
  readonly skipsVerification: boolean;
}

/** clientv3.NewClientConfig's newTLSConfig; undefined: plain connections where the endpoint does not say otherwise. */
function tlsOf(machine: EtcdctlMachine, settings: Settings): ClientTls | undefined {
  const [cert, key, ca] = [settings.text('cert'), settings.text('key'), settings.text('cacert')];
  const skipsVerification = settings.bool('insecure-skip-tls-verify');
  const file = (path: string): string => {
    const text = machine.files.read(absolutePath(machine, path));
    if (text === undefined) fail(machine, EXIT.badArgs, `open ${path}: no such file or directory`);
    return text;
  };
  if (cert === '' && key === '' && ca === '') return settings.bool('insecure-transport') ? undefined : { skipsVerification };
  let certificate: Certificate | undefined;
  if (cert !== '' || key !== '') {
    if (cert === '' || key === '') fail(machine, EXIT.badArgs, `KeyFile and CertFile must both be present[key: ${key}, cert: ${cert}]`);
    const [certText, keyText] = [file(cert), file(key)];
    certificate = readCertificate(certText);
    if (certificate === undefined) fail(machine, EXIT.badArgs, 'tls: failed to find any PEM data in certificate input');
    const held = readKey(keyText);
    if (held === undefined) fail(machine, EXIT.badArgs, 'tls: failed to find any PEM data in key input');
    if (held !== (certificate.key ?? certificate.name)) fail(machine, EXIT.badArgs, 'tls: private key does not match public key');
  }
  const roots = ca === '' ? undefined : readCertificate(file(ca));
  return { ...(roots === undefined ? {} : { roots }), ...(certificate === undefined ? {} : { certificate }), skipsVerification };
}

const hostOf = (endpoint: string): string => endpoint.replace(/^[a-z]+:\/\//, '');
const closed = (why: string): string => `connection error: desc = "${why}"`;

/** One gRPC client with its endpoints. */
export class Client {
  readonly endpoints: readonly string[];
  private user = '';

  constructor(
    readonly machine: EtcdctlMachine,
    readonly settings: Settings,
    private readonly tls: ClientTls | undefined,
    endpoints: readonly string[],
    private readonly logger: string,
  ) {
    this.endpoints = endpoints;
  }

  get who(): string {
    return this.user;
  }

  /** The scheme of the first endpoint decides for all (credentialsForEndpoint). */
  private get transport(): ClientTls | undefined {
    const first = this.endpoints[0] ?? '';
    if (first.startsWith('http://')) return undefined;
    return first.startsWith('https://') ? (this.tls ?? { skipsVerification: false }) : this.tls;
  }

  private connect(endpoint: string): { readonly member: string } | { readonly error: string } {
    const scheme = /^([a-z]+):\/\//.exec(endpoint)?.[1];
    if (scheme !== undefined && !['http', 'https', 'unix', 'unixs'].includes(scheme)) return { error: closed(`transport: Error while dialing: dial tcp: address ${endpoint}: too many colons in address`) };
    const address = hostOf(endpoint);
    const member = this.machine.etcd.listener(address);
    if (member === undefined) return { error: closed(`transport: Error while dialing: dial tcp ${address}: connect: connection refused`) };
    const { tls } = this.machine;
    const [client, server] = [this.transport, typeof tls === 'function' ? tls(member, address) : tls];
    if (client === undefined) return server === undefined || server.plainToo === true ? { member } : { error: closed('error reading server preface: EOF') };
    if (server === undefined) return { error: closed('transport: authentication handshake failed: tls: first record does not look like a TLS handshake') };
    const serverName = address.replace(/:\d+$/, '');
    const fault = mutualFault({
      served: server.served, serverName, roots: client.skipsVerification ? undefined : client.roots === undefined ? [] : [client.roots],
      client: client.certificate, clientRoots: server.clientCa === undefined ? undefined : [server.clientCa], time: formatTime(this.machine.now()),
    });
    return fault === undefined ? { member } : { error: closed(fault) };
  }

  /** The member that answers, or why the last one did not. */
  reach(): { readonly member: string } | { readonly error: string } {
    let last = 'no endpoints';
    for (const endpoint of this.endpoints) {
      const one = this.connect(endpoint);
      if ('member' in one) return one;
      last = one.error;
    }
    return { error: last };
  }

  private warn(method: string, error: string): void {
    log(this.machine, 'warn', this.logger, 'v3@v3.6.8/retry_interceptor.go:65', 'retrying of unary invoker failed', {
      target: `etcd-endpoints://0xc000164000/${hostOf(this.endpoints[0] ?? '')}`, method: `/etcdserverpb.${method}`, attempt: 0, error: `rpc error: ${error}`,
    });
  }

  /**
   * One request. A server that cannot be reached is waited for until the time of the command is over, or for ever where it has none.
   *
   * @param method `KV/Range`
   */
  *ask<T>(method: string, limited: boolean, request: (member: string) => T): Steps<T> {
    const timeout = this.settings.duration('command-timeout');
    const over = function* (): Steps<void> {
      if (!limited) yield { do: 'forever' };
      yield { do: 'sleep', micros: Number(timeout / 1000n) };
    };
    const reached = this.reach();
    if ('error' in reached) {
      yield* over();
      this.warn(method, `code = DeadlineExceeded desc = latest balancer error: ${reached.error}`);
      throw new ClientError('context deadline exceeded');
    }
    try {
      return request(reached.member);
    } catch (error) {
      if (!(error instanceof EtcdError)) throw error;
      // The server itself gives up after seven seconds.
      if (error.message === 'etcdserver: request timed out' && limited && timeout < SERVER_TIMEOUT) {
        yield* over();
        this.warn(method, 'code = DeadlineExceeded desc = context deadline exceeded');
        throw new ClientError('context deadline exceeded');
      }
      this.warn(method, `code = ${error.code} desc = ${error.message}`);
      throw new ClientError(error.message);
    }
  }

  /** Client.getToken: who this client is, where servers want to know. */
  *login(name: string, password: string): Steps<void> {
    if (name === '' || password === '') return;
    try {
      this.user = yield* this.ask('Auth/Authenticate', true, (member) => this.machine.etcd.authenticate(member, name, password));
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (error.message === 'etcdserver: authentication is not enabled') return;
      fail(this.machine, EXIT.badConnection, error.message);
    }
  }
}

const SERVER_TIMEOUT = 7_000_000_000n;

/** What speakeasy does where nobody sits at a terminal: it asks, and reads the next line of what there is. */
export function askPassword(machine: EtcdctlMachine, prompt: string, lines: string[]): string {
  machine.out(`${prompt}\n`);
  machine.err("stty: 'standard input': Inappropriate ioctl for device\n".repeat(2));
  return lines.shift() ?? '';
}

/** authCfgFromCmd. */
function credentials(machine: EtcdctlMachine, settings: Settings): { readonly name: string; readonly password: string } {
  const [user, password] = [settings.text('user'), settings.text('password')];
  if (user === '' || password !== '') return { name: user, password };
  const at = user.indexOf(':');
  return at < 0 ? { name: user, password: askPassword(machine, 'Password: ', machine.stdin.split('\n')) } : { name: user.slice(0, at), password: user.slice(at + 1) };
}

export interface Session {
  readonly machine: EtcdctlMachine;
  readonly call: Call;
  readonly settings: Settings;
  /** A client of these endpoints, or of all that were given, which has said who it is. */
  client(endpoints?: readonly string[], logger?: string): Steps<Client>;
  /** The same without a login. */
  stranger(): Client;
}

const FORMATS = ['simple', 'fields', 'json', 'protobuf', 'table'];

/** clientConfigFromCmd: the environment, then the files, then how to print. */
export function openSession(machine: EtcdctlMachine, call: Call): Session {
  const settings = new Settings(machine, call);
  for (const name of ['cert', 'key', 'cacert']) if (call.flags.changed(name) && settings.text(name) === '') fail(machine, EXIT.badArgs, `empty string is passed to --${name} option`);
  const who = credentials(machine, settings);
  if (!FORMATS.includes(settings.text('write-out'))) fail(machine, EXIT.badFeature, 'unsupported output format');
  const tls = tlsOf(machine, settings);
  const endpoints = settings.list('endpoints').map((one) => one.trim());
  return {
    machine, call, settings,
    *client(some = endpoints, logger = 'etcd-client') {
      const client = new Client(machine, settings, tls, some, logger);
      yield* client.login(who.name, who.password);
      return client;
    },
    stranger: () => new Client(machine, settings, tls, endpoints, 'etcd-client'),
  };
}

