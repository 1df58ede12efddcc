/** `openssl`, as far as certificates for servers go: `req -x509` makes one that nobody else has signed, `req -new` asks for one with a key of `genrsa` or `genpkey`, `x509 -noout` shows what is in one, `verify` looks for who signed it, `s_client` what a server shows. */
import { formatTime, parseTime } from '../../base/time';
import { fnv32a } from '../../base/hash';
import { certificatePem, keyPem, readCertificates, readKey } from '../../network/tls/pem';
import { requestPem } from '../../network/tls/request';
import { chainOf, isAddress } from '../../network/tls/certificates';
import type { Certificate } from '../../network/tls/certificates';
import { nodeAt, resolvePath, writeFile } from '../files/tree';
import { sClient } from './openssl-client';
import type { ConnectTls } from './openssl-client';
import { issuerOf, opensslOptions, shownTime, subjectOf } from './openssl-text';
import type { Process, Program } from '../shell';
import type { Steps } from '../steps';

const DAY = 86_400_000_000;
function write({ shell, err, name }: Process, path: string, text: string): boolean {
  const refusal = shell.change(writeFile(shell.tree, shell.ground, resolvePath(shell.directory, path), text, shell.host.now()));
  if (refusal !== undefined) err.write(`${name}: ${path}: ${refusal}\n`);
  return refusal === undefined;
}

/** A private key: which one is all that stands in it. */
function* generateKey(process: Process, args: readonly string[]): Steps<number> {
  const { values } = opensslOptions(args, ['-out', '-algorithm', '-pkeyopt']);
  const target = values.get('-out')?.[0];
  const now = process.shell.host.now();
  const text = keyPem(`key ${fnv32a(`${target ?? ''} ${now}`).toString(16)}`);
  yield { do: 'sleep', micros: 200_000 };
  if (target === undefined) process.out.write(text);
  else if (!write(process, target, text)) return 1;
  return 0;
}

/** `req -new`: a request for a certificate, with a key that is there or a new one. */
function* request(process: Process, { values, subject, id, names }: { readonly values: ReadonlyMap<string, readonly string[]>; readonly subject: string; readonly id: string; readonly names: readonly string[] }): Steps<number> {
  const { shell, out, err } = process;
  const given = values.get('-key')?.[0];
  const file = given === undefined ? undefined : nodeAt(shell.tree, resolvePath(shell.directory, given));
  const key = given === undefined ? id : file?.kind === 'file' ? readKey(file.text) : undefined;
  if (key === undefined) {
    err.write(`Could not open file or uri for loading private key from ${given ?? ''}: No such file or directory\n`);
    return 1;
  }
  yield { do: 'sleep', micros: 100_000 };
  const fresh = values.get('-keyout')?.[0];
  if (given === undefined && fresh !== undefined && !write(process, fresh, keyPem(key))) return 1;
  const parts = subject.slice(1).split(/(?<!\\)\/(?=[A-Za-z]+=)/).map((part) => part.split(/=(.*)/s));
  const of = (type: string): readonly string[] => parts.flatMap(([name, value]) => (name === type ? [value ?? ''] : []));
  const [dnsNames, ipAddresses] = [names.filter((name) => !isAddress(name)), names.filter(isAddress)];
  const commonName = of('CN').at(-1);
  const text = requestPem({ ...(commonName === undefined ? {} : { commonName }), ...(of('O').length === 0 ? {} : { organizations: of('O') }), ...(dnsNames.length === 0 ? {} : { dnsNames }), ...(ipAddresses.length === 0 ? {} : { ipAddresses }), key });
  const target = values.get('-out')?.[0];
  if (target === undefined) out.write(text);
  else if (!write(process, target, text)) return 1;
  return 0;
}

