import type { FieldError } from '../field-errors';
import type { YamlErrorCode } from '../yaml';

/** What is wrong with a manifest. A view phrases `code` and `params` in its reader's language. */
export type ProblemCode =
  | 'tooLarge'
  | YamlErrorCode
  | 'tabIndentation'
  | 'unrenderedTemplate'
  | 'duplicateKey'
  | 'notAnObject'
  | 'missingApiVersion'
  | 'missingKind'
  | 'unsupportedKind'
  | 'needsDefinition'
  | 'unknownKind'
  | 'removedVersion'
  | 'unknownField'
  | 'wrongType'
  | 'badQuantity'
  | 'badTime'
  | 'badBase64'
  | 'fieldError'
  | 'apiWarning'
  | 'invisibleCharacter'
  | 'duplicateObject';

export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** `spec.containers[0].name`; empty for the document as a whole. */
  readonly path: string;
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  /** In the words of the API server or of its decoder where they have words for it. */
  readonly message: string;
  /** Present with code `fieldError`. */
  readonly field?: FieldError;
}
