/** `kubeadm config print|migrate|validate` and what `init` and `join` refuse before they begin (cmd/kubeadm/app/cmd: config.go, init.go, join.go). */
import type { Call } from '../../cobra/find';
import { absolutePath } from '../../machine';
import { sortedYaml } from '../../sorted';
import { KubeadmError } from '../machine';
import type { KubeadmMachine } from '../machine';
import { COMPONENT_CONFIGS } from './components';
import { clusterDefaults, initDefaults, joinDefaults, resetDefaults, upgradeDefaults, withSocket } from './defaults';
import { requireKnown, splitDocuments } from './documents';
import type { Document, Json } from './documents';
import { hasInit, joinOf, readInit, readJoin, readReset, readUpgrade } from './load';
import type { Reading } from './load';

const TOKEN = 'abcdef.0123456789abcdef';
const SOCKET = 'unix:///var/run/containerd/containerd.sock';
const joined = (documents: readonly Json[]): string => documents.map(sortedYaml).join('---\n');

function textAt(machine: KubeadmMachine, path: string): string {
  const text = machine.files.read(absolutePath(machine, path));
  if (text === undefined) throw new KubeadmError(`open ${path}: no such file or directory`);
  return text;
}

/** `config print init-defaults` and its like. */
export function printDefaults(machine: KubeadmMachine, { flags }: Call, action: string): void {
  const kinds = flags.has('component-configs') ? flags.list('component-configs') : [];
  if (kinds.some((kind) => COMPONENT_CONFIGS[kind] === undefined)) throw new KubeadmError(`--component-configs needs to contain some of [${Object.keys(COMPONENT_CONFIGS).sort().join(' ')}]`);
  const node = { criSocket: SOCKET };
  const documents: readonly Json[] = action === 'init'
    ? [initDefaults({ bootstrapTokens: [{ token: TOKEN }], localAPIEndpoint: { advertiseAddress: '1.2.3.4' }, nodeRegistration: { ...node, name: 'node' } }), clusterDefaults({ kubernetesVersion: '1.36.0' })]
    : action === 'join' ? [joinDefaults({ discovery: { bootstrapToken: { token: TOKEN, apiServerEndpoint: 'kube-apiserver:6443', unsafeSkipCAVerification: true } }, nodeRegistration: { ...node, name: machine.host.hostname } })]
    : action === 'reset' ? [withSocket(machine, resetDefaults({}))] : [upgradeDefaults({})];
  machine.out(joined([...documents, ...kinds.map((kind) => COMPONENT_CONFIGS[kind]!)]));
}

const kindsOf = (documents: readonly Document[]): ReadonlySet<string> => new Set(documents.map(({ kind }) => kind));

/** Everything that a file holds, as it is read. */
function readAll(machine: KubeadmMachine, text: string, reading: Reading): readonly Json[] {
  const documents = splitDocuments(text);
  requireKnown(documents);
  const kinds = kindsOf(documents);
  const found: Json[] = [];
  if (hasInit(documents)) {
    const { init, cluster } = readInit(machine, documents, reading);
    found.push(init, cluster);
  }
  if (kinds.has('JoinConfiguration')) found.push(readJoin(machine, documents, reading));
  if (kinds.has('ResetConfiguration')) found.push(readReset(machine, documents, reading));
  if (kinds.has('UpgradeConfiguration')) found.push(readUpgrade(machine, documents, reading));
  return found;
}

export function migrate(machine: KubeadmMachine, { flags }: Call): void {
  const path = flags.text('old-config');
  if (path === '') throw new KubeadmError('the --old-config flag is mandatory');
  const text = joined(readAll(machine, textAt(machine, path), { allowDeprecated: true, strict: true }));
  const target = flags.text('new-config');
  if (target === '') machine.out(text);
  else machine.files.write(absolutePath(machine, target), text);
}

export function validate(machine: KubeadmMachine, { flags }: Call): void {
  const path = flags.text('config');
  if (path === '') throw new KubeadmError('the --config flag is mandatory');
  readAll(machine, textAt(machine, path), { allowDeprecated: flags.bool('allow-deprecated-api'), strict: true });
  machine.out('ok\n');
}

/** newJoinData: what stands in a file, or what the flags and the address say. */
export function checkJoin(machine: KubeadmMachine, { flags, args }: Call): void {
  const path = flags.text('config');
  if (path !== '') {
    const text = machine.files.read(absolutePath(machine, path));
    if (text === undefined) throw new KubeadmError(`unable to read config from ${JSON.stringify(path)} : open ${path}: no such file or directory`);
    readJoin(machine, splitDocuments(text), { allowDeprecated: false, strict: false });
    return;
  }
  const token = flags.text('token');
  const [file, hashes] = [flags.text('discovery-file'), flags.list('discovery-token-ca-cert-hash')];
  const bootstrap = { token: flags.text('discovery-token') || token, apiServerEndpoint: args[0] ?? '', ...(hashes.length === 0 ? {} : { caCertHashes: hashes }), unsafeSkipCAVerification: flags.bool('discovery-token-unsafe-skip-ca-verification') };
  const tls = flags.text('tls-bootstrap-token') || token;
  joinOf(machine, {
    discovery: { ...(args.length === 0 ? {} : { bootstrapToken: bootstrap }), ...(file === '' ? {} : { file: { kubeConfigPath: file } }), ...(tls === '' ? {} : { tlsBootstrapToken: tls }) },
    nodeRegistration: { name: flags.text('node-name'), criSocket: flags.text('cri-socket') },
    ...(flags.bool('control-plane') ? { controlPlane: { certificateKey: flags.text('certificate-key'), localAPIEndpoint: { advertiseAddress: flags.text('apiserver-advertise-address'), bindPort: flags.int('apiserver-bind-port') } } } : {}),
  });
}
