import type { FieldValidation } from '../../../api/request/create';
import type { JsonObject } from '../../../api/schema/walk';
import type { DeleteOptions } from '../../../cluster/apiserver/types';
import type { DryRun } from '../../runtime/dry-run';

/** How a manifest is applied. */
export interface Applying {
  readonly dryRun: DryRun;
  readonly validation: FieldValidation;
  readonly manager: string;
  /** Client-side: what cannot be changed is made anew. */
  readonly force: boolean;
  readonly grace: number | undefined;
  readonly cascade: NonNullable<DeleteOptions['propagationPolicy']>;
  readonly subresource: string;
  /** Server-side: fields are taken from others. */
  readonly forceConflicts: boolean;
}

export interface Applied {
  readonly object: JsonObject;
  readonly operation: string;
}
