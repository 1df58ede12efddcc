/** The programs of a node besides those of every machine. */
import type { Program } from '../../shell';
import { crictl } from '../crictl';
import type { RuntimeScene } from '../crictl/scene';
import { curl } from './curl';
import { df, du } from './disks';
import { free, ip, ss, uptime } from './network';
import { ps } from './processes';

export const nodePrograms = (scene: RuntimeScene): Readonly<Record<string, Program>> =>
  ({ crictl: crictl(scene), curl: curl(scene), df: df(scene), du: du(scene), free: free(scene), ip: ip(scene), ps: ps(scene), ss: ss(scene), uptime: uptime(scene) });
