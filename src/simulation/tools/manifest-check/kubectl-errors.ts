import type { Status } from '../../api/request/create';

/** An error of kubectl's: words of its own, or a status of the server's. */
export type CommandError = { readonly words: string } | { readonly status: Status };

/** kubectl pkg/cmd/util AddSourceToErr. */
export function withSource(doing: string, status: Status): CommandError {
  return { status: { ...status, message: `error when ${doing} "STDIN": ${status.message}` } };
}

function line(error: CommandError): string {
  if ('words' in error) return error.words;
  const { reason, message } = error.status;
  return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`;
}

/** kubectl pkg/cmd/util checkErr: what stands on standard error. */
export function printErrors(errors: readonly CommandError[]): string {
  const [first] = errors;
  if (first === undefined) return '';
  if (errors.length > 1) return errors.map((error) => `${line(error)}\n`).join('');
  if ('words' in first) return `error: ${first.words}\n`;
  const { reason, details } = first.status;
  if (reason !== 'Invalid' || details === undefined) return `${line(first)}\n`;
  const head = details.kind === '' && details.name === '' ? 'The request is invalid' : `The ${details.kind} "${details.name}" is invalid`;
  const causes = [...new Set(details.causes.map(({ field, message }) => `${field}: ${message}`))];
  if (causes.length === 1) return `${head}: ${causes[0]}\n`;
  return `${head}: \n${causes.map((cause) => `* ${cause}\n`).join('')}`;
}
