/** What kubeadm refuses in a configuration (cmd/kubeadm/app/apis/kubeadm/validation). */
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { dns1123SubdomainErrors, wildcardSubdomainErrors } from '../../../api/names';
import { formatPrefix, parseIpSloppy, parsePrefixSloppy } from '../../../base/ip';
import type { Prefix } from '../../../base/ip';
import { parseDuration } from '../../../base/go/duration';
import { parseHostPort } from '../kubeconfig/endpoint';
import { KubeadmError, warn } from '../machine';
import type { KubeadmMachine } from '../machine';
import { isToken } from '../token/token';
import { aggregate, groupErrors, invalid, usageErrors } from '../token/validate';
import type { Both } from './defaults';
import type { Json } from './documents';

type Errors = readonly string[];

const FEATURES = ['PublicKeysECDSA', 'RootlessControlPlane', 'NodeLocalCRISocket'];
const ALGORITHMS = ['ECDSA-P256', 'ECDSA-P384', 'RSA-2048', 'RSA-3072', 'RSA-4096'];
const texts = (value: unknown): readonly string[] => listOf(value).map(textOf);

const absolute = (path: unknown, field: string): Errors => (textOf(path).startsWith('/') ? [] : [invalid(field, textOf(path), 'path is not absolute')]);
const argumentsErrors = (value: unknown, field: string): Errors => listOf(value).map(objectOf).flatMap((one, index) => (textOf(one['name']) === '' ? [invalid(field, `index ${index}`, 'argument has no name')] : []));
const pullPolicy = (value: unknown, field: string): Errors => (['', 'Always', 'IfNotPresent', 'Never'].includes(textOf(value)) ? [] : [invalid(field, textOf(value), 'invalid pull policy')]);

function socketErrors(value: unknown, field: string): Errors {
  const text = textOf(value);
  if (text === '') return [invalid(field, text, 'empty CRI socket')];
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1] ?? '';
  return scheme === 'unix' ? [] : [invalid(field, text, `only URL scheme "unix" is supported, got ${JSON.stringify(scheme)}`)];
}

