/** What is wrong with a value by its schema, and how much of it is right (kube-openapi pkg/validation: errors, validate.Result). */

export type SchemaCode = 'type' | 'required' | 'tooLong' | 'maxItems' | 'maxProperties' | 'enum' | 'other';

export interface SchemaError {
  readonly code: SchemaCode;
  /** Where, as the validator names it: `spec.keep`, with a dot before a field that is missing at the root. */
  readonly name: string;
  /** What stands there, as the error shows it; undefined shows nothing. */
  readonly value?: unknown;
  /** The limit that was passed. */
  readonly limit?: number;
  readonly choices?: readonly unknown[];
  readonly message: string;
  /** An error that is no openapi Validation: it has no place of its own. */
  readonly general?: true;
}

/** Errors, each message once, and the number of checks that were made, by which the best of several alternatives is chosen. */
export class Result {
  private readonly found: SchemaError[] = [];
  matches = 0;

  get errors(): readonly SchemaError[] {
    return this.found;
  }

  get valid(): boolean {
    return this.found.length === 0;
  }

  add(...errors: readonly SchemaError[]): this {
    for (const error of errors) if (!this.found.some(({ message }) => message === error.message)) this.found.push(error);
    return this;
  }

  merge(other: Result): this {
    this.matches += other.matches;
    return this.add(...other.errors);
  }
}

export const general = (message: string): SchemaError => ({ code: 'other', name: '', message, general: true });
export const wrongValue = (name: string, value: unknown, message: string): SchemaError => ({ code: 'other', name, value, message: `${name} in body ${message}` });
