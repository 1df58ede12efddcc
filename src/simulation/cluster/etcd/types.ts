/** An etcd cluster as plain data, and what its processes say of themselves. */
import type { Backend } from './backend';

export interface ProcessSettings {
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  /** The directory of its data. */
  readonly data: string;
}

export interface EtcdProcess extends ProcessSettings {
  readonly running: boolean;
  readonly memberId: string;
  readonly clusterId: string;
  readonly backend: Backend;
  /** Entries of its log. */
  readonly index: number;
  /** Bytes of its database file, which never shrinks by itself. */
  readonly fileSize: number;
}

export interface Header {
  readonly clusterId: string;
  readonly memberId: string;
  readonly revision: number;
  readonly term: number;
}

export interface Status {
  readonly header: Header;
  readonly version: string;
  readonly storageVersion: string;
  readonly size: number;
  readonly inUse: number;
  readonly quota: number;
  /** Empty: none. */
  readonly leader: string;
  readonly isLearner: boolean;
  readonly index: number;
  readonly term: number;
  readonly errors: readonly string[];
}

/** Files of the machine that data directories lie on. */
export interface DataFiles {
  read(path: string): string | undefined;
  /** All files under a directory. */
  under(directory: string): readonly string[];
  write(path: string, text: string): void;
  remove(path: string): void;
}

/** A cluster of etcd as plain data. */
export interface EtcdState {
  readonly processes: readonly EtcdProcess[];
  readonly leaderId: string;
  readonly term: number;
}
