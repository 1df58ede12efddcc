import { useCallback } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { type Problem } from '@site/src/simulation/api';
import { fieldErrorMessages, fieldErrorText } from './field-errors';
import { apiMessages } from './messages';

/** The catalogs of one language that {@link problemText} needs. */
export interface ProblemTexts {
  readonly api: (typeof apiMessages)['ko'];
  readonly fieldErrors: (typeof fieldErrorMessages)['ko'];
}

/** What is wrong, in the reader's language; the API server's own words are shown beside it. */
export function problemText(problem: Problem, { api, fieldErrors }: ProblemTexts): string {
  const codes = api.codes;
  const types: Readonly<Record<string, string>> = api.types;
  const type = (name: unknown): string => types[String(name)] ?? String(name);
  const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');
  let sentence: string;
  if (problem.field !== undefined) sentence = fieldErrorText(problem.field, fieldErrors);
  else if (problem.code === 'unsupportedKind') sentence = codes.unsupportedKind(list(problem.params['supported']));
  else if (problem.code === 'wrongType') sentence = codes.wrongType(type(problem.params['expected']), type(problem.params['found']));
  else if (problem.code === 'removedVersion') sentence = codes.removedVersion(String(problem.params['release']));
  else sentence = codes[problem.code];
  const { suggestion, invisible, template, expected, found } = problem.params;
  return [
    sentence,
    ...(expected === 'string' && (found === 'bool' || found === 'number') ? [api.quoteIt] : []),
    ...(typeof suggestion === 'string' ? [api.didYouMean(suggestion)] : []),
    ...(typeof invisible === 'string' ? [api.invisible(invisible)] : []),
    ...(template === undefined ? [] : [api.template]),
  ].join(' ');
}

/** What is wrong with a manifest, in the reader's language; the API server's own words are in the problem's `message`. */
export function useProblemText(): (problem: Problem) => string {
  const api = useMessages(apiMessages);
  const fieldErrors = useMessages(fieldErrorMessages);
  return useCallback((problem) => problemText(problem, { api, fieldErrors }), [api, fieldErrors]);
}
