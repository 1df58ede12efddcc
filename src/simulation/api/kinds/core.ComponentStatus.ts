import { coreV1Resources } from '../generated/schema/core.v1';
import { metaV1 } from '../generated/schema/meta.v1';
import { defineKind } from '../kind';
import type { GroupSchema } from '../schema/group';
import type { ApiObject } from '../types';

/** The recorded schema leaves this kind out, which is never stored: the API server asks its neighbours when it is asked. */
const GROUP: GroupSchema = {
  name: 'core.v1',
  apiVersion: 'v1',
  kinds: 'ComponentStatus',
  uses: [metaV1],
  types: 'ComponentCondition error message status!+ type!+\nComponentStatus apiVersion conditions:[]ComponentCondition*type@m, kind metadata+:meta.v1.ObjectMeta',
};

export interface ComponentStatus extends ApiObject {
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string; readonly error?: string }[];
}

/** v1 ComponentStatus (pkg/registry/core/componentstatus). */
export const componentStatusKind = defineKind<ComponentStatus>({ group: GROUP, resources: coreV1Resources, kind: 'ComponentStatus' });
