/** Probes and lifecycle hooks (pkg/apis/core/validation validateHandler, validateProbe, validateLifecycle). */
import { forbidden, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { HTTPGetAction, LifecycleHandler } from '../../generated/types/core.v1';
import { httpHeaderNameErrors } from '../../names';
import type { AnyContainer, Probe } from '../../types';
import { nonNegative } from '../common';
import { validateSupported } from '../names';
import { validatePortNumberOrName } from './ports';

function validateHttp({ path: target = '', port, scheme = '', httpHeaders = [] }: HTTPGetAction, path: string): FieldError[] {
  return [
    ...(target === '' ? [required(`${path}.path`)] : []),
    ...validatePortNumberOrName(port, `${path}.port`),
    ...validateSupported(scheme, `${path}.scheme`, ['HTTP', 'HTTPS']),
    ...httpHeaders.flatMap(({ name = '' }, i) => httpHeaderNameErrors(name).map((message) => invalid(`${path}.httpHeaders`, name, message, `${path}.httpHeaders[${i}].name`))),
  ];
}

/** validateHandler: exactly one of the kinds. `grace`: the Pod's, which a sleep must end in. */
function validateHandler(handler: Probe & LifecycleHandler, grace: number, path: string): FieldError[] {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const checks: readonly (readonly [string, object | undefined, (at: string) => FieldError[]])[] = [
    ['exec', exec, (at) => ((exec?.command ?? []).length === 0 ? [required(`${at}.command`)] : [])],
    ['httpGet', httpGet, (at) => validateHttp(httpGet!, at)],
    ['tcpSocket', tcpSocket, (at) => validatePortNumberOrName(tcpSocket?.port, `${at}.port`)],
    ['grpc', grpc, (at) => validatePortNumberOrName(grpc?.port, `${at}.port`)],
    ['sleep', sleep, (at) => validateSleep(sleep?.seconds ?? 0, grace, at)],
  ];
  const present = checks.filter(([, action]) => action !== undefined);
  if (present.length === 0) return [required(path, 'must specify a handler type')];
  return present.flatMap(([name, , check], i) => (i === 0 ? check(`${path}.${name}`) : [forbidden(`${path}.${name}`, 'may not specify more than 1 handler type')]));
}

const validateSleep = (seconds: number, grace: number, path: string): FieldError[] =>
  seconds < 0 || seconds > grace ? [invalid(path, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${grace})`)] : [];

function validateProbe(probe: Probe, grace: number, path: string): FieldError[] {
  const { terminationGracePeriodSeconds: own } = probe;
  const numbers = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const;
  return [
    ...validateHandler(probe, grace, path),
    ...numbers.flatMap((field) => nonNegative(probe[field], `${path}.${field}`)),
    ...(own !== undefined && own <= 0 ? [invalid(`${path}.terminationGracePeriodSeconds`, own, 'must be greater than 0')] : []),
  ];
}

/** What only containers that stay have: lifecycle hooks and the three probes. */
export function validateHandlers({ lifecycle, livenessProbe, readinessProbe, startupProbe }: AnyContainer, grace: number, path: string): FieldError[] {
  const once = (probe: Probe | undefined, at: string): FieldError[] =>
    probe === undefined ? [] : [...validateProbe(probe, grace, at), ...(probe.successThreshold === 1 ? [] : [invalid(`${at}.successThreshold`, probe.successThreshold ?? 0, 'must be 1')])];
  const ready = (probe: Probe, at: string): FieldError[] => {
    const own = probe.terminationGracePeriodSeconds;
    return [...validateProbe(probe, grace, at), ...(own === undefined ? [] : [invalid(`${at}.terminationGracePeriodSeconds`, own, 'must not be set for readinessProbes')])];
  };
  return [
    ...(lifecycle?.postStart === undefined ? [] : validateHandler(lifecycle.postStart, grace, `${path}.lifecycle.postStart`)),
    ...(lifecycle?.preStop === undefined ? [] : validateHandler(lifecycle.preStop, grace, `${path}.lifecycle.preStop`)),
    ...once(livenessProbe, `${path}.livenessProbe`),
    ...(readinessProbe === undefined ? [] : ready(readinessProbe, `${path}.readinessProbe`)),
    ...once(startupProbe, `${path}.startupProbe`),
  ];
}
