import { KubectlError } from '../runtime/errors';

/** What arguments after a verb say (cli-runtime resource.Builder ResourceTypeOrNameArgs). */
export interface Words {
  /** Types alone, or with the names below. */
  readonly types: readonly string[];
  readonly names: readonly string[];
  readonly pairs: readonly { readonly type: string; readonly name: string }[];
}

export const splitTypes = (word: string): readonly string[] => [...new Set(word.split(','))];

/** `a,b x y` is `a/x a/y b/x b/y`. */
function normalized(args: readonly string[]): readonly string[] {
  const [first = '', ...names] = args;
  const types = splitTypes(first);
  return args.length >= 2 && types.length > 1 ? types.flatMap((type) => names.map((name) => `${type}/${name}`)) : args;
}

export function splitPair(word: string): { readonly type: string; readonly name: string } | undefined {
  const parts = word.split('/');
  if (parts.length === 1) return undefined;
  if (parts.length !== 2) throw new KubectlError('arguments in resource/name form may not have more than one slash');
  const [type = '', name = ''] = parts;
  if (type === '' || name === '' || splitTypes(type).length !== 1) throw new KubectlError('arguments in resource/name form must have a single resource and name');
  return { type, name };
}

export function readWords(given: readonly string[], expandCategories: (types: string) => string): Words {
  const args = normalized(given);
  const slashes = args.filter((word) => word.includes('/')).length;
  if (slashes > 0 && slashes !== args.length) {
    throw new KubectlError("there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'");
  }
  if (slashes > 0) return { types: [], names: [], pairs: args.flatMap((word) => splitPair(word) ?? []) };
  const [types, ...names] = args;
  return { types: types === undefined ? [] : splitTypes(expandCategories(types)), names, pairs: [] };
}

/** resource.HasNames. */
export const hasNames = (given: readonly string[]): boolean => {
  const args = normalized(given);
  return args.some((word) => word.includes('/')) || args.length > 1;
};
