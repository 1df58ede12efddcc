import { goJsonIndented } from '../../base/go/json';
import { unifiedDiff } from '../../base/go/unified-diff';
import { semanticEqual } from '../equal';
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

/** Semantic.DeepEqual of two objects in their internal type, where what is left out is the zero value. */
export const internalEqual = (type: string, a: object, b: object, types: InternalTypes = podTypes): boolean => semanticEqual(internalForm(types, type, a), internalForm(types, type, b));
