/** A regular expression written in a Corefile. */
import { compileRegexp } from '../../../../base/go/regexp';
import type { Regexp } from '../../../../base/go/regexp';
import type { Controller } from './controller';

const LONGEST_PATTERN = 10_000;

export function pattern(controller: Controller, text: string): Regexp {
  if (text.length > LONGEST_PATTERN) throw controller.error(`regex pattern too long: ${text.length} > ${LONGEST_PATTERN}`);
  const result = compileRegexp(text);
  if (!result.ok) throw controller.error(`could not parse regex: ${text}, ${result.error}`);
  return result.regexp;
}
