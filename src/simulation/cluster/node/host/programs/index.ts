/** The programs of the control plane as their containers start them. */
import type { Pod } from '../../../../api';
import type { Cluster } from '../../../state';
import { filesOf } from '../files';
import { apiServer } from './api-server';
import { controllerManager, scheduler } from './controllers';
import type { Fate, ProgramScene } from './types';

const PROGRAMS: Readonly<Record<string, (scene: ProgramScene) => Fate>> = { 'kube-apiserver': apiServer, 'kube-controller-manager': controllerManager, 'kube-scheduler': scheduler };

/** What a process of the control plane does, in the words of images; undefined for any other. */
export function daemonFate(cluster: Cluster, host: string, pod: Pod, argv: readonly string[]): Fate | undefined {
  const [command = '', ...args] = argv;
  const program = PROGRAMS[command.replace(/^.*\//, '')];
  return program?.({ cluster, host, pod, args, files: filesOf(cluster, host), now: cluster.clock.now });
}
