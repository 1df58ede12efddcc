/**
 * etcdctl and etcdutl at a member of the external etcd: src/simulation/tools on the machine's files and the cluster's members. Values are protobuf, and shown of Secrets and ConfigMaps alone, and JSON of custom resources;
 * what the API server keeps may be deleted here, and not written.
 */
import type { Cluster } from '../../cluster/state';
import { ETCD_MEMBERS } from '../../cluster/components';
import { valueInEtcd } from '../../cluster/encryption/stored-value';
import { EtcdCluster } from '../../cluster/etcd/cluster';
import type { EtcdState } from '../../cluster/etcd/types';
import type { Operation, RangeRequest, RangeResponse, TxnRequest } from '../../cluster/etcd/requests';
import { keptIn } from '../../cluster/etcd/living/key-space';
import { memberTls } from '../../cluster/etcd/living/certificates';
import { etcdStateOf } from '../../cluster/etcd/living/living';
import { filesOf } from '../../cluster/node/host/files';
import type { Files } from '../../cluster/node/machine/written-files';
import type { HostAct } from '../../cluster/node/host/types';
import { runEtcdctl } from '../../tools/etcdctl';
import type { ServerTls } from '../../tools/etcdctl/client';
import { runEtcdutl } from '../../tools/etcdutl';
import type { ToolMachine } from '../../tools/machine';
import type { Process, Program } from '../shell';
import type { Steps } from '../steps';
import { runs } from './units';
import { toolFiles } from './tool-files';

export { etcdAddress } from '../../cluster/etcd/living/living';

interface Member {
  readonly host: string;
  readonly cluster: Cluster;
  readonly acts: readonly HostAct[];
  /** What this command line has made of the members so far. */
  state: EtcdState | undefined;
}

/** Something that is not modelled was asked for. */
class NotHere extends Error {}

const isCustom = (object: { readonly apiVersion: string }): boolean => /\.(?!k8s\.io\/)[^/]*\//.test(object.apiVersion);

/** The members with the words of their values as a terminal shows them. */
class ShownEtcd extends EtcdCluster {
  constructor(private readonly cluster: Cluster, ...rest: ConstructorParameters<typeof EtcdCluster>) {
    super(...rest);
  }

  private shown(key: string, value: string): string {
    const kept = keptIn(value);
    if (kept === undefined) return value;
    const known = valueInEtcd(this.cluster, key);
    if (known !== undefined) return known;
    if (isCustom(kept.object)) return `${JSON.stringify(kept.object)}\n`;
    throw new NotHere('values are shown here of Secrets, ConfigMaps and custom resources only; --keys-only shows the keys of all');
  }

  override range(name: string, user: string, request: RangeRequest): RangeResponse {
    const found = super.range(name, user, request);
    if (request.keysOnly === true || request.countOnly === true) return found;
    return { ...found, entries: found.entries.map((entry) => ({ ...entry, value: this.shown(entry.key, entry.value) })) };
  }

  private refuse(operations: readonly Operation[]): void {
    if (operations.some((one) => 'put' in one && one.put.key.startsWith('/registry/'))) throw new NotHere('what the API server keeps is not written by etcdctl here');
  }

  override change(...[name, user, operation]: Parameters<EtcdCluster['change']>): ReturnType<EtcdCluster['change']> {
    this.refuse([operation]);
    return super.change(name, user, operation);
  }

  override txn(name: string, user: string, request: TxnRequest): ReturnType<EtcdCluster['txn']> {
    this.refuse([...request.success, ...request.failure]);
    return super.txn(name, user, request);
  }
}

function machineOf({ shell, out, err }: Process, stdin: string): ToolMachine {
  const environment = Object.fromEntries([...shell.exported].flatMap((name) => (shell.variables.has(name) ? [[name, shell.variables.get(name)!] as const] : [])));
  return { now: () => shell.host.now(), files: toolFiles(shell), directory: shell.directory, environment, stdin, out: (text) => out.write(text), err: (text) => err.write(text) };
}

/** root's profile names the files of a client, for all that the command line does not name itself. */
function withCertificates(machine: ToolMachine, args: readonly string[]): ToolMachine {
  const given: Readonly<Record<string, string>> = { CACERT: '/etc/etcd/pki/ca.crt', CERT: '/etc/etcd/pki/healthcheck-client.crt', KEY: '/etc/etcd/pki/healthcheck-client.key' };
  const isHttps = args.includes('--cluster') || args.some((word) => word.includes('https://'));
  const own = Object.keys(given).some((name) => args.some((word) => word.startsWith(`--${name.toLowerCase()}`)));
  return !isHttps || own ? machine : { ...machine, environment: { ...Object.fromEntries(Object.entries(given).map(([name, path]) => [`ETCDCTL_${name}`, path])), ...machine.environment } };
}

/** What a member's machine says of TLS. */
function tlsOf(files: Files): ServerTls {
  const { served, clientRoots: [clientCa] = [] } = memberTls(files);
  return { served, ...(clientCa === undefined ? {} : { clientCa }) };
}

/** A watch would go on until somebody ends it. */
const FOR_EVER = 3_600_000_000;

export const etcdctl = (member: Member): Program => ({
  *run(process): Steps<number> {
    const { args, err, input, shell } = process;
    const { host, cluster, acts } = member;
    const begun = member.state ?? etcdStateOf(cluster, (name) => (ETCD_MEMBERS.some((one) => one === name) ? runs({ cluster, acts }, name as (typeof ETCD_MEMBERS)[number]) : false));
    const reads = args[0] === 'put' || args[0] === 'txn';
    const machine = withCertificates(machineOf(process, reads && !input.terminal ? yield* input.all() : ''), args);
    const etcd = new ShownEtcd(cluster, { now: () => shell.host.now(), files: { read: () => undefined, under: () => [], write: () => undefined, remove: () => undefined }, local: host }, begun);
    const first = etcd.state;
    try {
      const steps = runEtcdctl({ ...machine, etcd, tls: (name, address) => ({ ...tlsOf(name === host ? shell.tree : filesOf(cluster, name)), plainToo: /^(?:127\.0\.0\.1|localhost):/.test(address) }) }, args);
      let next = steps.next();
      while (next.done !== true) {
        yield { do: 'sleep', micros: next.value.do === 'sleep' ? next.value.micros : FOR_EVER };
        next = steps.next();
      }
      const { state } = etcd;
      if (state.processes !== first.processes || state.leaderId !== first.leaderId) member.state = state;
      return next.value;
    } catch (fault) {
      if (!(fault instanceof NotHere)) throw fault;
      err.write(`(${fault.message})\n`);
      return 1;
    }
  },
});

export const etcdutl: Program = {
  *run(process) {
    return runEtcdutl(machineOf(process, ''), process.args);
  },
};
