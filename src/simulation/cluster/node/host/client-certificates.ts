/** The certificates by which the parts of a control plane are clients, as they are in force now: read when a process began, or read again when their files change. */
import { byText } from '../../../base/ordered-map';
import { formatTime } from '../../../base/time';
import type { User } from '../../apiserver/types';
import type { Pod } from '../../../api';
import { clientProblem } from '../../../network/tls/go';
import { readCertificate, readCertificates } from '../../../network/tls/pem';
import type { Cluster } from '../../state';
import { flagValue } from './command-line';
import { filesOf, machineOf } from './files';
import { clientUntil } from './programs/client-certificate';

const manifestOf = (cluster: Cluster, host: string, part: string): Pod | undefined => [...byText.entries(machineOf(cluster, host).manifests)].map(([, one]) => one).find(({ metadata }) => metadata.name === part);

const fileAt = (cluster: Cluster, host: string, path: string): string | undefined => {
  const node = machineOf(cluster, host).root?.[path];
  return node?.kind === 'file' ? node.text : undefined;
};

const commandOf = (cluster: Cluster, host: string): readonly string[] | undefined => manifestOf(cluster, host, 'kube-apiserver')?.spec.containers[0]?.command;

/** Whom the API server takes somebody for who shows a certificate (apiserver authentication/request/x509: CommonNameUserConversion); undefined: nobody, or nobody any more. */
export function userOfCertificate(cluster: Cluster, pem: string): User | undefined {
  const certificate = readCertificate(pem);
  if (certificate === undefined) return undefined;
  for (const [host] of byText.entries(cluster.machines)) {
    const command = commandOf(cluster, host);
    const trusted = readCertificates(command === undefined ? '' : (fileAt(cluster, host, flagValue(command, 'client-ca-file') ?? '') ?? ''));
    if (trusted.length > 0) return clientProblem(certificate, trusted, formatTime(cluster.clock.now)) === null ? { username: certificate.commonName ?? '', groups: [...(certificate.organizations ?? []), 'system:authenticated'] } : undefined;
  }
  return undefined;
}

/** A process that reads its kubeconfig when it begins, and never again (client-go transport: only files that a kubeconfig names are read anew). */
export function withIdentity(cluster: Cluster, host: string, part: string): Cluster {
  const pod = manifestOf(cluster, host, part);
  if (pod === undefined) return cluster;
  const until = clientUntil({ pod, files: filesOf(cluster, host), args: pod.spec.containers[0]?.command?.slice(1) ?? [] });
  const before = cluster.components.clients ?? null;
  const clients = until === undefined ? byText.delete(before, part) : byText.set(before, part, until);
  return clients === null ? cluster : { ...cluster, components: { ...cluster.components, clients } };
}

/**
 * Why a certificate that the API server shows as a client is not accepted; undefined where it is, or nothing is known of it. What its flag names is read again without a restart: that for kubelets
 * with each connection (client-go transport/cert_rotation.go), that for aggregated APIs when the file changes (apiserver dynamiccertificates). Simplified: at once.
 *
 * @param authority the file of the authorities that the other side trusts, on the machine `at`, or where the API server is
 */
export function apiServerClientFault(cluster: Cluster, flag: string, authority: string, at?: string): string | undefined {
  for (const [host] of byText.entries(cluster.machines)) {
    const command = commandOf(cluster, host);
    if (command === undefined) continue;
    const certificate = readCertificate(fileAt(cluster, host, flagValue(command, flag) ?? '') ?? '');
    const trusted = readCertificates(fileAt(cluster, at ?? host, authority) ?? '');
    return certificate === undefined || trusted.length === 0 ? undefined : (clientProblem(certificate, trusted, formatTime(cluster.clock.now)) ?? undefined);
  }
  return undefined;
}
