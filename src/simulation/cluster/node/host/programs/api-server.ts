/**
 * What becomes of a kube-apiserver that is started with these flags (cmd/kube-apiserver/app/server.go: its flags, Validate, CreateConfig; pkg/controlplane/instance.go): it serves, or it ends in its
 * own words. Of its files those are looked at that kubeadm has it read.
 */
import { quote } from '../../../../base/go/quote';
import { readCertificate, readCertificates } from '../../../../network/tls/pem';
import { AuditFault } from '../../../audit/policy';
import { isStopped } from '../../../components';
import { ETCD_MEMBERS } from '../../../components/types';
import { EncryptionFault } from '../../../encryption/configuration';
import { linkFault } from '../../../etcd/living/links';
import { auditFlagFaults, auditNumberFault, auditOf } from '../audit';
import { encryptionOf } from '../encryption';
import { badFlag, flagValue } from '../command-line';
import { structured } from '../services/journal';
import { certificateFault, fails, failsPlainly, keyFault, line, missing, textAt } from './types';
import type { Fate, ProgramScene } from './types';

const NAME = 'kube-apiserver';
const VERSION = 'v1.36.3';
const MODES = ['AlwaysAllow', 'AlwaysDeny', 'ABAC', 'Webhook', 'RBAC', 'Node'];
const PLUGINS = [
  'AlwaysAdmit', 'AlwaysDeny', 'AlwaysPullImages', 'CertificateApproval', 'CertificateSigning', 'CertificateSubjectRestriction', 'ClusterTrustBundleAttest', 'DefaultIngressClass', 'DefaultStorageClass', 'DefaultTolerationSeconds', 'DenyServiceExternalIPs', 'EventRateLimit', 'ExtendedResourceToleration', 'ImagePolicyWebhook',
  'LimitPodHardAntiAffinityTopology', 'LimitRanger', 'MutatingAdmissionPolicy', 'MutatingAdmissionWebhook', 'NamespaceAutoProvision', 'NamespaceExists', 'NamespaceLifecycle', 'NodeDeclaredFeatureValidator', 'NodeRestriction', 'OwnerReferencesPermissionEnforcement', 'PersistentVolumeClaimResize', 'PodNodeSelector', 'PodSecurity',
  'PodTolerationRestriction', 'PodTopologyLabels', 'Priority', 'ResourceQuota', 'RuntimeClass', 'ServiceAccount', 'StorageObjectInUseProtection', 'TaintNodesByCondition', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionWebhook',
];
/** --etcd-servers: how long the API server tries to reach one, µs. */
const DIAL = 20_000_000;

const listed = (scene: ProgramScene, flag: string): readonly string[] => (flagValue(scene.args, flag) ?? '').split(',').filter((one) => one !== '');

/** Validate: all that is wrong, together. */
function invalid(scene: ProgramScene): readonly string[] {
  const { args } = scene;
  const errors: string[] = [];
  if (listed(scene, 'etcd-servers').length === 0) errors.push('--etcd-servers must be specified');
  const port = flagValue(args, 'secure-port');
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) errors.push(`--secure-port ${port} must be between 1 and 65535, inclusive. It cannot be turned off with 0`);
  if ((flagValue(args, 'service-account-issuer') ?? '') === '') errors.push('service-account-issuer is a required flag');
  if ((flagValue(args, 'service-account-key-file') ?? '') === '') errors.push('either `--service-account-key-file` or `--service-account-signing-endpoint` must be set');
  errors.push(...auditFlagFaults(args));
  for (const mode of listed(scene, 'authorization-mode')) if (!MODES.includes(mode)) errors.push(`authorization-mode ${quote(mode)} is not a valid mode`);
  for (const flag of ['enable-admission-plugins', 'disable-admission-plugins']) for (const name of listed(scene, flag)) if (!PLUGINS.includes(name)) errors.push(`${flag} plugin ${quote(name)} is unknown`);
  return errors;
}

/** A value that its flag does not take (pflag: invalidArg). */
function badValue({ args }: ProgramScene): string | undefined {
  const port = flagValue(args, 'secure-port');
  if (port !== undefined && !/^\d+$/.test(port)) return `invalid argument ${quote(port)} for "--secure-port" flag: strconv.ParseInt: parsing ${quote(port)}: invalid syntax`;
  const number = auditNumberFault(args);
  if (number !== undefined) return number;
  for (const name of ['allow-privileged', 'enable-bootstrap-token-auth', 'anonymous-auth', 'profiling']) {
    const value = flagValue(args, name);
    if (value !== undefined && args.some((arg) => arg.startsWith(`--${name}=`)) && !/^(?:1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value)) return `invalid argument ${quote(value)} for "--${name}" flag: strconv.ParseBool: parsing ${quote(value)}: invalid syntax`;
  }
  return undefined;
}

