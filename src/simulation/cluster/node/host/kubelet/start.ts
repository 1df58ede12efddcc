/** What a kubelet does when systemd starts it, up to its main loop or to the error with which it ends (cmd/kubelet/app/server.go). */
import { parseQuantity, QUANTITY_ERRORS, unitValue } from '../../../../api/quantity';
import { objectOf, textOf } from '../../../../api/schema/values';
import { parseDuration } from '../../../../base/go/duration';
import { quote } from '../../../../base/go/quote';
import { readCertificates } from '../../../../network/tls/pem';
import type { Files } from '../../machine/written-files';
import { badFlag, flagValue } from '../command-line';
import { kubeletLine } from '../services/journal';
import { DEFAULT_LOGS } from '../services/types';
import type { JournalLine, LogSettings } from '../services/types';
import { loadClient } from './client';
import type { Client } from './client';
import { readKubeletConfig } from './config';
import type { KubeletConfig } from './config';

export const SOCKET = '/run/containerd/containerd.sock';

export interface KubeletStart {
  readonly lines: readonly JournalLine[];
  /** Undefined: it has ended, with status 1. */
  readonly runs?: { readonly staticPodPath: string; readonly client: Client; readonly logs: LogSettings };
}

export interface KubeletScene {
  readonly files: Files;
  readonly command: readonly string[];
  readonly pid: number;
  readonly now: number;
  /** Whether the container runtime answers. */
  readonly runtime: boolean;
}

const ends = ({ now, pid }: KubeletScene, lines: readonly JournalLine[], error: string): KubeletStart => ({ lines: [...lines, kubeletLine(now, pid, 'E', 'run.go:72', 'command failed', { err: error })] });

/** `containerLogMonitorInterval`, µs; nothing and zero are the default. */
function intervalOf(values: KubeletConfig['values']): number {
  const parsed = parseDuration(textOf(values['containerLogMonitorInterval']));
  return parsed.ok && parsed.nanoseconds !== 0n ? Number(parsed.nanoseconds / 1000n) : DEFAULT_LOGS.every;
}

/** NewContainerLogManager. */
function logSettings({ values }: KubeletConfig): LogSettings | { readonly error: string } {
  const size = textOf(values['containerLogMaxSize']);
  const files = values['containerLogMaxFiles'];
  const parsed = parseQuantity(size);
  if (size !== '' && !parsed.ok) return { error: `failed to parse container log max size ${quote(size)}: ${QUANTITY_ERRORS[parsed.error]}` };
  return { maxSize: size === '' || !parsed.ok ? DEFAULT_LOGS.maxSize : unitValue(parsed.value), maxFiles: typeof files === 'number' ? files : DEFAULT_LOGS.maxFiles, every: intervalOf(values) };
}

/** ValidateKubeletConfiguration, of what is easily got wrong. */
function invalid({ values }: KubeletConfig): string | undefined {
  const range = (key: string, from: number, to: number): string | undefined => {
    const value = values[key];
    return typeof value === 'number' && (value < from || value > to) ? `invalid configuration: ${key} ${value} must be between ${from} and ${to}, inclusive` : undefined;
  };
  const mode = textOf(objectOf(values['authorization'])['mode']);
  if (mode !== '' && mode !== 'Webhook' && mode !== 'AlwaysAllow') return `authorization: unsupported mode ${mode}`;
  const { containerLogMaxFiles: files, containerLogMaxWorkers: workers } = values;
  if (typeof workers === 'number' && workers < 1) return 'invalid configuration: containerLogMaxWorkers must be greater than or equal to 1';
  if (intervalOf(values) < 3_000_000) return 'invalid configuration: containerLogMonitorInterval must be a positive time duration greater than or equal to 3s';
  if (typeof files === 'number' && files <= 1) return 'invalid configuration: containerLogMaxFiles must be greater than 1';
  return range('healthzPort', 0, 65535) ?? range('port', 1, 65535) ?? range('imageGCHighThresholdPercent', 0, 100) ?? range('imageGCLowThresholdPercent', 0, 100);
}

