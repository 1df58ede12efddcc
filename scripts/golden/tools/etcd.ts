import { EtcdCluster } from '@site/src/simulation/cluster/etcd/cluster';
import type { Certificate } from '@site/src/simulation/network/tls/certificates';
import { certificatePem, keyPem } from '@site/src/simulation/network/tls/pem';
import { runEtcdctl } from '@site/src/simulation/tools/etcdctl';
import type { EtcdctlMachine, ServerTls } from '@site/src/simulation/tools/etcdctl';
import { runEtcdutl } from '@site/src/simulation/tools/etcdutl';
import { Disk } from './disk';
import { EtcdPlaceholders } from './etcd-normalise';

interface Step {
  readonly argv?: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly watch?: readonly string[];
  readonly then?: readonly (readonly string[])[];
  readonly stop?: string;
  readonly start?: string;
  readonly data?: string;
  readonly state?: string;
  readonly startAll?: Readonly<Record<string, string>>;
  readonly wipe?: string;
  readonly fill?: string;
  readonly empty?: string;
  readonly compactTo?: 'now';
  readonly putSize?: number;
  readonly write?: string;
  readonly text?: string;
  readonly mkdir?: string;
  readonly copy?: string;
  readonly to?: string;
  readonly flip?: string;
  readonly ls?: string;
  readonly alive?: string;
  readonly leaderIsNew?: boolean;
}

interface Input {
  readonly cluster: {
    readonly id: string;
    readonly members: readonly { readonly name: string; readonly id: string; readonly peerURLs: readonly string[]; readonly clientURLs: readonly string[] }[];
    readonly leader?: string;
    readonly quotaBackendBytes?: number;
    readonly tls?: { readonly trustedCA: string; readonly clientCertAuth?: boolean };
  };
  readonly keys?: readonly (readonly [string, string])[];
  readonly files?: readonly string[];
  readonly steps: readonly Step[];
}