function* req(process: Process, args: readonly string[]): Steps<number> {
  const { shell, out, err } = process;
  const { values, flags } = opensslOptions(args, ['-newkey', '-keyout', '-out', '-days', '-subj', '-addext', '-pkeyopt', '-key', '-config', '-extensions']);
  const subject = values.get('-subj')?.[0];
  if ((!flags.has('-x509') && !flags.has('-new')) || subject === undefined) {
    err.write('(here req asks no questions: openssl req -x509 -newkey rsa:2048 -nodes -keyout FILE -out FILE -days N -subj /CN=NAME -addext subjectAltName=DNS:NAME makes a certificate that signs itself, openssl req -new -key FILE -out FILE -subj /O=GROUP/CN=NAME a request for one)\n');
    return 1;
  }
  if (!/^\/[^=]+=/.test(subject)) {
    err.write(`req: subject name is expected to be in the format /type0=value0/type1=value1/type2=... where characters may be escaped by \\. This name is not in that format: '${subject}'\n`);
    return 1;
  }
  const now = shell.host.now();
  const names = (values.get('-addext') ?? []).flatMap((one) => /^subjectAltName\s*=\s*(.*)$/.exec(one)?.[1]?.split(',') ?? []).flatMap((one) => /^\s*(?:DNS|IP):(.+?)\s*$/.exec(one)?.[1] ?? []);
  const days = Number(values.get('-days')?.[0] ?? 30);
  const id = `${subject} ${fnv32a(`${subject} ${now} ${names.join(',')}`).toString(16)}`;
  const commonName = /\/CN=([^/]*)/.exec(subject)?.[1];
  if (!flags.has('-x509')) return yield* request(process, { values, subject, id, names });
  const certificate: Certificate = { name: id, issuer: id, ...(commonName === undefined ? {} : { commonName }), ...(names.length === 0 ? {} : { dnsNames: names }), notBefore: formatTime(now), notAfter: formatTime(now + days * DAY) };
  yield { do: 'sleep', micros: 200_000 };
  const key = values.get('-keyout')?.[0];
  if (key !== undefined && !write(process, key, keyPem(id))) return 1;
  const target = values.get('-out')?.[0];
  if (target === undefined) out.write(certificatePem(certificate));
  else if (!write(process, target, certificatePem(certificate))) return 1;
  return 0;
}

const namesOf = ({ dnsNames = [], ipAddresses = [] }: Certificate): readonly string[] => [...dnsNames.map((name) => `DNS:${name}`), ...ipAddresses.map((address) => `IP Address:${address}`)];

const serialOf = ({ name, notBefore }: Certificate): string => [0, 1].map((part) => fnv32a(`${part}/${name}/${notBefore}`).toString(16).padStart(8, '0')).join('');

/** What is in it, as far as it is known here: keys and signatures are not. */
function textOf(certificate: Certificate): string {
  const names = namesOf(certificate);
  const extensions = [...(certificate.isCA === true ? ['            X509v3 Basic Constraints: critical', '                CA:TRUE'] : ['            X509v3 Basic Constraints: critical', '                CA:FALSE']), ...(names.length === 0 ? [] : ['            X509v3 Subject Alternative Name: ', `                ${names.join(', ')}`])];
  return `${[
    'Certificate:', '    Data:', '        Version: 3 (0x2)', `        Serial Number: 0x${serialOf(certificate)}`, '        Signature Algorithm: sha256WithRSAEncryption', `        Issuer: ${issuerOf(certificate)}`, '        Validity',
    `            Not Before: ${shownTime(certificate.notBefore)}`, `            Not After : ${shownTime(certificate.notAfter)}`, `        Subject: ${subjectOf(certificate)}`, '        X509v3 extensions:', ...extensions,
  ].join('\n')}\n`;
}

