/** What a Job makes of the Pods that fail or succeed (pkg/apis/batch/validation). */
import { quote } from '../../../base/go/quote';
import { duplicate, invalid, notSupported, required, tooLong, tooMany } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JobSpec, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyOnPodConditionsPattern, PodFailurePolicyRule, SuccessPolicyRule } from '../../generated/types/batch.v1';
import { byteLength } from '../../names';
import { nonNegative, qualifiedName } from '../common';

const ACTIONS: readonly string[] = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS: readonly string[] = ['In', 'NotIn'];
const STATUSES: readonly string[] = ['False', 'True', 'Unknown'];
const [MAX_RULES, MAX_CODES, MAX_CONDITIONS, MAX_SUCCESS_RULES, LONGEST_INDEXES] = [20, 255, 20, 20, 64 * 1024];

/** A slice of strings as Go's %q prints it. */
const quoted = (texts: readonly string[]): string => `[${texts.map(quote).join(' ')}]`;

/** One of some values; a missing one is told which. */
function validateChoice(value: string, path: string, choices: readonly string[]): FieldError[] {
  if (value === '') return [required(path, `valid values: ${quoted(choices)}`)];
  return choices.includes(value) ? [] : [notSupported(path, value, choices)];
}

/** An invalid value that is not shown (field.OmitValueType). */
const withoutValue = (path: string, detail: string): FieldError => ({ type: 'invalid', path, detail });

function validateExitCodes({ operator = '', containerName, values: given }: PodFailurePolicyOnExitCodesRequirement, path: string, containers: ReadonlySet<string>): FieldError[] {
  const values = given ?? [];
  const errors = validateChoice(operator, `${path}.operator`, OPERATORS);
  if (containerName !== undefined && !containers.has(containerName)) errors.push(invalid(`${path}.containerName`, containerName, 'must be one of the container or initContainer names in the pod template'));
  const at = `${path}.values`;
  if (values.length === 0) errors.push(invalid(at, given, 'at least one value is required'));
  else if (values.length > MAX_CODES) errors.push(tooMany(at, values.length, MAX_CODES));
  const seen = new Set<number>();
  values.forEach((value, i) => {
    if (operator === 'In' && value === 0) errors.push(invalid(`${at}[${i}]`, value, 'must not be 0 for the In operator'));
    if (seen.has(value)) errors.push(duplicate(`${at}[${i}]`, value));
    seen.add(value);
  });
  const ordered = values.every((value, i) => i === 0 || (values[i - 1] ?? value) <= value);
  return ordered ? errors : [...errors, invalid(at, values, 'must be ordered')];
}

function validateConditions(patterns: readonly PodFailurePolicyOnPodConditionsPattern[], path: string): FieldError[] {
  return [
    ...(patterns.length > MAX_CONDITIONS ? [tooMany(path, patterns.length, MAX_CONDITIONS)] : []),
    ...patterns.flatMap(({ type = '', status = '' }, i) => [...qualifiedName(type, `${path}[${i}].type`), ...validateChoice(status, `${path}[${i}].status`, STATUSES)]),
  ];
}

function validateFailureRule({ action = '', onExitCodes, onPodConditions = [] }: PodFailurePolicyRule, path: string, spec: JobSpec, containers: ReadonlySet<string>): FieldError[] {
  const perIndex = action === 'FailIndex' && spec.backoffLimitPerIndex === undefined ? [invalid(`${path}.action`, action, 'requires the backoffLimitPerIndex to be set')] : [];
  const conditions = onPodConditions.length > 0;
  return [
    ...(action === 'FailIndex' ? perIndex : validateChoice(action, `${path}.action`, ACTIONS)),
    ...(onExitCodes === undefined ? [] : validateExitCodes(onExitCodes, `${path}.onExitCodes`, containers)),
    ...(conditions ? validateConditions(onPodConditions, `${path}.onPodConditions`) : []),
    ...(onExitCodes !== undefined && conditions ? [withoutValue(path, 'specifying both OnExitCodes and OnPodConditions is not supported')] : []),
    ...(onExitCodes === undefined && !conditions ? [withoutValue(path, 'specifying one of OnExitCodes and OnPodConditions is required')] : []),
  ];
}

