/** What a kubelet reads from the API for its Pods' files and variables. */
import type { ApiObject } from '../../../api';

export type Source = 'ConfigMap' | 'Secret';

export interface ConfigObject extends ApiObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

export type Find = (source: Source, name: string) => ConfigObject | undefined;

/** A copy that is not renewed for now, and the UIDs of the Pods that have read it: without any it is forgotten. */
export interface HeldObject {
  readonly object: ConfigObject;
  /** µs */
  readonly at: number;
  readonly users: readonly string[];
}