/** reference.ReferenceRegexp of a repository with a name and a tag behind it. */
const REPOSITORY = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?|\[[a-fA-F0-9:]+\](?::[0-9]+)?)(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const repository = (value: unknown, field: string): Errors => (REPOSITORY.test(textOf(value)) ? [] : [invalid(field, textOf(value), 'invalid image repository format')]);
const someRepository = (value: unknown, field: string): Errors => (textOf(value) === '' ? [] : repository(value, field));

const sans = (value: unknown, field: string): Errors => texts(value).flatMap((name) => {
  const [plain, wild] = [dns1123SubdomainErrors(name), wildcardSubdomainErrors(name)];
  if (plain.length === 0 || wild.length === 0 || parseIpSloppy(name) !== undefined) return [];
  return [invalid(field, name, `altname is not a valid IP address, DNS label or a DNS label with subdomain wildcards: ${plain.join('; ')}; ${wild.join('; ')}`)];
});

/** ValidateNodeRegistrationOptions. */
const nodeErrors = (node: Json, field: string): Errors => [
  ...dns1123SubdomainErrors(textOf(node['name'])).map((error) => invalid(`${field}.name`, textOf(node['name']), error)), ...socketErrors(node['criSocket'], `${field}.criSocket`), ...argumentsErrors(node['kubeletExtraArgs'], `${field}.kubeletExtraArgs`),
  ...pullPolicy(node['imagePullPolicy'], `${field}.imagePullPolicy`),
];

const tokenErrors = (token: unknown, field: string): Errors => (isToken(textOf(token)) ? [] : [invalid(field, textOf(token), 'the bootstrap token is invalid')]);

const bootstrapErrors = (tokens: unknown): Errors => listOf(tokens).map(objectOf).flatMap((one, index) => {
  const at = `bootstrapTokens.${index}`;
  return [
    ...tokenErrors(one['token'], `${at}.token`), ...usageErrors(texts(one['usages']), `${at}.usages`), ...groupErrors(texts(one['usages']), texts(one['groups']), `${at}.groups`),
    ...(one['expires'] !== undefined && one['ttl'] !== undefined ? [invalid(at, '', 'the BootstrapToken .TTL and .Expires fields are mutually exclusive')] : []),
  ];
});

const bitsOf = ({ network }: Prefix): number => network.words.length * 32;

/** netutils.ParseCIDRs; undefined: one of them is none. */
function prefixes(text: string): readonly Prefix[] | undefined {
  const all = text.split(',').map((one) => parsePrefixSloppy(one.trim()));
  return all.every((one) => one !== undefined) ? all : undefined;
}

/** ValidateIPNetFromString. */
function subnetErrors(text: string, least: number, field: string): Errors {
  const all = prefixes(text);
  if (all === undefined) return [invalid(field, text, "couldn't parse subnet")];
  const families = new Set(all.map(({ network }) => network.family));
  const stack = all.length > 2 || (all.length === 2 && families.size < 2) ? [invalid(field, text, 'expected one (IPv4 or IPv6) CIDR or two CIDRs from each family for dual-stack networking')] : [];
  return [...stack, ...all.flatMap((one) => {
    const bits = bitsOf(one) - one.length;
    // RangeSize counts no further than 2^63 - 1, and of IPv6 no more than 2^16 where the range is that large.
    const size = bits >= 63 ? Number.MAX_SAFE_INTEGER : 2 ** bits;
    return size < least ? [invalid(field, formatPrefix(one), `subnet with ${size} address(es) is too small, the minimum is ${least}`)] : [];
  })];
}

/** ValidatePodSubnetNodeMask. */
function nodeMaskErrors(text: string, flags: unknown, field: string): Errors {
  return (prefixes(text) ?? []).flatMap((one) => {
    const six = one.network.family === 6;
    const name = `node-cidr-mask-size-ipv${six ? 6 : 4}`;
    const said = listOf(flags).map(objectOf).findLast((flag) => flag['name'] === name);
    const value = textOf(said?.['value']);
    if (value !== '' && !/^[+-]?\d+$/.test(value)) return [invalid(field, formatPrefix(one), `could not parse the value of the kube-controller-manager flag ${name} as an integer: strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`)];
    const mask = value === '' ? (six ? 64 : 24) : Number(value);
    if (one.length > mask) return [invalid(field, formatPrefix(one), `the size of pod subnet with mask ${one.length} is smaller than the size of node subnet with mask ${mask}`)];
    return mask - one.length > 16 ? [invalid(field, formatPrefix(one), `pod subnet mask (${one.length}) and node-mask (${mask}) difference is greater than 16`)] : [];
  });
}

/** ValidateNetworking. */
function networkErrors(cluster: Json): Errors {
  const { dnsDomain, serviceSubnet, podSubnet } = objectOf(cluster['networking']);
  const [domain, services, pods] = [textOf(dnsDomain), textOf(serviceSubnet), textOf(podSubnet)];
  const flags = objectOf(cluster['controllerManager'])['extraArgs'];
  const allocates = textOf(listOf(flags).map(objectOf).findLast(({ name }) => name === 'allocate-node-cidrs')?.['value']) !== 'false';
  const tooLarge = (prefixes(services) ?? []).filter((one) => bitsOf(one) - one.length > 20);
  return [
    ...dns1123SubdomainErrors(domain).map((error) => invalid('networking.dnsDomain', domain, error)),
    ...(services === '' ? [] : [...subnetErrors(services, 10, 'networking.serviceSubnet'), ...tooLarge.map((one) => invalid('networking.serviceSubnet', formatPrefix(one), `specified service subnet is too large; for ${bitsOf(one)}-bit addresses, the mask must be >= ${bitsOf(one) - 20}`))]),
    ...(pods === '' ? [] : [...subnetErrors(pods, 14, 'networking.podSubnet'), ...(allocates ? nodeMaskErrors(pods, flags, 'networking.podSubnet') : [])]),
  ];
}

const urlErrors = (urls: unknown, https: boolean, field: string): Errors => texts(urls).flatMap((url) => {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(url)?.[1] ?? '';
  return [...(https && scheme !== 'https' ? [invalid(field, url, 'the URL must be using the HTTPS scheme')] : []), ...(scheme === '' ? [invalid(field, url, 'the URL without scheme is not allowed')] : [])];
});

/** ValidateEtcd. */
function etcdErrors(etcd: Json): Errors {
  const [local, external] = [etcd['local'], etcd['external']].map((one) => (one === undefined ? undefined : objectOf(one)));
  if (local !== undefined && external !== undefined) return [invalid('etcd', '', '.Etcd.Local and .Etcd.External are mutually exclusive')];
  if (local !== undefined) {
    return [
      ...absolute(local['dataDir'], 'etcd.local.dataDir'), ...sans(local['serverCertSANs'], 'etcd.local.serverCertSANs'), ...sans(local['peerCertSANs'], 'etcd.local.peerCertSANs'), ...someRepository(local['imageRepository'], 'etcd.local.imageRepository'),
      ...argumentsErrors(local['extraArgs'], 'etcd.local.extraArgs'),
    ];
  }
  if (external === undefined) return [invalid('etcd', '', 'either .Etcd.Local or .Etcd.External is required')];
  const [ca, cert, key] = ['caFile', 'certFile', 'keyFile'].map((name) => textOf(external[name]));
  const endpoints = texts(external['endpoints']);
  return [
    ...((cert === '') === (key === '') ? [] : [invalid('etcd.external', '', 'either both or none of .Etcd.External.CertFile and .Etcd.External.KeyFile must be set')]),
    ...(cert !== '' && key !== '' && ca === '' ? [invalid('etcd.external', '', 'setting .Etcd.External.CertFile and .Etcd.External.KeyFile requires .Etcd.External.CAFile')] : []),
    ...(endpoints.length === 0 ? [invalid('etcd.external.endpoints', '', 'at least one endpoint must be specified')] : urlErrors(endpoints, [ca, cert, key].some((file) => file !== ''), 'etcd.external.endpoints')), ...urlErrors(external['httpEndpoints'], false, 'etcd.external.httpEndpoints'),
    ...['caFile', 'certFile', 'keyFile'].flatMap((name) => (textOf(external[name]) === '' ? [] : absolute(external[name], `etcd.external.${name}`))),
  ];
}

const endpointErrors = (endpoint: Json, field: string): Errors => {
  const port = Number(endpoint['bindPort']);
  return [...(parseIpSloppy(textOf(endpoint['advertiseAddress'])) === undefined ? [invalid(`${field}.advertiseAddress`, textOf(endpoint['advertiseAddress']), 'ip address is not valid')] : []), ...(port >= 1 && port <= 65_535 ? [] : [invalid(`${field}.bindPort`, port, 'port number is not valid')])];
};

function keyErrors(value: unknown, field: string): Errors {
  const key = textOf(value);
  if (key === '') return [];
  const wrong = /[^0-9a-fA-F]/.exec(key)?.[0];
  if (wrong !== undefined) return [invalid(field, key, `certificate key decoding error: encoding/hex: invalid byte: U+${wrong.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')} '${wrong}'`)];
  if (key.length % 2 === 1) return [invalid(field, key, 'certificate key decoding error: encoding/hex: odd length hex string')];
  return key.length === 64 ? [] : [invalid(field, key, `invalid certificate key size ${key.length / 2}, the key must be an AES key of size 32`)];
}

function hostPortErrors(value: unknown, field: string): Errors {
  const text = textOf(value);
  if (text === '') return [];
  try {
    parseHostPort(text);
    return [];
  } catch (error) {
    if (error instanceof KubeadmError) return [invalid(field, text, 'endpoint is not valid')];
    throw error;
  }
}

function gateErrors(gates: Json): Errors {
  return Object.keys(gates).filter((name) => !FEATURES.includes(name)).map((name) => invalid('featureGates', gates, `${name} is not a valid feature name.`));
}

/** ValidateCertValidity only warns. */
function judgeValidity(machine: KubeadmMachine, cluster: Json): void {
  const over = (name: string, least: bigint, shown: string, what: string): void => {
    const parsed = parseDuration(textOf(cluster[name]));
    if (parsed.ok && parsed.nanoseconds > least) warn(machine, 'validation.go:79', `WARNING: ${name}: the value ${textOf(cluster[name])} is more than the recommended default for ${what} expiration: ${shown}`);
  };
  const YEAR = 8760n * 3_600_000_000_000n;
  over('certificateValidityPeriod', YEAR, '8760h0m0s', 'certificate');
  over('caCertificateValidityPeriod', 10n * YEAR, '87600h0m0s', 'CA certificate');
}

function refuse(errors: Errors): void {
  if (errors.length > 0) throw new KubeadmError(aggregate(errors));
}

/** ValidateInitConfiguration. */
export function validateInit(machine: KubeadmMachine, { init, cluster }: Both): void {
  const part = (name: string): Errors => argumentsErrors(objectOf(cluster[name])['extraArgs'], `${name}.extraArgs`);
  const algorithm = textOf(cluster['encryptionAlgorithm']);
  const errors = [
    ...nodeErrors(objectOf(init['nodeRegistration']), 'nodeRegistration'), ...bootstrapErrors(init['bootstrapTokens']), ...someRepository(objectOf(cluster['dns'])['imageRepository'], 'dns.imageRepository'), ...networkErrors(cluster),
    ...sans(objectOf(cluster['apiServer'])['certSANs'], 'apiServer.certSANs'), ...part('apiServer'), ...part('controllerManager'), ...part('scheduler'), ...absolute(cluster['certificatesDir'], 'certificatesDir'), ...gateErrors(objectOf(cluster['featureGates'])),
    ...hostPortErrors(cluster['controlPlaneEndpoint'], 'controlPlaneEndpoint'), ...repository(cluster['imageRepository'], 'imageRepository'), ...etcdErrors(objectOf(cluster['etcd'])),
    ...(ALGORITHMS.includes(algorithm) ? [] : [invalid('encryptionAlgorithm', algorithm, `Invalid encryption algorithm ${JSON.stringify(algorithm)}. Must be one of [${ALGORITHMS.join(' ')}]`)]),
  ];
  judgeValidity(machine, cluster);
  refuse([...errors, ...endpointErrors(objectOf(init['localAPIEndpoint']), 'localAPIEndpoint'), ...keyErrors(init['certificateKey'], 'certificateKey')]);
}

/** net.SplitHostPort's errors. */
function addressError(text: string): string | undefined {
  const found = /^(?:\[[^\]]*\]|[^:[\]]*):[^:]*$/.test(text);
  if (found) return undefined;
  return `address ${text}: ${(text.match(/:/g) ?? []).length > 1 ? 'too many colons in address' : 'missing port in address'}`;
}

