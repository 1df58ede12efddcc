import { duplicate, invalid, notSupported, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { Condition } from '../generated/types/meta.v1';
import { byteLength, regexError } from '../names';
import { qualifiedName } from './common';

const STATUSES = ['False', 'True', 'Unknown'];
const REASON = '[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?';
const REASON_WORDS = "a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric characters or '_,:', and must end with an alphanumeric character or '_'";
const MAX_REASON = 1024;
const MAX_MESSAGE = 32 * 1024;

function reasonErrors(reason: string, path: string): FieldError[] {
  if (reason === '') return [required(path)];
  const form = new RegExp(`^${REASON}$`).test(reason.slice(0, MAX_REASON + 1))
    ? []
    : [invalid(path, reason, regexError(REASON_WORDS, REASON, 'my_name', 'MY_NAME', 'MyName', 'ReasonA,ReasonB', 'ReasonA:ReasonB'))];
  return byteLength(reason) > MAX_REASON ? [...form, tooLong(path, MAX_REASON)] : form;
}

/** ValidateCondition (apimachinery pkg/apis/meta/v1/validation). */
function validateCondition({ type = '', status = '', observedGeneration = 0, lastTransitionTime, reason = '', message = '' }: Partial<Condition>, path: string): FieldError[] {
  return [
    ...qualifiedName(type, `${path}.type`),
    ...(STATUSES.includes(status) ? [] : [notSupported(`${path}.status`, status, STATUSES)]),
    ...(observedGeneration < 0 ? [invalid(`${path}.observedGeneration`, observedGeneration, 'must be greater than or equal to zero')] : []),
    ...(lastTransitionTime ? [] : [required(`${path}.lastTransitionTime`)]),
    ...reasonErrors(reason, `${path}.reason`),
    ...(byteLength(message) > MAX_MESSAGE ? [tooLong(`${path}.message`, MAX_MESSAGE)] : []),
  ];
}

/** ValidateConditions: each condition, and none of one type twice. */
export const validateConditions = (conditions: readonly Condition[], path: string): FieldError[] =>
  conditions.flatMap((condition, i) => [
    ...(conditions.findIndex(({ type = '' }) => type === (condition.type ?? '')) < i ? [duplicate(`${path}[${i}].type`, condition.type ?? '')] : []),
    ...validateCondition(condition, `${path}[${i}]`),
  ]);
