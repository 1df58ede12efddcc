import { KubectlError } from '../runtime/errors';

const isPair = (word: string): boolean => (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-');

/** cmdutil.GetResourcesAndPairs: words with `=` or a `-` at the end are pairs, and nothing but pairs may follow. */
export function splitPairs(args: readonly string[], type: string): { readonly resources: readonly string[]; readonly pairs: readonly string[] } {
  const first = args.findIndex(isPair);
  if (first < 0) return { resources: args, pairs: [] };
  const wrong = args.slice(first).find((word) => !isPair(word));
  if (wrong !== undefined) throw new KubectlError(`all resources must be specified before ${type} changes: ${wrong}`);
  return { resources: args.slice(0, first), pairs: args.slice(first) };
}
