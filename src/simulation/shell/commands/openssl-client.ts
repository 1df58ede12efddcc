/** `openssl s_client` (OpenSSL 3.0: apps/s_client.c, apps/lib/s_cb.c: verify_callback): who is there, what it shows, and whether that is trusted. The parameters of the session are not told, as nothing is enciphered here. */
import { formatTime } from '../../base/time';
import { chainOf } from '../../network/tls/certificates';
import type { Certificate } from '../../network/tls/certificates';
import { certificatePem, readCertificates } from '../../network/tls/pem';
import { nodeAt, resolvePath } from '../files/tree';
import type { Process } from '../shell';
import type { Steps } from '../steps';
import { issuerOf, opensslOptions, shownTime, subjectOf } from './openssl-text';

/** How a connection ends, and what is shown at its other end, its own certificate first. */
export type Connected = { readonly served: readonly Certificate[] } | { readonly error: 'refused' | 'timeout' | 'no route' | 'no name' | 'no tls' };

/** `serverName`: the name that is asked for (SNI); '' where none is. */
export type ConnectTls = (host: string, port: number, serverName: string) => Connected;

const THREAD = '80ABF4C1957F0000';
const SECOND = 1_000_000;
/** How long the kernel tries, µs. */
const TAKES: Readonly<Record<string, number>> = { timeout: 127 * SECOND, 'no route': 3 * SECOND };
const ERRNO: Readonly<Record<string, readonly [number, string]>> = { refused: [111, 'Connection refused'], timeout: [110, 'Connection timed out'], 'no route': [113, 'No route to host'] };

function refusal(error: Exclude<Connected, { readonly served: unknown }>['error']): string {
  if (error === 'no name') return `${THREAD}:error:10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:738:Name or service not known\nconnect:errno=0\n`;
  const [number, text] = ERRNO[error] ?? [111, 'Connection refused'];
  return `${THREAD}:error:800000${number.toString(16).toUpperCase()}:system library:BIO_connect:${text}:../crypto/bio/bio_sock2.c:125:calling connect()\n${THREAD}:error:10000067:BIO routines:BIO_connect:connect error:../crypto/bio/bio_sock2.c:127:\nconnect:errno=${number}\n`;
}

const MESSAGES: Readonly<Record<number, string>> = { 0: 'ok', 9: 'certificate is not yet valid', 10: 'certificate has expired', 18: 'self-signed certificate', 20: 'unable to get local issuer certificate', 21: 'unable to verify the first certificate' };

/** What X509_verify_cert finds, in its order; the last one is what s_client sums up. */
function problems(served: readonly Certificate[], trusted: readonly Certificate[], now: string): readonly number[] {
  const [leaf] = served;
  if (leaf === undefined) return [];
  const chain = chainOf({ served, trusted });
  const trust = chain !== undefined ? [] : leaf.issuer === leaf.name ? [18] : [20, 21];
  return [...trust, ...(now > leaf.notAfter ? [10] : now < leaf.notBefore ? [9] : [])];
}

export function* sClient(process: Process, args: readonly string[], connect: ConnectTls): Steps<number> {
  const { shell, input, out, err } = process;
  const { values, flags } = opensslOptions(args, ['-connect', '-host', '-port', '-servername', '-CAfile', '-CApath', '-cert', '-key', '-alpn', '-starttls', '-verify_hostname', '-verify', '-cipher', '-ciphersuites']);
  const value = (name: string): string | undefined => values.get(name)?.at(-1);
  const target = value('-connect') ?? `${value('-host') ?? 'localhost'}:${value('-port') ?? 4433}`;
  const [, host = '', port = ''] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(target) ?? [];
  if (port === '') {
    err.write('s_client: -connect argument or target parameter malformed or ambiguous\ns_client: Use -help for summary.\n');
    return 1;
  }
  const file = value('-CAfile');
  const node = file === undefined ? undefined : nodeAt(shell.tree, resolvePath(shell.directory, file));
  if (file !== undefined && node?.kind !== 'file') {
    err.write(`Could not open file or uri for loading certs from ${file}: No such file or directory\n`);
    return 1;
  }
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':');
  const asked = flags.has('-noservername') ? '' : (value('-servername') ?? (isAddress ? '' : host));
  const connected = connect(host, Number(port), asked);
  yield { do: 'sleep', micros: 'error' in connected ? (TAKES[connected.error] ?? 2000) : 8000 };
  if ('error' in connected && connected.error !== 'no tls') {
    err.write(refusal(connected.error));
    return 1;
  }
  out.write('CONNECTED(00000003)\n');
  if ('error' in connected) {
    err.write(`${THREAD}:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl/record/ssl3_record.c:354:\n`);
    out.write('---\nno peer certificate available\n---\nNo client certificate CA names sent\n---\nVerification: OK\n---\n');
    return 1;
  }
  const { served } = connected;
  const now = formatTime(shell.host.now());
  const trusted = node?.kind === 'file' ? readCertificates(node.text) : [];
  const found = problems(served, trusted, now);
  const [leaf] = served;
  if (leaf === undefined) {
    out.write('---\nno peer certificate available\n---\n');
    return 1;
  }
  const chain = chainOf({ served, trusted });
  const root = chain?.at(-1);
  if (chain !== undefined && root !== undefined) chain.toReversed().forEach((one, at) => err.write(`depth=${chain.length - 1 - at} ${subjectOf(one)}\nverify return:1\n`));
  for (const code of found) err.write(`depth=0 ${subjectOf(leaf)}\nverify error:num=${code}:${MESSAGES[code]}\n${code === 10 ? `notAfter=${shownTime(leaf.notAfter)}\n` : ''}verify return:1\n`);
  if (chain === undefined) err.write(`depth=0 ${subjectOf(leaf)}\nverify return:1\n`);
  const whole = flags.has('-showcerts');
  out.write('---\nCertificate chain\n');
  served.forEach((one, at) => out.write(` ${at} s:${subjectOf(one)}\n   i:${issuerOf(one)}\n   a:PKEY: rsaEncryption, 2048 (bit); sigalg: RSA-SHA256\n   v:NotBefore: ${shownTime(one.notBefore)}; NotAfter: ${shownTime(one.notAfter)}\n${whole ? certificatePem(one) : ''}`));
  const code = found.at(-1) ?? 0;
  out.write(`---\nServer certificate\n${whole ? '' : certificatePem(leaf)}subject=${subjectOf(leaf)}\nissuer=${issuerOf(leaf)}\n---\n${code === 0 ? 'Verification: OK' : `Verification error: ${MESSAGES[code]}`}\n---\nVerify return code: ${code} (${MESSAGES[code]})\n---\n`);
  yield* input.all();
  err.write('DONE\n');
  return flags.has('-verify_return_error') && code !== 0 ? 1 : 0;
}
