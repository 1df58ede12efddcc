/** `kubectl get -o go-template=…` (cli-runtime pkg/printers: GoTemplatePrinter). */
import { quote } from '../../base/go/quote';
import { BUILTINS, executeTemplate, parseTemplate } from '../../base/go/template';
import type { Template, TemplateFunction } from '../../base/go/template';
import { GoError, isList, isMap, wholeNumber } from '../../base/go/values';
import type { Json, Value } from '../../base/go/values';
import { decodeBase64 } from './base64';

/** exists: whether `index` would find something that is not null; without a step it always has (reflect's zero Value is none that is nil). */
function exists([item, ...steps]: readonly Value[]): boolean {
  let here: Value = item;
  for (const step of steps) {
    if (isMap(here) && typeof step === 'string') here = Object.hasOwn(here, step) ? here[step] : undefined;
    else if (isList(here) || typeof here === 'string') {
      const place = wholeNumber(step) ?? -1;
      if (place < 0 || place >= here.length) return false;
      here = isList(here) ? here[place] : here.charCodeAt(place);
    } else return false;
  }
  return steps.length === 0 || here != null;
}

const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  ...BUILTINS,
  exists: { params: ['any'], rest: 'any', call: exists },
  base64decode: { params: ['string'], call: ([text]) => decodeBase64(String(text)) },
};

export type GoTemplateOutput =
  | { readonly ok: true; readonly stdout: string }
  /** `cut`: the real text goes on with a dump of the object in Go's notation. */
  | { readonly ok: false; readonly error: string; readonly stdout?: string; readonly cut?: true };

/** Prints an object with a template. kubectl allows missing keys unless told otherwise. */
export function printGoTemplate(template: string, object: Json, { allowMissingKeys = true }: { readonly allowMissingKeys?: boolean } = {}): GoTemplateOutput {
  if (template === '') return { ok: false, error: 'template format specified but no template given' };
  let templates: ReadonlyMap<string, Template>;
  try {
    templates = parseTemplate('output', template, (name) => Object.hasOwn(FUNCTIONS, name));
  } catch (error) {
    if (error instanceof GoError) return { ok: false, error: `error parsing template ${template}, ${error.message}` };
    throw error;
  }
  const { output, error } = executeTemplate({ name: 'output', templates, functions: FUNCTIONS, missingKey: allowMissingKeys ? 'default' : 'error' }, object);
  if (error === undefined) return { ok: true, stdout: output };
  return { ok: false, error: `error executing template ${quote(template)}: ${error}`, ...(output === '' ? {} : { stdout: output }), cut: true };
}
