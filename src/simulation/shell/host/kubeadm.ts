/** kubeadm on a node: src/simulation/tools/kubeadm with the machine's files, the version that is installed there, and the cluster's API server. */
import { componentImage, runningVersion } from '../../cluster/node/host/packages/running';
import { versionOf } from '../../cluster/node/host/packages/packages';
import { isStopped } from '../../cluster/components';
import { objectsIn } from '../../cluster/store/store';
import { runKubeadm } from '../../tools/kubeadm';
import type { Host, KubeadmMachine } from '../../tools/kubeadm';
import type { Program } from '../shell';
import type { Steps } from '../steps';
import type { LiveDoor } from './live-door';
import { toolFiles } from './tool-files';

/** What the release server says of its labels. */
const LABELS: Readonly<Record<string, string>> = { stable: 'v1.37.0', 'stable-1': 'v1.37.0', 'stable-1.37': 'v1.37.0', 'stable-1.36': 'v1.36.3', 'stable-1.35': 'v1.35.7', latest: 'v1.38.0-alpha.0', 'latest-1.37': 'v1.37.0' };

/** Somebody has to be asked. */
class Asks extends Error {}

export const liveKubeadm = (host: string, door: LiveDoor): Program => ({
  *run(process): Steps<number> {
    const { args, out, err, input, shell } = process;
    const cluster = door.cluster();
    const files = toolFiles(shell);
    const node = objectsIn(cluster.server.store.tables, 'nodes').find(({ metadata }) => metadata.name === host) as { readonly status?: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] } } | undefined;
    const version = versionOf(shell.tree, 'kubeadm') ?? 'v1.36.3';
    const facts: Host = {
      hostname: host, address: node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '', user: 0, kubelet: versionOf(shell.tree, 'kubelet') ?? version, runtime: true,
      ports: [10250, ...(['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const).flatMap((name, at) => (isStopped(cluster.components, name) || componentImage(cluster, host, name) === undefined ? [] : [[6443, 10257, 10259][at]!]))],
      swap: false, forward: '1\n', kernel: { version: '6.18.0', missing: [] }, cgroup: 2, cpus: 4, memory: 8192,
    };
    const attempt = function* (stdin: string | undefined, skip: number, count: (length: number) => void): Steps<number> {
      let printed = 0;
      const write = (to: { write(text: string): void }) => (text: string): void => {
        const from = Math.max(0, skip - printed);
        printed += text.length;
        count(printed);
        if (from < text.length) to.write(text.slice(from));
      };
      const machine: KubeadmMachine = {
        now: () => shell.host.now(), files, directory: shell.directory, host: facts, version, out: write(out), err: write(err),
        environment: Object.fromEntries([...shell.exported].flatMap((name) => (shell.variables.has(name) ? [[name, shell.variables.get(name)!] as const] : []))),
        get stdin() {
          if (stdin === undefined) throw new Asks();
          return stdin;
        },
        ask: (request) => door.ask(request),
        serverVersion: () => (isStopped(door.cluster().components, 'kube-apiserver') ? undefined : runningVersion(door.cluster(), host, 'kube-apiserver')),
        label: (name) => LABELS[name],
      };
      const steps = runKubeadm(machine, args);
      let next = steps.next();
      while (next.done !== true) {
        yield { do: 'sleep', micros: next.value.micros };
        next = steps.next();
      }
      return next.value;
    };
    if (!input.terminal) return yield* attempt(args.includes('apply') ? yield* input.all() : '', 0, () => undefined);
    let length = 0;
    try {
      return yield* attempt(undefined, 0, (printed) => void (length = printed));
    } catch (asks) {
      if (!(asks instanceof Asks)) throw asks;
      return yield* attempt((yield* input.line()) ?? '', length, () => undefined);
    }
  },
});