const HOME = '/home/learner';
const START = 1_780_000_000_000_000;

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** The certificates of the recording by their files: `stranger` is of another CA. */
function certificateOf(name: string): Certificate {
  const own = name.replace(/^pki\//, '').replace(/\.(?:crt|key)$/, '');
  const isCA = own.endsWith('ca');
  return { name: own, issuer: isCA ? own : own === 'stranger' ? 'other-ca' : 'ca', commonName: own, dnsNames: ['localhost'], ipAddresses: ['127.0.0.1'], notBefore: '2020-01-01T00:00:00Z', notAfter: '2100-01-01T00:00:00Z', ...(isCA ? { isCA } : {}) };
}

class World {
  private waited = 0;
  private readonly disk: Disk;
  private readonly etcd: EtcdCluster;
  private readonly names: EtcdPlaceholders;
  private readonly firstLeader: string;
  private readonly tls: ServerTls | undefined;

  constructor({ cluster, keys = [], files = [] }: Input) {
    this.disk = new Disk(HOME, Object.fromEntries(files.map((name) => [name, name.endsWith('.key') ? keyPem(certificateOf(name).name) : certificatePem(certificateOf(name))])));
    this.etcd = new EtcdCluster({ ...(cluster.quotaBackendBytes === undefined ? {} : { quota: cluster.quotaBackendBytes }), now: () => START + this.waited, files: this.disk });
    this.etcd.bootstrap(
      cluster.members.map(({ name, peerURLs, clientURLs }) => ({ name, peerUrls: peerURLs, clientUrls: clientURLs, data: `/data/${name}` })), undefined,
      { cluster: cluster.id, members: cluster.members.map(({ id }) => id) },
    );
    if (cluster.leader !== undefined) this.etcd.lead(cluster.leader);
    this.firstLeader = this.etcd.leader;
    this.names = new EtcdPlaceholders(new Set([cluster.id, ...cluster.members.map(({ id }) => id)]));
    this.tls = cluster.tls === undefined ? undefined : { served: [certificateOf('pki/server.crt')], ...(cluster.tls.clientCertAuth === true ? { clientCa: certificateOf(cluster.tls.trustedCA) } : {}) };
    for (const [key, value] of keys) this.etcd.put(this.first, '', { key, value, lease: '' });
  }

  private get first(): string {
    return this.etcd.names.find((name) => this.etcd.isRunning(name)) ?? '';
  }

  /** Runs a command; `during` is done while it watches. */
  private run(argv: readonly string[], { stdin = '', env = {} }: Step, during: readonly (readonly string[])[] = []): Ran {
    let [stdout, stderr] = ['', ''];
    const machine: EtcdctlMachine = {
      now: () => START + this.waited, files: this.disk, directory: HOME, environment: env, stdin, etcd: this.etcd, ...(this.tls === undefined ? {} : { tls: this.tls }),
      out: (text) => {
        stdout += text;
      },
      err: (text) => {
        stderr += text;
      },
    };
    const [program, ...args] = argv.map((word) => this.names.given(word));
    if (program === 'etcdutl') {
      const exit = runEtcdutl(machine, args);
      return { stdout, stderr, exit };
    }
    const steps = runEtcdctl(machine, args);
    const left = [...during];
    let next = steps.next();
    while (next.done !== true) {
      if (next.value.do === 'sleep') this.waited += next.value.micros;
      else {
        const then = left.shift();
        if (then === undefined || next.value.do === 'forever') {
          steps.return(0);
          return { stdout, stderr, exit: 0 };
        }
        this.run(then, {});
      }
      next = steps.next();
    }
    return { stdout, stderr, exit: next.value };
  }

  private shown({ stdout, stderr, exit }: Ran): Ran {
    const [out, err] = [this.names.text(stdout), this.names.text(stderr)];
    return { stdout: sorted(out, /^\S+ is healthy: /), stderr: sorted(sorted(err, /^\{.*"logger":"client",.*KV\/Range/), /^\S+ is unhealthy: /), exit };
  }

  private path(text: string): string {
    const own = /^<data of ([^>]+)>(.*)$/.exec(text);
    return own === null ? (text.startsWith('/') ? text : text === '.' ? HOME : `${HOME}/${text}`) : `${this.etcd.directoryOf(own[1]!)}${own[2]}`;
  }

  /** Values of falling size until not even one byte fits. */
  private fill(prefix: string): void {
    for (let [size, at] = [512 * 1024, 0]; size >= 1; at += 1) {
      const { exit } = this.run(['etcdctl', 'put', `${prefix}${at}`, 'x'.repeat(size)], {});
      if (exit === 0) continue;
      if (size > 1) this.etcd.disarm(this.first);
      size = Math.floor(size / 2);
    }
  }

  step(step: Step): unknown {
    if (step.argv !== undefined) return this.shown(this.run(step.argv, step));
    if (step.watch !== undefined) {
      const { stdout, stderr } = this.shown(this.run(step.watch, step, step.then));
      return { stdout, ...(stderr === '' ? {} : { stderr }) };
    }
    if (step.putSize !== undefined) return this.shown(this.run(['etcdctl', 'put', 'foo'], { stdin: 'x'.repeat(step.putSize) }));
    if (step.ls !== undefined) return { files: this.disk.under(this.path(step.ls)).map((file) => file.slice(this.path(step.ls!).length + 1)) };
    if (step.alive !== undefined) return { running: this.etcd.isRunning(step.alive) };
    if (step.leaderIsNew !== undefined) return { leaderChanged: this.etcd.leader !== this.firstLeader };
    if (step.compactTo !== undefined) return { exit: this.run(['etcdctl', 'compaction', String(this.etcd.header(this.first).revision)], {}).exit };
    this.change(step);
    return {};
  }

  private change(step: Step): void {
    if (step.stop !== undefined) this.etcd.stop(step.stop);
    if (step.start !== undefined) this.etcd.start(step.start, step.data === undefined ? undefined : this.path(step.data), step.state === 'existing');
    for (const [name, data] of Object.entries(step.startAll ?? {})) this.etcd.start(name, this.path(data));
    if (step.wipe !== undefined) this.etcd.wipe(step.wipe);
    if (step.fill !== undefined) this.fill(step.fill);
    if (step.empty !== undefined) this.run(['etcdctl', 'del', '--prefix', step.empty], {});
    if (step.write !== undefined) this.disk.write(this.path(step.write), step.text ?? '');
    if (step.mkdir !== undefined) this.disk.makeDirectory(this.path(step.mkdir));
    if (step.copy !== undefined) this.disk.write(this.path(step.to ?? ''), this.disk.read(this.path(step.copy)) ?? '');
    if (step.flip !== undefined) {
      const text = this.disk.read(this.path(step.flip)) ?? '';
      this.disk.write(this.path(step.flip), text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1));
    }
  }
}

/** Neighbouring lines of one kind come in no order: sorted. */
function sorted(text: string, kind: RegExp): string {
  const lines = text.split('\n');
  const of = lines.filter((line) => kind.test(line)).sort();
  return lines.map((line) => (kind.test(line) ? of.shift()! : line)).join('\n');
}

export function replayEtcd(input: Input): unknown {
  const world = new World(input);
  return { steps: input.steps.map((step) => world.step(step)) };
}
