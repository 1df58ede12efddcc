/** Health of a Pod (gitops-engine pkg/health/health_pod.go). */
import { quote } from '../../base/go/quote';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../objects';
import { degraded, healthy, progressing, unknown } from './status';
import type { Health } from './status';

const isError = (reason: string): boolean => reason.startsWith('Err') || reason.endsWith('Error') || reason.endsWith('BackOff');
const stateOf = (container: JsonObject, name: 'waiting' | 'terminated'): JsonObject | undefined => {
  const state = objectOf(container.state)[name];
  return typeof state === 'object' && state !== null ? objectOf(state) : undefined;
};

/** What a container says of its end, or nothing. */
function failMessage(container: JsonObject): string {
  const ended = stateOf(container, 'terminated');
  if (ended === undefined) return '';
  const [message, code] = [textOf(ended.message), ended.exitCode];
  if (message !== '') return message;
  if (ended.reason === 'OOMKilled') return 'OOMKilled';
  return typeof code === 'number' && code !== 0 ? `container ${quote(textOf(container.name))} failed with exit code ${code}` : '';
}

/**
 * A container that waits with an error is looked for only where the Pod is restarted always: a hook whose image is not there yet may still come
 * to run, and would fail its sync too early.
 */
export function podHealth(object: JsonObject): Health {
  const [{ restartPolicy }, status] = [objectOf(object.spec), objectOf(object.status)];
  const [containers, init] = [listOf(status.containerStatuses).map(objectOf), listOf(status.initContainerStatuses).map(objectOf)];
  const message = textOf(status.message);
  if (restartPolicy === 'Always') {
    const stuck = containers.map((container) => stateOf(container, 'waiting')).filter((waiting) => waiting !== undefined).filter(({ reason }) => isError(textOf(reason)));
    if (stuck.length > 0) return degraded(stuck.map((waiting) => textOf(waiting.message)).join(', '));
  }
  switch (status.phase) {
    case 'Pending':
      return progressing(message);
    case 'Succeeded':
      return healthy(message);
    case 'Failed':
      return degraded(message === '' ? [...init, ...containers].map(failMessage).find((text) => text !== '') ?? '' : message);
    case 'Running':
      if (restartPolicy === 'OnFailure' || restartPolicy === 'Never') return progressing(message);
      if (restartPolicy !== 'Always') break;
      if (listOf(status.conditions).map(objectOf).find(({ type }) => type === 'Ready')?.status === 'True') return healthy(message);
      return containers.some(({ lastState }) => objectOf(lastState).terminated !== undefined && objectOf(lastState).terminated !== null) ? degraded(message) : progressing(message);
  }
  return unknown(message);
}
