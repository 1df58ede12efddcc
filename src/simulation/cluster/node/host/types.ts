/** What somebody does at a machine itself, logged in there: its files, its services. */
import type { ComponentName } from '../../components/types';
import type { Cluster, Due } from '../../cluster-state';
import type { UnitName } from './services/types';
import type { Box } from './box';
import type { EtcdState } from '../../etcd/types';
import type { Machine } from '../machine/machine';
import type { Files } from '../machine/written-files';

export interface HostScene {
  /** A node's name, or an etcd member's. */
  readonly host: string;
  /** A command line, which may be several lines long. */
  readonly line: string;
  readonly input: string;
  readonly directory: string;
  /** By absolute paths. */
  readonly files: Files;
  /** As it is when the command begins. */
  readonly cluster: Cluster;
  /** The Linux machine itself, where that is the host. */
  readonly box?: Box;
}

/** What somebody has done there by now, of a command that goes on: files by their paths (null: removed), and directories that are new. */
export interface DoneAtHost {
  readonly written: Readonly<Record<string, string | null>>;
  readonly directories: readonly string[];
}

/** A service of the machine is stopped or started: a part of the cluster, or a unit of systemd. */
export type HostAct =
  | { readonly action: 'stop' | 'start'; readonly component: ComponentName }
  | { readonly action: 'stop' | 'start' | 'enable' | 'disable'; readonly unit: UnitName }
  | { readonly action: 'daemon-reload' };

export interface HostRan {
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined: what was run does not end. */
  readonly exit: number | undefined;
  /** µs. */
  readonly took: number;
  readonly files: Files;
  readonly acts: readonly HostAct[];
  readonly box?: Box;
  /** What the container runtime has, where somebody changed it. */
  readonly runtime?: Pick<Machine, 'pods' | 'images'>;
  /** The members of etcd as the command has changed them. */
  readonly etcd?: EtcdState;
}

/** A shell at a machine, by whoever models one. */
export type HostShell = (scene: HostScene) => HostRan;

export interface Hosts<Config> {
  /** What is due at a machine. */
  readonly due: (config: Config, cluster: Cluster, due: Extract<Due, { readonly host: string }>) => Cluster;
  readonly shell: HostShell;
  /** The node whose static Pods are the control plane. */
  readonly controlPlane: string;
  /** Its address, at which the API server is reached. */
  readonly address: string;
  /** Whether there is a Linux machine with Docker beside the cluster. */
  readonly box?: true;
}

/** Where kubeadm has the kubelet look for static Pods. */
export const MANIFESTS_DIRECTORY = '/etc/kubernetes/manifests';
