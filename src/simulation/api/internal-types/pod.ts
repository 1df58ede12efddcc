import { goJsonIndented } from '../../base/go/json';
import { unifiedDiff } from '../../base/go/unified-diff';
import { internalForm, internalTypes } from './form';
import type { InternalTypes } from './form';
import { POD_TYPES } from './generated/pod';

/** The internal types of Pods and their templates. */
export const podTypes: InternalTypes = internalTypes(POD_TYPES);

/** apimachinery util/diff.Diff of two objects in their internal type: a unified difference of their JSON. */
export function internalDiff(type: string, before: object, after: object, types: InternalTypes = podTypes): string {
  const print = (value: object): string => goJsonIndented(internalForm(types, type, value));
  return unifiedDiff(print(before), print(after));
}