function* x509(process: Process, args: readonly string[]): Steps<number> {
  const { shell, input, out, err } = process;
  const { values, flags } = opensslOptions(args, ['-in', '-ext', '-checkend', '-inform', '-nameopt']);
  const path = values.get('-in')?.[0];
  const node = path === undefined ? undefined : nodeAt(shell.tree, resolvePath(shell.directory, path));
  if (path !== undefined && node === undefined) {
    err.write(`Could not open file or uri for loading certificate from ${path}: No such file or directory\nUnable to load certificate\n`);
    return 1;
  }
  const text = path === undefined ? yield* input.all() : node?.kind === 'file' ? node.text : '';
  const [found] = readCertificates(text);
  if (found === undefined) {
    err.write(`Could not find certificate from ${path ?? '<stdin>'}\n`);
    return 1;
  }
  if (flags.has('-text')) out.write(textOf(found));
  if (flags.has('-serial')) out.write(`serial=${serialOf(found).toUpperCase()}\n`);
  if (flags.has('-subject')) out.write(`subject=${subjectOf(found)}\n`);
  if (flags.has('-issuer')) out.write(`issuer=${issuerOf(found)}\n`);
  if (flags.has('-dates') || flags.has('-startdate')) out.write(`notBefore=${shownTime(found.notBefore)}\n`);
  if (flags.has('-dates') || flags.has('-enddate')) out.write(`notAfter=${shownTime(found.notAfter)}\n`);
  const names = namesOf(found);
  if (values.get('-ext')?.some((one) => one.includes('subjectAltName')) === true) out.write(names.length === 0 ? 'No extensions matching in certificate\n' : `X509v3 Subject Alternative Name: \n    ${names.join(', ')}\n`);
  const until = values.get('-checkend')?.[0];
  if (!flags.has('-noout')) out.write(text);
  if (until === undefined) return 0;
  const ends = (parseTime(found.notAfter) ?? 0) <= shell.host.now() + Number(until) * 1_000_000;
  out.write(ends ? 'Certificate will expire\n' : 'Certificate will not expire\n');
  return Number(ends);
}

/** apps/verify.c and X509_verify_cert: by the authorities of `-CAfile` alone. */
function verify({ shell, out, err }: Process, args: readonly string[]): number {
  const { values, flags } = opensslOptions(args, ['-CAfile', '-untrusted', '-purpose']);
  const rest = [...flags].filter((word) => !word.startsWith('-'));
  const read = (path: string | undefined): readonly Certificate[] => {
    const node = path === undefined ? undefined : nodeAt(shell.tree, resolvePath(shell.directory, path));
    return node?.kind === 'file' ? readCertificates(node.text) : [];
  };
  const [trusted, between] = [read(values.get('-CAfile')?.[0]), read(values.get('-untrusted')?.[0])];
  const now = formatTime(shell.host.now());
  let status = 0;
  for (const path of rest) {
    const [leaf] = read(path);
    if (leaf === undefined) {
      err.write(`Could not open file or uri for loading certificate file from ${path}: No such file or directory\nUnable to load certificate file\n`);
      status = 2;
      continue;
    }
    const chain = chainOf({ served: [leaf, ...between], trusted });
    const late = chain?.findIndex(({ notBefore, notAfter }) => now > notAfter || now < notBefore) ?? -1;
    const why = chain === undefined ? (leaf.issuer === leaf.name ? 'error 18 at 0 depth lookup: self-signed certificate' : 'error 20 at 0 depth lookup: unable to get local issuer certificate')
      : late < 0 ? undefined : now > chain[late]!.notAfter ? `error 10 at ${late} depth lookup: certificate has expired` : `error 9 at ${late} depth lookup: certificate is not yet valid`;
    if (why === undefined) out.write(`${path}: OK\n`);
    else {
      err.write(`${subjectOf(chain?.[Math.max(late, 0)] ?? leaf)}\n${why}\nerror ${path}: verification failed\n`);
      status = 2;
    }
  }
  return status;
}

/** `connect`: how `s_client` gets to a server from where it runs. */
export const openssl = (connect: ConnectTls): Program => ({
  *run(process): Steps<number> {
    const [command, ...args] = process.args;
    if (command === 'req') return yield* req(process, args);
    if (command === 'genrsa' || command === 'genpkey') return yield* generateKey(process, args);
    if (command === 'x509') return yield* x509(process, args);
    if (command === 'verify') return verify(process, args);
    if (command === 's_client') return yield* sClient(process, args, connect);
    process.err.write(`Invalid command '${command ?? ''}'; type "help" for a list.\n(here openssl has genrsa, genpkey, req, x509, verify and s_client)\n`);
    return 1;
  },
});
