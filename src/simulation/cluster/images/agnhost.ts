/**
 * The image agnhost as its process begins (k8s.io/kubernetes@v1.36.3 test/images/agnhost): of its commands `webhook` and `pause` are known, the others run and do nothing. What `webhook` answers is
 * network/programs/agnhost-webhook.
 */
import { quote } from '../../base/go/quote';
import { readCertificate, readKey } from '../../network/tls/pem';
import type { Beginning } from './behaviour';

/** CmdWebhook.Flags (webhook/main.go). */
export interface WebhookFlags {
  readonly certFile: string;
  readonly keyFile: string;
  readonly port: number;
  readonly sidecarImage: string;
}

const COMMANDS: ReadonlySet<string> = new Set([
  'audit-proxy', 'connect', 'crd-conversion-webhook', 'dns-server-list', 'dns-suffix', 'entrypoint-tester', 'etc-hosts', 'external-metrics', 'fake-gitserver', 'fake-registry-server', 'grpc-health-checking', 'guestbook', 'inclusterclient', 'liveness',
  'logs-generator', 'mounttest', 'mtlsclient', 'mtlsserver', 'net', 'netexec', 'nettest', 'no-snat-test', 'no-snat-test-proxy', 'nonewprivs', 'pause', 'podcertificatesigner', 'port-forward-tester', 'porter', 'resource-consumer-controller', 'serve-hostname', 'stress',
  'tcp-reset', 'test-service-account-issuer-discovery', 'test-webserver', 'webhook',
]);
/** Its own, and those of component-base/logs. */
const FLAGS: ReadonlySet<string> = new Set(['tls-cert-file', 'tls-private-key-file', 'port', 'sidecar-image', 'v', 'vmodule', 'log-flush-frequency']);

/** The command line without the program's own name; undefined for CMD, which is `pause`. */
const commandOf = (argv: readonly string[]): readonly string[] | undefined => (argv.length === 0 ? undefined : /(?:^|\/)agnhost(?:-2)?$/.test(argv[0] ?? '') ? argv.slice(1) : argv);

const quoteRune = (text: string): string => `'${text}'`;

/** pflag, as far as these flags need it: `--port=8443`, `--port 8443`, `-v=4`, `-v4`. */
function flagsOf(args: readonly string[]): ReadonlyMap<string, string> | { readonly error: string } {
  const values = new Map<string, string>();
  let bare = 0;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const [, long, short, equals, joined = ''] = /^(?:--([^=]+)|-([^-=]))(=?)(.*)$/s.exec(word) ?? [];
    if (long === undefined && short === undefined) {
      bare += 1;
      continue;
    }
    const name = long?.replaceAll('_', '-') ?? short ?? '';
    if (!FLAGS.has(name)) return { error: long === undefined ? `unknown shorthand flag: ${quoteRune(name)} in ${word}` : `unknown flag: --${name}` };
    const apart = equals === '' && joined === '';
    const value = apart ? args[at + 1] : joined;
    if (value === undefined) return { error: long === undefined ? `flag needs an argument: ${quoteRune(name)} in ${word}` : `flag needs an argument: --${name}` };
    if (apart) at += 1;
    values.set(name, value);
  }
  return bare === 0 ? values : { error: `accepts at most 0 arg(s), received ${bare}` };
}

/** undefined: it is not that command. */
export function webhookFlags(argv: readonly string[]): WebhookFlags | { readonly error: string } | undefined {
  const [command, ...args] = commandOf(argv) ?? [];
  if (command !== 'webhook') return undefined;
  const values = flagsOf(args);
  if ('error' in values) return values;
  const port = values.get('port') ?? '443';
  if (!/^[+-]?\d+$/.test(port)) return { error: `invalid argument ${quote(port)} for "--port" flag: strconv.ParseInt: parsing ${quote(port)}: invalid syntax` };
  return { certFile: values.get('tls-cert-file') ?? '', keyFile: values.get('tls-private-key-file') ?? '', port: Number(port), sidecarImage: values.get('sidecar-image') ?? '' };
}

/** tls.LoadX509KeyPair: what is wrong with the two files. */
function pairError(certFile: string, certificate: string | undefined, keyFile: string, key: string | undefined): string | undefined {
  if (certificate === undefined) return `open ${certFile}: no such file or directory`;
  if (key === undefined) return `open ${keyFile}: no such file or directory`;
  const [leaf, own] = [readCertificate(certificate), readKey(key)];
  if (leaf === undefined) return 'tls: failed to find any PEM data in certificate input';
  if (own === undefined) return 'tls: failed to find any PEM data in key input';
  return own === (leaf.key ?? leaf.name) ? undefined : 'tls: private key does not match public key';
}

const ended = (said: string): ReturnType<Beginning> => ({ words: [`log=Error: ${said}`, 'exit=1'] });

/** A server that cannot read its pair ends (webhook/config.go configTLS: klog.Fatal); one that can keeps it, whatever becomes of the files. */
function webhook(flags: WebhookFlags, read: Parameters<Beginning>[1]): ReturnType<Beginning> {
  const { certFile, keyFile, port } = flags;
  const certificate = read(certFile);
  const wrong = pairError(certFile, certificate, keyFile, read(keyFile));
  if (wrong !== undefined) return { words: [`repeat=F config.go:34 ${wrong}@0s/100000h`, 'exit=255@1ms'] };
  return { words: [`tls=${port}`, `port=${port}@100ms`], loaded: { [certFile]: certificate ?? '' } };
}

export const agnhost: Beginning = (argv, read) => {
  const [command, ...args] = commandOf(argv) ?? ['pause'];
  if (command === undefined) return { words: ['exit=0'] };
  if (!COMMANDS.has(command)) return ended(`unknown command ${quote(command)} for "app"`);
  const flags = webhookFlags(argv);
  if (flags !== undefined) return 'error' in flags ? ended(flags.error) : webhook(flags, read);
  return { words: command === 'pause' && args.length === 0 ? ['log=Paused', 'log=Signals registered'] : [] };
};