/** What stands in the way of its configuration; each file is read when its part is built. */
function unconfigured(scene: ProgramScene): string | undefined {
  const serving = certificateFault(scene, 'tls-cert-file') ?? keyFault(scene, 'tls-private-key-file');
  if (serving !== undefined) return serving;
  const ca = certificateFault(scene, 'client-ca-file');
  if (ca !== undefined) return `unable to load client CA file: ${ca}`;
  const signing = keyFault(scene, 'service-account-signing-key-file');
  if (signing !== undefined) return `failed to parse service-account-issuer-key-file: ${signing}`;
  const keys = keyFault(scene, 'service-account-key-file');
  if (keys !== undefined) return `failed to set up public service account keys: ${keys}`;
  const front = certificateFault(scene, 'requestheader-client-ca-file');
  if (front !== undefined) return `unable to load client CA file: ${front}`;
  const kubelet = certificateFault(scene, 'kubelet-client-certificate') ?? keyFault(scene, 'kubelet-client-key');
  if (kubelet !== undefined) return kubelet;
  const proxy = certificateFault(scene, 'proxy-client-cert-file') ?? keyFault(scene, 'proxy-client-key-file');
  if (proxy !== undefined) return proxy;
  try {
    encryptionOf(scene.pod, scene.files);
  } catch (fault) {
    if (!(fault instanceof EncryptionFault)) throw fault;
    return fault.message;
  }
  try {
    auditOf(scene.pod, scene.files);
  } catch (fault) {
    if (!(fault instanceof AuditFault)) throw fault;
    return fault.message;
  }
  return undefined;
}

/** Of members of etcd that have been named: why none is reached. */
function etcdFault(scene: ProgramScene): string | undefined {
  const { cluster, args, host } = scene;
  let first: string | undefined;
  for (const server of listed(scene, 'etcd-servers')) {
    const [, scheme = '', name = '', port = '2379'] = /^(?:(https?):\/\/)?([^:/]+)(?::(\d+))?/.exec(server) ?? [];
    const member = ETCD_MEMBERS.findIndex((one, at) => one === name || name === `192.168.0.${20 + at}`);
    const own = name === '127.0.0.1' && host === 'minikube';
    const at = `dial tcp ${name}:${port}: connect`;
    let why: string | undefined;
    if (!/^\d+(?:\.\d+){3}$/.test(name) && member < 0 && name !== 'localhost') why = `transport: Error while dialing: dial tcp: lookup ${name}: no such host`;
    else if (member < 0 && !own) why = `transport: Error while dialing: ${at}: ${name.startsWith('192.168.0.1') || name === '127.0.0.1' || name === 'localhost' ? 'connection refused' : 'no route to host'}`;
    else if (port !== '2379' || (!own && isStopped(cluster.components, ETCD_MEMBERS[member]!))) why = `transport: Error while dialing: ${at}: connection refused`;
    else if (scheme !== 'https') why = 'error reading server preface: EOF';
    else {
      const [roots, certificate] = ['etcd-cafile', 'etcd-certfile'].map((flag) => textAt(scene, flagValue(args, flag) ?? '') ?? '');
      if (member >= 0) why = linkFault(cluster, ETCD_MEMBERS[member]!, { roots: readCertificates(roots ?? ''), certificate: readCertificate(certificate ?? '') });
    }
    if (why === undefined) return undefined;
    first ??= `grpc: addrConn.createTransport failed to connect to {Addr: "${name}:${port}", ServerName: "${name}:${port}", }. Err: connection error: desc = ${quote(why)}`;
  }
  return first;
}

/** It tries again and again, and gives up. */
function withoutEtcd(scene: ProgramScene, begins: Fate, why: string): Fate {
  const tries = [1.2, 2.2, 3.8, 6.4, 10.3, 16.9].map((seconds, at) => line(scene, seconds * 1_000_000, 'W', 'logging.go:55', `[core] [Channel #${at + 1} SubChannel #${at + 2}]${why}`));
  return [...begins, ...tries, line(scene, DIAL, 'F', 'instance.go:233', 'Error creating leases: error creating storage factory: context deadline exceeded'), `exit=255@${DIAL / 1000 + 5}ms`];
}

export function apiServer(scene: ProgramScene): Fate {
  const { args } = scene;
  const wrong = badFlag(NAME, args) ?? badValue(scene);
  if (wrong !== undefined) return failsPlainly(wrong);
  const [first, ...more] = invalid(scene);
  if (first !== undefined) return fails(scene, more.length === 0 ? first : `[${[first, ...more].join(', ')}]`);
  const begins = [line(scene, 150_000, 'I', 'server.go:150', `Version: ${VERSION}`), line(scene, 150_000, 'I', 'server.go:152', structured('Golang settings', { GOGC: '', GOMAXPROCS: '', GOTRACEBACK: '' }))];
  const why = unconfigured(scene);
  if (why !== undefined) return fails(scene, why, begins);
  const etcdFile = ['etcd-cafile', 'etcd-certfile', 'etcd-keyfile'].map((flag) => flagValue(args, flag) ?? '').find((path) => path !== '' && textAt(scene, path) === undefined);
  if (etcdFile !== undefined) return [...begins, line(scene, 900_000, 'F', 'instance.go:233', `Error creating leases: error creating storage factory: ${missing(etcdFile)}`), 'exit=255@910ms'];
  const unreached = etcdFault(scene);
  if (unreached !== undefined) return withoutEtcd(scene, begins, unreached);
  const port = flagValue(args, 'secure-port') ?? '6443';
  return [`port=${port}@1s`, `tls=${port}`, ...begins, line(scene, 990_000, 'I', 'secure_serving.go:211', `Serving securely on [::]:${port}`)];
}
