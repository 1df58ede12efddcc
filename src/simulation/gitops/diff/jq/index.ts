/** jq as far as `ignoreDifferences` needs it: `del(<path expression>)`. Definitions, variables and string interpolation are not part of it. */
import { objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../objects';
import { parseJq } from './parse';
import { checkCalls, pathsIn } from './run';
import { deletePaths, JqError } from './values';

export { JqSyntaxError } from './lex';

/** Compiles `del(expression)`; throws a JqSyntaxError. What goes wrong while it runs leaves the object as it is. */
export function compileDeletion(expression: string): (object: JsonObject) => JsonObject {
  const query = parseJq(`del(${expression})`);
  const paths = query.kind === 'call' && query.name === 'del' ? query.args[0] : undefined;
  if (paths === undefined || query.kind !== 'call' || query.args.length !== 1) return (object) => object;
  checkCalls(paths);
  return (object) => {
    try {
      return objectOf(deletePaths(object, pathsIn(paths, object)));
    } catch (error) {
      if (error instanceof JqError) return object;
      throw error;
    }
  };
}
