import { textOf } from '../../api/schema/values';
import { decodeBase64 } from '../../api/go-template/base64';
import { parseDuration } from '../../base/go/duration';
import type { User } from '../../cluster/apiserver/types';
import type { Command } from '../args/command';
import type { Flags } from '../args/flags';
import { mergedKubeconfig } from '../config/kubeconfig';
import type { Kubeconfig } from '../config/kubeconfig';
import { absolute } from './machine';
import type { Machine, Steps } from './machine';
import { KubectlError } from './errors';
import { CredentialsError, pluginFault } from './credential-plugin';
import { impersonated } from './user';

/** One command line that is carried out. */
export interface Session {
  readonly machine: Machine;
  readonly command: Command;
  readonly flags: Flags;
  readonly args: readonly string[];
  /** How many of the arguments stand before `--`. */
  readonly dashAt: number | undefined;
  kubeconfig(): Kubeconfig;
  kubeconfigPath(): string;
  /** The namespace that requests go to, and whether the command line says it. */
  namespace(): { readonly name: string; readonly explicit: boolean };
  user(): User | undefined;
}

/** What a command does. */
export type Verb = (session: Session) => Steps<void>;

/** The parts of a kubeconfig that a command line picks (clientcmd ClientConfig). */
function picked(config: Kubeconfig, flags: Flags): { readonly context: string; readonly namespace: string; readonly user: string; readonly cluster: string } {
  const context = flags.text('context') === '' ? config.currentContext : flags.text('context');
  const found = config.contexts.get(context);
  if (found === undefined && context !== '') throw new KubectlError(flags.text('context') === '' ? `error: context was not found for specified context: ${context}` : `context ${JSON.stringify(context)} does not exist`);
  const user = flags.global('user') === '' ? (found?.user ?? '') : flags.global('user');
  const cluster = flags.global('cluster') === '' ? (found?.cluster ?? '') : flags.global('cluster');
  return { context, namespace: found?.namespace ?? '', user, cluster };
}

export function createSession(machine: Machine, command: Command, flags: Flags, args: readonly string[], dashAt: number | undefined): Session {
  let config: Kubeconfig | undefined;
  // clientcmd ClientConfigLoadingRules: --kubeconfig, or the files of KUBECONFIG, or the one at home. Simplified: what is changed is written into the first.
  const explicit = flags.text('kubeconfig');
  const paths = (): readonly string[] => {
    if (explicit !== '') return [absolute(machine, explicit)];
    const named = (machine.kubeconfig ?? '').split(':').filter((one) => one !== '');
    return named.length === 0 ? [`${machine.home}/.kube/config`] : named.map((one) => absolute(machine, one));
  };
  const kubeconfig = (): Kubeconfig => {
    if (config !== undefined) return config;
    const texts = paths().flatMap((path) => machine.files.read(path) ?? []);
    if (texts.length === 0 && explicit !== '') throw new KubectlError(`stat ${explicit}: no such file or directory`);
    return (config = mergedKubeconfig(texts));
  };
  return {
    machine, command, flags, args, dashAt, kubeconfig,
    kubeconfigPath: () => paths()[0]!,
    namespace: () => {
      const given = flags.text('namespace');
      const { namespace } = picked(kubeconfig(), flags);
      return given !== '' ? { name: given, explicit: true } : { name: namespace === '' ? 'default' : namespace, explicit: false };
    },
    user: () => {
      const { user, cluster } = picked(kubeconfig(), flags);
      checkCluster(kubeconfig(), cluster, user, flags);
      const token = flags.global('token');
      const info = token === '' ? (kubeconfig().users.get(user) ?? {}) : { token };
      const fault = pluginFault(user, info);
      if (fault !== undefined) throw new CredentialsError(fault);
      return impersonated(machine.authenticate(info), flags, user);
    },
  };
}

/** What makes a client impossible (clientcmd validation, rest TLS configuration). */
function checkCluster(config: Kubeconfig, cluster: string, user: string, flags: Flags): void {
  requestTimeout(flags.text('request-timeout'));
  if (flags.text('cluster') !== '' && !config.clusters.has(cluster)) throw new KubectlError(`cluster ${JSON.stringify(cluster)} does not exist`);
  if (flags.global('user') !== '' && !config.users.has(user)) throw new KubectlError(`auth info ${JSON.stringify(user)} does not exist`);
  const authority = textOf(config.clusters.get(cluster)?.['certificate-authority-data']);
  if (authority !== '' && !decodeBase64(authority).includes('-----BEGIN CERTIFICATE-----')) throw new KubectlError('unable to load root certificates: unable to parse bytes as PEM block');
}

/** clientcmd.ParseTimeout: how long a request may take, µs; 0: as long as it likes. */
export function requestTimeout(text: string): number {
  const duration = parseDuration(text);
  if (duration.ok) return Number(duration.nanoseconds / 1000n);
  if (/^[0-9]+$/.test(text)) return Number(text) * 1_000_000;
  throw new KubectlError('Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)');
}
