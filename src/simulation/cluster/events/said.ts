import type { ApiObject } from '../../api';

/** Something that a component says about an object. */
export interface Said {
  readonly object: ApiObject;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** The part of the object that is meant: `spec.containers{app}`. */
  readonly fieldPath?: string;
}