/** validatePodFailurePolicy. */
export function validateFailurePolicy(spec: JobSpec, path: string): FieldError[] {
  const rules = spec.podFailurePolicy?.rules ?? [];
  const { containers = [], initContainers = [] } = spec.template.spec;
  const names = new Set([...containers, ...initContainers].map(({ name }) => name));
  return [
    ...(rules.length > MAX_RULES ? [tooMany(`${path}.rules`, rules.length, MAX_RULES)] : []),
    ...rules.flatMap((rule, i) => validateFailureRule(rule, `${path}.rules[${i}]`, spec, names)),
  ];
}

type Indexes = { readonly total: number } | { readonly error: string };

/** parseIndexInterval: `3` or `3-7`. */
function readInterval(text: string, completions: number): readonly [number, number] | string {
  const limits = text.split('-');
  if (limits.length > 2) return `the fragment ${quote(text)} violates the requirement that an index interval can have at most two parts separated by '-'`;
  for (const limit of limits) {
    if (!/^\+?\d+$/.test(limit)) return `cannot convert string to integer for index: ${quote(limit)}`;
    if (Number(limit) >= completions) return `too large index: ${quote(limit)}`;
  }
  const [first, last] = [Number(limits[0]), Number(limits.at(-1))];
  return limits.length === 2 && first >= last ? `non-increasing order, previous: ${first}, current: ${last}` : [first, last];
}

/** validateIndexesFormat: how many indexes a text like `1,3-5` names. */
export function readIndexes(text: string, completions: number): Indexes {
  let total = 0;
  let before: number | undefined;
  for (const part of text === '' ? [] : text.split(',')) {
    const interval = readInterval(part, completions);
    if (typeof interval === 'string') return { error: interval };
    const [first, last] = interval;
    if (before !== undefined && before >= first) return { error: `non-increasing order, previous: ${before}, current: ${first}` };
    total += last - first + 1;
    before = last;
  }
  return { total };
}

/** validateFailedIndexesNotOverlapCompleted: an index that both texts name; what cannot be read names none. */
export function sharedIndex(one: string, other: string, completions: number): number | undefined {
  const read = (text: string) => text.split(',').map((part) => readInterval(part, completions)).filter((part) => typeof part !== 'string');
  const [ours, theirs] = [read(one), read(other)];
  for (let i = 0, j = 0; i < ours.length && j < theirs.length; ) {
    const [[a = 0, b = 0], [c = 0, d = 0]] = [ours[i] ?? [], theirs[j] ?? []];
    if (a <= d && c <= b) return Math.max(a, c);
    if (a <= c) i += 1;
    else j += 1;
  }
  return undefined;
}

function validateSuccessRule({ succeededIndexes, succeededCount }: SuccessPolicyRule, path: string, completions: number): FieldError[] {
  const errors: FieldError[] = [];
  if (succeededIndexes === undefined && succeededCount === undefined) errors.push(required(path, 'at least one of succeededCount or succeededIndexes must be specified'));
  const indexes = readIndexes(succeededIndexes ?? '', completions);
  if (succeededIndexes !== undefined && byteLength(succeededIndexes) > LONGEST_INDEXES) errors.push(tooLong(`${path}.succeededIndexes`, LONGEST_INDEXES));
  if ('error' in indexes) errors.push(invalid(`${path}.succeededIndexes`, succeededIndexes, `error parsing succeededIndexes: ${indexes.error}`));
  if (succeededCount === undefined) return errors;
  const at = `${path}.succeededCount`;
  const total = 'total' in indexes ? indexes.total : 0;
  errors.push(...nonNegative(succeededCount, at));
  if (succeededCount > completions) errors.push(invalid(at, succeededCount, `must be less than or equal to ${completions} (the number of specified completions)`));
  if (succeededIndexes !== undefined && succeededCount > total) errors.push(invalid(at, succeededCount, `must be less than or equal to ${total} (the number of indexes in the specified succeededIndexes field)`));
  return errors;
}

/** validateSuccessPolicy, of an indexed Job. */
export function validateSuccessPolicy(rules: readonly SuccessPolicyRule[], completions: number, path: string): FieldError[] {
  return [
    ...(rules.length === 0 ? [required(`${path}.rules`, 'at least one rules must be specified when the successPolicy is specified')] : []),
    ...(rules.length > MAX_SUCCESS_RULES ? [tooMany(`${path}.rules`, rules.length, MAX_SUCCESS_RULES)] : []),
    ...rules.flatMap((rule, i) => validateSuccessRule(rule, `${path}.rules[${i}]`, completions)),
  ];
}
