import { fieldErrorMessage, forbidden, invalid } from '../../api/field-errors';
import type { FieldError } from '../../api/field-errors';
import { causesOf } from '../../api/request/create';
import { invalidStatus } from '../../api/status';
import { nonNegative } from '../../api/validation/common';
import { failure } from '../apiserver/failures';
import type { Failure, Request } from '../apiserver/types';

const positive = (value: unknown, field: string): FieldError[] => (typeof value === 'number' && value < 1 ? [invalid(field, value, 'must be greater than 0')] : []);

/** ValidatePodLogOptions (pkg/apis/core/validation), where nothing says which of the streams is meant (PodLogsQuerySplitStreams is off); undefined where nothing is wrong. */
export function logFault(name: string, { tailLines, limitBytes, sinceSeconds, sinceTime, stream }: NonNullable<Request['options']>): Failure | undefined {
  const errors = [
    ...nonNegative(typeof tailLines === 'number' ? tailLines : undefined, 'tailLines'),
    ...positive(limitBytes, 'limitBytes'),
    ...(sinceSeconds !== undefined && sinceTime !== undefined ? [forbidden('', 'at most one of `sinceTime` or `sinceSeconds` may be specified')] : positive(sinceSeconds, 'sinceSeconds')),
    ...(stream === undefined ? [] : [forbidden('stream', 'may not be specified')]),
  ];
  return errors.length === 0 ? undefined : failure('Invalid', invalidStatus('', 'PodLogOptions', name, errors.map(fieldErrorMessage)), { details: { kind: 'PodLogOptions', name, causes: causesOf(errors) } });
}
