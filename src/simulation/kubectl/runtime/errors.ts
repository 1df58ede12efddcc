import { quote } from '../../base/go/quote';
import type { Failure } from '../../cluster/apiserver/types';
import { commandPath } from '../args/command';
import type { Command } from '../args/command';

/** An error of kubectl's own, in its words. */
export class KubectlError extends Error {}

/** An error after which nothing is printed but what stands in the text, and the exit code (cmdutil.ErrExit, a fatal with its own text). */
export class ExitError extends Error {
  constructor(
    readonly text: string,
    readonly code = 1,
  ) {
    super(text);
  }
}

/** What the API server refuses. `prefix`: what the command puts before its message. */
export class ServerError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** utilerrors.Aggregate. */
export class AggregateFailure extends Error {
  constructor(readonly errors: readonly Error[]) {
    super(aggregateMessage(errors));
  }
}

function aggregateMessage(errors: readonly Error[]): string {
  const distinct = [...new Set(errors.map(({ message }) => message))];
  return distinct.length === 1 ? distinct[0]! : `[${distinct.join(', ')}]`;
}

/** cmdutil.UsageErrorf. */
export const usageError = (command: Command, message: string): KubectlError => new KubectlError(`${message}\nSee '${commandPath(command)} -h' for help and examples`);

export const isNotFound = (error: unknown): boolean => error instanceof ServerError && error.failure.reason === 'NotFound';

/** Throws the errors there are: nothing for none, one as it is (utilerrors.NewAggregate with checkErr's unwrapping). */
export function throwAll(errors: readonly Error[]): void {
  if (errors.length === 1) throw errors[0]!;
  if (errors.length > 1) throw new AggregateFailure(errors);
}

/** StandardErrorMessage. */
function serverMessage({ failure }: ServerError): string {
  if (failure.reason === 'Unauthorized') return `error: You must be logged in to the server (${failure.message})`;
  return failure.reason === '' ? `Error from server: ${failure.message}` : `Error from server (${failure.reason}): ${failure.message}`;
}

/** An error that has words of its own for who reads it (a url.Error). */
const ownWords = (error: Error): string | undefined => ('words' in error && typeof error.words === 'string' ? error.words : undefined);

const plainMessage = (error: Error): string => ownWords(error) ?? (error instanceof ServerError ? serverMessage(error) : error.message);

function invalidMessage({ failure }: ServerError): string {
  const { details, message } = failure;
  if (details === undefined) return message === '' ? 'The request is invalid' : `The request is invalid: ${message}`;
  const causes = [...new Set(details.causes.map(({ field, message: cause }) => `${field}: ${cause}`))];
  const named = details.kind !== '' || details.name !== '';
  const head = named ? `The ${details.kind} ${quote(details.name)} is invalid` : message !== '' && causes.length === 0 ? `The request is invalid: ${message}` : 'The request is invalid';
  if (causes.length === 0) return head;
  return causes.length === 1 ? `${head}: ${causes[0]}\n` : `${head}: \n${causes.map((cause) => `* ${cause}\n`).join('')}`;
}

/** What stands in aggregates, and in those within them. */
const flattened = ({ errors }: AggregateFailure): readonly Error[] => errors.flatMap((one) => (one instanceof AggregateFailure ? flattened(one) : [one]));

/** cmdutil.checkErr: what is written to standard error, and the exit code. */
export function report(error: unknown): { readonly text: string; readonly code: number } {
  const lines = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  if (error instanceof ExitError) return { text: lines(error.text), code: error.code };
  if (error instanceof Error && ownWords(error) !== undefined) return { text: lines(plainMessage(error)), code: 1 };
  if (error instanceof ServerError) return { text: lines(error.failure.reason === 'Invalid' ? invalidMessage(error) : serverMessage(error)), code: 1 };
  if (error instanceof AggregateFailure) return { text: flattened(error).map((one) => `${plainMessage(one)}\n`).join(''), code: 1 };
  if (error instanceof KubectlError) return { text: lines(error.message.startsWith('error: ') ? error.message : `error: ${error.message}`), code: 1 };
  throw error;
}
