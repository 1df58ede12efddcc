/** The reader's shell at a terminal: what it finds on its machine and in the network, over the cluster. */
import { byText } from '../../base/ordered-map';
import { isStopped } from '../../cluster/components';
import { servedRegistry } from '../../cluster/apiserver/served';
import { noteOnSecret, userOfToken } from '../../cluster/apiserver/authorization/token-user';
import type { User } from '../../cluster/apiserver/types';
import { runningVersion } from '../../cluster/node/host/packages/running';
import { hostDisk, hostNames } from '../../cluster/node/host/host';
import { offer } from '../../kubectl/completion/complete';
import type { AuthInfo } from '../../kubectl/config/kubeconfig';
import { runKubectl } from '../../kubectl/run';
import { TEXTS } from '../../kubectl/generated/texts';
import type { OpenApiSchemas } from '../../api/openapi/types';
import { decodeBase64 } from '../../api/go-template/base64';
import { textOf } from '../../api/schema/values';
import { encodeBase64 } from '../../base/go/base64';
import type { ApiServerDoor } from '../../cluster/network';
import { userOfCertificate } from '../../cluster/node/host/client-certificates';
import { minikube } from '../../shell/commands/minikube';
import { docker, scp, ssh } from '../../shell/commands/ssh';
import { helmProgram } from '../../shell/commands/helm';
import type { HelmRun } from '../../shell/commands/helm';
import { kubectlProgram } from '../../shell/commands/kubectl';
import { kustomizeProgram } from '../../shell/commands/kustomize';
import { homeTree, kubeconfig } from '../../shell/files/home';
import type { LiveDoor } from '../../shell/host/live-door';
import { programsWith } from '../../shell/programs';
import { newShellState, Shell } from '../../shell/shell';
import type { Host, Program, ShellState } from '../../shell/shell';
import type { Writer } from '../../shell/streams';
import { ADMIN } from '../living/admin';
import type { Addon } from './addons';
import type { AddonPlace } from './addons/addon';
import type { DeskCluster } from './desk-cluster';
import type { DeskJobs } from './desk-jobs';
import { jobPrograms } from './jobs';
import { enter } from './network';
import type { TerminalNetwork } from './network';
import type { Start } from './start';

const ADMIN_TOKEN = 'lab-admin';

/** What the shell stands on. */
export interface ShellPlace {
  readonly cluster: DeskCluster;
  readonly jobs: DeskJobs;
  readonly network: TerminalNetwork;
  readonly addons: readonly Addon[];
  /** It is a laptop, with a minikube and Docker. */
  readonly laptop: boolean;
  readonly terminal: Writer;
  /** Of the terminal, now. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** What `kubectl explain` tells from. */
  readonly openApi: (() => OpenApiSchemas) | undefined;
  /** helm itself; nothing while it is not loaded. */
  readonly helm: (() => HelmRun | undefined) | undefined;
}

/** A shell as it begins. */
export function firstShellState(now: number, { minikube: laptop, files }: Pick<Start, 'minikube' | 'files'>, addons: readonly Addon[]): ShellState {
  const config: Readonly<Record<string, string>> = laptop === true ? {} : { '.kube/config': kubeconfig(ADMIN_TOKEN) };
  return newShellState(homeTree(now, { ...config, ...Object.fromEntries(addons.flatMap(({ files: brought }) => Object.entries(brought))), ...files }));
}

/** By a client certificate, or by a token (kube-apiserver authenticator: their union, in this order). */
function authenticated(cluster: DeskCluster, credentials: AuthInfo): User | undefined {
  const { state, now } = cluster;
  const token = textOf(credentials.token);
  const noted = noteOnSecret(state.server.store, token, now);
  if (noted !== undefined) cluster.answer(noted);
  return userOfCertificate(state, decodeBase64(textOf(credentials['client-certificate-data']))) ?? (token === ADMIN_TOKEN ? ADMIN : userOfToken(state.server.store, token, now));
}

/** The API server as whoever speaks HTTP to it meets it. */
export const apiDoor = (cluster: DeskCluster): ApiServerDoor => ({
  registry: () => servedRegistry(cluster.config.server, cluster.state.server.store),
  ask: (request) => cluster.answer(request),
  authenticate: ({ token, certificate }) => authenticated(cluster, { token, 'client-certificate-data': encodeBase64(certificate) }),
});

/** How the programs of the API reach its server. */
const apiPlace = (cluster: DeskCluster): AddonPlace['kubectl'] => ({
  registry: () => servedRegistry(cluster.config.server, cluster.state.server.store),
  authenticate: (credentials: AuthInfo) => authenticated(cluster, credentials),
  texts: TEXTS,
});

function kubectlOf({ cluster, jobs, network, openApi }: ShellPlace): Program {
  return kubectlProgram({
    ...apiPlace(cluster),
    serverVersion: () => runningVersion(cluster.state, cluster.config.hosts?.controlPlane ?? '', 'kube-apiserver'),
    ...(openApi === undefined ? {} : { openApi }),
    run: runKubectl,
    offer,
    list: (request) => cluster.list(request),
    forward: network.forward,
    proxy: network.proxy,
    enter: (process, what) => enter({ cluster: () => cluster.state, network: network.network, host: process.shell.host, remote: (on) => void (jobs.remote = on) }, process, what),
  });
}

function programsOf(place: ShellPlace): Host['programs'] {
  const { cluster, jobs, network, addons, laptop, helm } = place;
  const kubectl = apiPlace(cluster);
  const addonPlace: AddonPlace = { kubectl, cluster: () => cluster.state, ask: (request) => cluster.answer(request), act: (input) => cluster.do({ kind: 'input', input }) };
  return programsWith({
    kubectl: kubectlOf(place),
    kustomize: kustomizeProgram,
    ...(helm === undefined ? {} : { helm: helmProgram({ kubectl, helm, ask: (request) => cluster.answer(request) }) }),
    ...Object.fromEntries(addons.flatMap(({ programs }) => Object.entries(programs?.(addonPlace) ?? {}))),
    ...network.programs,
    ssh: { run: ssh },
    scp: { run: scp },
    ...(laptop ? { minikube: { run: minikube(ADMIN_TOKEN) }, docker: { run: docker } } : {}),
    ...jobPrograms(jobs),
  });
}

/** The machines of the cluster, while it lives. */
const machinesOf = (cluster: DeskCluster, { network }: TerminalNetwork): LiveDoor => ({
  cluster: () => cluster.state,
  files: (at) => (hostNames(cluster.config).includes(at) && !isStopped(cluster.state.components, `network/${at}`) ? hostDisk(cluster.state, at) : undefined),
  done: (at, done) => void cluster.atMachine({ host: at, line: '', done }),
  ask: (request) => cluster.answer(request),
  connections: (host) => (byText.has(cluster.state.machines, host) ? { entries: () => network.trackedOn(host), forget: (those) => network.forget(those) } : undefined),
});

export function openShell(place: ShellPlace, state: ShellState): Shell {
  const { cluster, jobs, network, terminal, size } = place;
  return new Shell(state, { tree: state.tree }, {
    now: () => cluster.now,
    programs: programsOf(place),
    terminal,
    background: (steps) => jobs.startBeside(steps),
    live: machinesOf(cluster, network),
    onMachines: { kubectl: kubectlOf(place) },
    get columns() {
      return size().columns;
    },
    get rows() {
      return size().rows;
    },
  });
}
