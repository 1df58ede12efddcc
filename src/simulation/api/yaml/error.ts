/** A place in a text: `index` in UTF-16 units, `line` and `column` in characters, all from 0. */
export interface Mark {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

export const START: Mark = { index: 0, line: 0, column: 0 };

/** What is behind an error. */
export type YamlErrorCode =
  | 'yamlSyntax'
  | 'controlCharacter'
  | 'unknownAnchor'
  | 'recursiveAnchor'
  | 'excessiveAliasing'
  | 'badMerge'
  | 'complexKey'
  | 'badTag'
  | 'notJson'
  | 'tooDeep';

/** An error of go-yaml, with its words and the place it is about. */
export class YamlError extends Error {
  /** @param text `line 4: did not find expected key` */
  constructor(
    readonly text: string,
    readonly mark: Mark,
    readonly code: YamlErrorCode = 'yamlSyntax',
    /** Who says so: go-yaml, or nobody by name (sigs.k8s.io/yaml and encoding/json, when they turn the document into JSON). */
    source = 'yaml: ',
    /** The same for readers who name the line of the context first, as go-yaml v3 does. */
    readonly contextual: string = text,
  ) {
    super(source + text);
  }
}

/** go-yaml names the line of the problem, else that of its context, and none for the first line (parser.fail in decode.go). */
function located(line: number, problem: string): string {
  return line === 0 ? problem : `line ${line}: ${problem}`;
}

/** Lines of scanner errors count from 1. */
export function scannerError(problem: string, at: Mark, context: Mark = at): YamlError {
  const contextual = located(context.line !== 0 ? context.line + 1 : at.line !== 0 ? at.line + 1 : 0, problem);
  return new YamlError(located(at.line !== 0 ? at.line + 1 : context.line, problem), at, 'yamlSyntax', undefined, contextual);
}

/** Lines of parser errors count from 0, so that they name the line before. */
export function parserError(problem: string, at: Mark, context: Mark = START): YamlError {
  return new YamlError(located(at.line !== 0 ? at.line : context.line, problem), at, 'yamlSyntax', undefined, located(context.line !== 0 ? context.line : at.line, problem));
}
