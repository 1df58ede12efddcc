import type { OperatorView } from '@site/src/simulation/scenarios/living/operator/scene';
import type { messages } from './messages';

/** What has just happened, and why, in a sentence. */
export function says(view: OperatorView, { says: say }: (typeof messages)['ko']): string {
  const { operator, edge, fault, database, service, set, calls, backup } = view;
  const last = calls.at(-1);
  if (fault !== null) return say.fault(fault.line);
  if (operator !== 'stopped' && last?.error !== undefined) return edge ? say.failedEdge(last.error.line) : say.failedLevel(last.error.line);
  if (database === null) return backup === 'done' ? say.goneBackedUp : say.gone;
  if (database.deleting) return operator === 'stopped' ? say.stuck : operator === 'starting' ? say.starting : edge ? say.stuckEdge : say.backingUp;
  const wrong = !service || set?.replicas !== database.replicas;
  if (operator === 'stopped') return wrong ? say.brokenStopped : say.stopped;
  if (operator === 'starting') return say.starting;
  if (wrong) return edge ? say.missed : say.repairing;
  if (database.observedGeneration !== database.generation) return edge ? say.noStatus : say.stale;
  if (database.ready?.status !== 'True') return say.degraded(database.ready?.message ?? '');
  return say.ready;
}
