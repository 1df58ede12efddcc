/**
 * How the kubelet comes to speak to the API server (pkg/kubelet/certificate/bootstrap: LoadClientConfig, isClientConfigStillValid), and what keeps it from being heard there: Go's dialler and
 * crypto/tls. A certificate is looked at for its times and its issuer; that it stands for this node is not.
 */
import { toJson } from '../../../../api/manifest/json';
import { decodeBase64 } from '../../../../api/go-template/base64';
import { listOf, objectOf, textOf } from '../../../../api/schema/values';
import { parseDocument, YamlError } from '../../../../api/yaml';
import { quote } from '../../../../base/go/quote';
import { formatTime } from '../../../../base/time';
import { verifyAsGo } from '../../../../network/tls/go';
import { readCertificate, readCertificates } from '../../../../network/tls/pem';
import type { Certificate } from '../../../../network/tls/certificates';
import type { Files } from '../../machine/written-files';

export interface Client {
  readonly server: string;
  readonly trusted: readonly Certificate[];
  readonly certificate: Certificate | undefined;
}

const textAt = (files: Files, path: string): string | undefined => {
  const node = files[path];
  return node?.kind === 'file' ? node.text : undefined;
};

/** clientcmd, of one file: what its current context names. */
export function readClient(files: Files, path: string): Client | { readonly error: string } {
  const text = textAt(files, path);
  if (text === undefined) return { error: `stat ${path}: no such file or directory` };
  let json: Readonly<Record<string, unknown>>;
  try {
    const tree = parseDocument(text);
    json = objectOf(tree === undefined ? undefined : toJson(tree));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { error: `error loading config file ${quote(path)}: yaml: ${error.message.replace(/^yaml: /, '')}` };
  }
  const named = (list: string, name: string, key: string): Readonly<Record<string, unknown>> | undefined => {
    const found = listOf(json[list]).map(objectOf).find((one) => one['name'] === name);
    return found === undefined ? undefined : objectOf(found[key]);
  };
  const current = textOf(json['current-context']);
  const context = named('contexts', current, 'context');
  if (context === undefined) return { error: `invalid configuration: [context was not found for specified context: ${current}, cluster has no server defined]` };
  const cluster = named('clusters', textOf(context['cluster']), 'cluster');
  const user = named('users', textOf(context['user']), 'user') ?? {};
  const server = textOf(cluster?.['server']);
  if (server === '') return { error: 'invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable' };
  const given = (data: string, file: string): string | { readonly error: string } => {
    if (data !== '') return decodeBase64(data);
    return file === '' ? '' : (textAt(files, file) ?? { error: `open ${file}: no such file or directory` });
  };
  const ca = given(textOf(cluster?.['certificate-authority-data']), textOf(cluster?.['certificate-authority']));
  const own = given(textOf(user['client-certificate-data']), textOf(user['client-certificate']));
  if (typeof ca !== 'string') return { error: `unable to read certificate-authority ${textOf(cluster?.['certificate-authority'])} for ${textOf(context['cluster'])} due to ${ca.error}` };
  if (typeof own !== 'string') return { error: `unable to read client-cert ${textOf(user['client-certificate'])} for ${textOf(context['user'])} due to ${own.error}` };
  return { server, trusted: readCertificates(ca), certificate: readCertificate(own) };
}

const goTime = (text: string): string => text.replace('T', ' ').replace('Z', ' +0000 UTC');

export interface Loaded {
  /** What is said of a file that is no longer good. */
  readonly unhandled?: { readonly line: number; readonly error: string };
  readonly client?: Client;
  readonly error?: string;
}

/** LoadClientConfig. */
export function loadClient(files: Files, kubeconfig: string, bootstrap: string, now: number): Loaded {
  const plain = (path: string, what: string): Loaded => {
    const client = readClient(files, path);
    return 'error' in client ? { error: `unable to load ${what}: ${client.error}` } : { client };
  };
  if (bootstrap === '') return plain(kubeconfig, 'kubeconfig');
  let unhandled: Loaded['unhandled'];
  if (files[kubeconfig] !== undefined) {
    const client = readClient(files, kubeconfig);
    const of = `existing bootstrap client config ${'error' in client ? '' : 'read '}from ${kubeconfig}`;
    if ('error' in client) unhandled = { line: 242, error: `unable to read ${of}: ${client.error}` };
    else if (client.certificate === undefined) unhandled = { line: 257, error: `unable to load TLS certificates from ${of}: data does not contain any valid RSA or ECDSA certificates` };
    else if (formatTime(now) > client.certificate.notAfter) unhandled = { line: 267, error: `part of the existing bootstrap client certificate in ${kubeconfig} is expired: ${goTime(client.certificate.notAfter)}` };
    else return { client };
  }
  return { ...(unhandled === undefined ? {} : { unhandled }), ...plain(bootstrap, 'bootstrap kubeconfig') };
}

export interface ApiServerPlace {
  readonly address: string;
  readonly port: number;
  /** Names by which machines find it. */
  readonly names: readonly string[];
  /** Whether who asks is on the same machine. */
  readonly here: boolean;
  /** Addresses of machines that are there. */
  readonly machines: readonly string[];
  /** What it shows to clients; nothing where it is not known. */
  readonly served: Certificate | undefined;
}

/** Why requests of a client do not get there; undefined where they do. A server's certificate that has ended is not told here, as it may be renewed while the client runs. */
export function astray({ server, trusted }: Client, place: ApiServerPlace, now: number): string | undefined {
  const [, scheme = 'https', host = '', port = scheme === 'http' ? '80' : '443'] = /^(?:(https?):\/\/)?(\[[^\]]*\]|[^:/]*)(?::(\d+))?/.exec(server) ?? [];
  const isAddress = /^[\d.]+$/.test(host);
  const local = host === 'localhost' || host.startsWith('127.');
  const [to] = [local ? '127.0.0.1' : isAddress ? host : place.address];
  if (!isAddress && !local && !place.names.includes(host)) return `dial tcp: lookup ${host}: no such host`;
  const reached = (local && place.here) || !isAddress || to === place.address || place.names.includes(host);
  if (!reached) return place.machines.includes(to) || local ? `dial tcp ${to}:${port}: connect: connection refused` : `dial tcp ${to}:${port}: connect: no route to host`;
  if (Number(port) !== place.port) return `dial tcp ${to}:${port}: connect: connection refused`;
  if (scheme === 'http') return 'Client sent an HTTP request to an HTTPS server.';
  if (place.served === undefined) return undefined;
  const problem = verifyAsGo({ served: [place.served], trusted, serverName: host, time: formatTime(now) < place.served.notAfter ? formatTime(now) : place.served.notAfter });
  return problem === null ? undefined : `tls: failed to verify certificate: ${problem}`;
}
