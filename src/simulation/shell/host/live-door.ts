import type { Answer, Request } from '../../cluster/apiserver/types';
import type { Files } from '../../cluster/node/machine/written-files';
import type { DoneAtHost } from '../../cluster/node/host/types';
import type { Cluster } from '../../cluster/state';
import type { ConnectionTable } from '../../tools/conntrack';

/** What a line at a machine asks of where it runs, that goes on while the cluster lives. */
export interface LiveDoor {
  cluster(): Cluster;
  /** undefined: it cannot be reached. */
  files(host: string): Files | undefined;
  /** What was written there takes effect. */
  done(host: string, done: DoneAtHost): void;
  ask(request: Request): Answer;
  /** The table of connections of a node's kernel; undefined: it is no node. */
  connections?(host: string): ConnectionTable | undefined;
}
