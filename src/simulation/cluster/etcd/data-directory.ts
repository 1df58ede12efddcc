/** What lies in a data directory: the database, and the log by which a member knows who it is. */
import { databaseText } from './backend';
import type { Backend } from './backend';

export const DATABASE = 'member/snap/db';
export const LOG = 'member/wal/0000000000000000-0000000000000000.wal';

/** What a data directory's log says. */
export interface LogFile {
  readonly clusterId: string;
  readonly memberId: string;
  readonly index: number;
}

/** The files of a data directory as they are after a restore or a stop. */
export const dataFiles = (log: LogFile, backend: Backend, snapshotName?: string): Readonly<Record<string, string>> => ({
  [DATABASE]: databaseText(backend), [LOG]: JSON.stringify(log), ...(snapshotName === undefined ? {} : { [`member/snap/${snapshotName}`]: '' }),
});
