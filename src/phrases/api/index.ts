import { useCallback } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { type Problem } from '@site/src/simulation/api';
import { apiMessages } from './messages';

type ApiText = (typeof apiMessages)['ko'];

/** What is wrong, in the reader's language; the API server's own words are shown beside it. */
function problemText(problem: Problem, text: ApiText): string {
  const codes = text.codes;
  const types: Readonly<Record<string, string>> = text.types;
  const type = (name: unknown): string => types[String(name)] ?? String(name);
  const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');
  let sentence: string;
  if (problem.code === 'unsupportedKind') sentence = codes.unsupportedKind(list(problem.params['supported']));
  else if (problem.code === 'wrongType') sentence = codes.wrongType(type(problem.params['expected']), type(problem.params['found']));
  else if (problem.code === 'removedVersion') sentence = codes.removedVersion(String(problem.params['release']));
  else sentence = codes[problem.code];
  const near = problem.params['suggestion'];
  return typeof near === 'string' ? `${sentence} ${text.didYouMean(near)}` : sentence;
}

/** What is wrong with a manifest, in the reader's language; the API server's own words are in the problem's `message`. */
export function useProblemText(): (problem: Problem) => string {
  const text = useMessages(apiMessages);
  return useCallback((problem) => problemText(problem, text), [text]);
}