export function kubeletStart(scene: KubeletScene): KubeletStart {
  const { files, command, pid, now, runtime } = scene;
  const lines: JournalLine[] = [];
  const say = (severity: 'I' | 'E', place: string, message: string, values = {}): void => void lines.push(kubeletLine(now, pid, severity, place, message, values));
  const args = command.slice(1);
  const fault = badFlag('kubelet', args);
  if (fault !== undefined) return ends(scene, lines, fault.startsWith('unknown command') ? fault : `failed to parse kubelet flag: ${fault}`);
  const path = flagValue(args, 'config') ?? '';
  const config: KubeletConfig | { readonly error: string } = path === '' ? { values: {} } : readKubeletConfig(files, path);
  if ('error' in config) return ends(scene, lines, config.error);
  if (config.lenient !== undefined) say('I', 'codec.go:102', 'Using lenient decoding as strict decoding failed', { err: config.lenient });
  const wrong = invalid(config);
  if (wrong !== undefined) return ends(scene, lines, `failed to validate kubelet configuration, error: ${wrong}, path: &TypeMeta{Kind:,APIVersion:,}`);
  say('I', 'server.go:545', 'Kubelet version', { kubeletVersion: 'v1.36.3' });
  say('I', 'server.go:547', 'Golang settings', { GOGC: '', GOMAXPROCS: '', GOTRACEBACK: '' });
  const kubeconfig = flagValue(args, 'kubeconfig') ?? '';
  const failed = (error: string): KubeletStart => ends(scene, lines, `failed to run Kubelet: ${error}`);
  // Without a kubeconfig it would run for itself alone, which nobody means here.
  say('I', 'server.go:985', 'Client rotation is on, will bootstrap in background');
  const { unhandled, client, error } = loadClient(files, kubeconfig, flagValue(args, 'bootstrap-kubeconfig') ?? '', now);
  if (unhandled !== undefined) say('E', `bootstrap.go:${unhandled.line}`, 'Unhandled Error', { err: unhandled.error, logger: 'UnhandledError' });
  if (client === undefined) return failed(error ?? '');
  const caFile = textOf(objectOf(objectOf(config.values['authentication'])['x509'])['clientCAFile']) || (flagValue(args, 'client-ca-file') ?? '');
  if (caFile !== '') {
    const ca = files[caFile];
    if (ca?.kind !== 'file') return failed(`open ${caFile}: no such file or directory`);
    if (ca.text === '') return failed(`missing content for CA bundle "client-ca-bundle::${caFile}"`);
    if (readCertificates(ca.text).length === 0) return failed(`error loading CA bundle for ${quote(`client-ca-bundle::${caFile}`)}: data does not contain any valid RSA or ECDSA certificates`);
  }
  const endpoint = flagValue(args, 'container-runtime-endpoint') ?? (textOf(config.values['containerRuntimeEndpoint']) || `unix://${SOCKET}`);
  const socket = endpoint.replace(/^unix:\/\//, '').replace(/^\/var\/run\//, '/run/');
  if (!runtime || socket !== SOCKET) {
    const dial = `dial unix ${endpoint.replace(/^unix:\/\//, '')}: connect: no such file or directory`;
    return failed(`validate service connection: validate CRI v1 runtime API for endpoint ${quote(endpoint)}: rpc error: code = Unavailable desc = connection error: desc = ${quote(`transport: Error while dialing: ${dial}`)}`);
  }
  const logs = logSettings(config);
  if ('error' in logs) return failed(`failed to initialize container log manager: ${logs.error}`);
  say('I', 'kubelet.go:485', 'Attempting to sync node with API server');
  const staticPodPath = flagValue(args, 'pod-manifest-path') ?? textOf(config.values['staticPodPath']);
  if (staticPodPath !== '') say('I', 'kubelet.go:386', 'Adding static pod path', { path: staticPodPath });
  say('I', 'kubelet.go:397', 'Adding apiserver pod source');
  say('I', 'server.go:193', 'Starting to listen', { address: '0.0.0.0', port: { as: '10250' } });
  say('I', 'kubelet.go:2622', 'Starting kubelet main sync loop');
  say('E', 'kubelet.go:2646', 'Skipping pod synchronization', { err: '[container runtime status check may not have completed yet, PLEG is not healthy: pleg has yet to be successful]' });
  if (staticPodPath !== '' && files[staticPodPath] === undefined) say('E', 'file.go:97', 'Unable to read config path', { err: 'path does not exist, ignoring', path: staticPodPath });
  return { lines, runs: { staticPodPath, client, logs } };
}