/** ValidateDiscovery. */
function discoveryErrors(discovery: Json): Errors {
  const [bootstrap, file] = [discovery['bootstrapToken'], discovery['file']].map((one) => (one === undefined ? undefined : objectOf(one)));
  const tls = tokenErrors(discovery['tlsBootstrapToken'], 'discovery.tlsBootstrapToken');
  if (bootstrap === undefined && file === undefined) return [invalid('discovery', '', 'bootstrapToken or file must be set')];
  const at = 'discovery.bootstrapToken';
  const address = textOf(bootstrap?.['apiServerEndpoint']);
  const wrong = addressError(address);
  return [
    ...(bootstrap !== undefined && file !== undefined ? [invalid('discovery', '', 'bootstrapToken and file cannot both be set')] : []),
    ...(bootstrap === undefined ? [] : [
      ...(address === '' ? [`${at}: Required value: APIServerEndpoint is not set`] : []),
      ...(texts(bootstrap['caCertHashes']).length === 0 && bootstrap['unsafeSkipCAVerification'] !== true ? [invalid(`${at}.caCertHashes`, '', 'using token-based discovery without caCertHashes can be unsafe. Set unsafeSkipCAVerification as true in your kubeadm config file or pass --discovery-token-unsafe-skip-ca-verification flag to continue')] : []),
      ...tokenErrors(bootstrap['token'], `${at}.token`), ...(wrong === undefined ? [] : [invalid(`${at}.apiServerEndpoint`, address, wrong)]), ...tls,
    ]),
    ...(file === undefined || textOf(discovery['tlsBootstrapToken']) === '' ? [] : tls),
  ];
}

