/** What somebody does at a machine itself, logged in there: its files, its services. */
import type { ComponentName } from '../../components/types';
import type { Cluster } from '../../cluster-state';
import type { Box } from './box';
import type { EtcdState } from '../../etcd/cluster';
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

/** A service of the machine is stopped or started. */
export interface HostAct {
  readonly action: 'stop' | 'start';
  readonly component: ComponentName;
}

export interface HostRan {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** µs. */
  readonly took: number;
  readonly files: Files;
  readonly acts: readonly HostAct[];
  readonly box?: Box;
  /** The members of etcd as the command has changed them. */
  readonly etcd?: EtcdState;
}

/** A shell at a machine, by whoever models one. `hang`: the command does not end. */
export type HostShell = (scene: HostScene) => HostRan | 'hang';

export interface Hosts {
  readonly shell: HostShell;
  /** The node whose static Pods are the control plane. */
  readonly controlPlane: string;
  /** Whether there is a Linux machine with Docker beside the cluster. */
  readonly box?: true;
}

/** Where kubeadm has the kubelet look for static Pods. */
export const MANIFESTS_DIRECTORY = '/etc/kubernetes/manifests';
