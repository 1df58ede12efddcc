import { coreV1 } from '../../api/generated/schema/core.v1';
import { schemaOf } from '../../api/schema/schema';
import type { Schema } from '../../api/schema/schema';

let schema: Schema | undefined;

/** The types of core/v1, which custom resources hold as well. */
export const coreSchema = (): Schema => (schema ??= schemaOf([coreV1]));