/** ValidateJoinConfiguration; a file of discovery is not looked for. */
export function validateJoin(join: Json): void {
  const control = join['controlPlane'] === undefined ? undefined : objectOf(join['controlPlane']);
  const ca = textOf(join['caCertPath']);
  refuse([
    ...discoveryErrors(objectOf(join['discovery'])), ...nodeErrors(objectOf(join['nodeRegistration']), 'nodeRegistration'),
    ...(control === undefined ? [] : [...endpointErrors(objectOf(control['localAPIEndpoint']), 'controlPlane.localAPIEndpoint'), ...keyErrors(control['certificateKey'], 'controlPlane.certificateKey')]),
    ...(ca.startsWith('/') && ca.endsWith('.crt') ? [] : [invalid('caCertPath', ca, 'the ca certificate path must be an absolute path')]),
  ]);
}

const UNMOUNT = ['MNT_FORCE', 'MNT_DETACH', 'MNT_EXPIRE', 'UMOUNT_NOFOLLOW'];

export function validateReset(reset: Json): void {
  refuse([...socketErrors(reset['criSocket'], 'criSocket'), ...absolute(reset['certificatesDir'], 'certificatesDir'), ...texts(reset['unmountFlags']).flatMap((flag, index) => (UNMOUNT.includes(flag) ? [] : [invalid('unmountFlags', `index ${index}`, `unknown unmount flag ${flag}`)]))]);
}

export function validateUpgrade(upgrade: Json): void {
  const patches = (part: string): Errors => {
    const { patches: given } = objectOf(upgrade[part]);
    return given === undefined ? [] : absolute(objectOf(given)['directory'], `${part}.patches.directory`);
  };
  refuse([...patches('apply'), ...patches('node'), ...['apply', 'node'].flatMap((part) => pullPolicy(objectOf(upgrade[part])['imagePullPolicy'], `${part}.imagePullPolicy`))]);
}
