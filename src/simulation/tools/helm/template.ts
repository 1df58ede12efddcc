/** Go templates in the command line of helm: the name of a release, what `version` prints. */
import { executeTemplate, parseTemplate } from '../../base/go/template';
import { GoError } from '../../base/go/values';
import type { GoMap } from '../../base/go/values';
import { functionsFor } from '../../render/helm/functions';
import { HelmError } from './machine';

/** The text of a template with Sprig's functions. Throws a HelmError. */
export function templated(text: string, data: GoMap, now: number): string {
  try {
    const functions = functionsFor({ now, seed: 1 });
    const templates = parseTemplate('name-template', text, (name) => Object.hasOwn(functions, name));
    const { output, error } = executeTemplate({ name: 'name-template', templates, functions, missingKey: 'default' }, data);
    if (error !== undefined) throw new HelmError(error);
    return output;
  } catch (error) {
    throw error instanceof GoError ? new HelmError(error.message) : error;
  }
}
