import { JsonPathError } from './nodes';

const FORMS = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/;

/** RelaxedJSONPathExpression (kubectl pkg/cmd/get): a path with or without braces and dot, as custom-columns and `--sort-by` take it. */
export function relaxedPath(path: string): string {
  if (path === '') return '';
  const match = FORMS.exec(path);
  if (match === null) throw new JsonPathError("unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'");
  return `{.${match[1] ?? match[2]}}`;
}
