import { quote } from '../../base/go/quote';
import type { FieldType } from '../schema/parse';
import type { Schema } from '../schema/schema';
import { PatchError } from './patch-error';

/** How a field is patched: the type inside it, its strategy, and the field that tells the items of a list apart. */
export interface PatchField {
  readonly type: FieldType;
  readonly strategy: 'merge' | 'replace' | '';
  /** The patch names the keys that stay. */
  readonly retainKeys: boolean;
  /** Empty where items are told apart by their value. */
  readonly mergeKey: string;
}

const KINDS: Readonly<Record<string, string>> = { list: 'slice', map: 'map', int: 'int', int32: 'int32', int64: 'int64', double: 'float64', bytes: 'slice' };
const kindOf = ({ kind }: FieldType): string => KINDS[kind] ?? kind;

/** The patch tags of the Go types (strategicpatch PatchMetaFromStruct). */
export class PatchMeta {
  constructor(private readonly schema: Schema) {}

  /** LookupPatchMetadataForStruct: a field of a struct. */
  field(type: FieldType, name: string): PatchField {
    if (type.kind !== 'struct') throw new PatchError(`merging an object in json but data type is not struct, instead is: ${kindOf(type)}`);
    const field = this.schema.struct(type.name).fields.get(name);
    if (field === undefined) throw new PatchError(`unable to find api field in struct ${type.name.slice(type.name.lastIndexOf('.') + 1)} for the json field ${quote(name)}`);
    const strategies = field.patch ?? [];
    return { type: field.type, strategy: strategies.find((one) => one !== 'retainKeys') ?? '', retainKeys: strategies.includes('retainKeys'), mergeKey: field.mergeKey ?? '' };
  }

  /** LookupPatchMetadataForSlice: the items of a field. */
  list(type: FieldType, name: string): PatchField {
    const found = this.field(type, name);
    if (found.type.kind !== 'list') throw new PatchError(`expected slice or array type, but got: ${kindOf(type)}`);
    if (found.type.of.kind === 'list') throw new PatchError('unexpected slice of slice');
    return { ...found, type: found.type.of };
  }
}
