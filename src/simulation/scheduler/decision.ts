import type { FitFailure } from './cycle/schedule-one';
import type { Trace } from './cycle/trace';
import type { Status } from './framework';
import type { Write } from './objects';
import type { RejectionParams } from './profile/explanations';

interface Base {
  /** `namespace/name`. */
  readonly pod: string;
}

/** What became of one Pod. */
export type Decision =
  | (Base & {
      readonly kind: 'scheduled';
      readonly node: string;
      /** The winner's total; null when only one node fitted and nothing was scored. */
      readonly score: number | null;
      readonly tied: readonly string[];
      readonly feasibleNodes: number;
      readonly evaluatedNodes: number;
      /** What PreBind writes before the Pod is bound. */
      readonly writes?: readonly Write[];
      readonly trace?: Trace;
    })
  | (Base & { readonly kind: 'unschedulable'; readonly failure: FitFailure; readonly evaluatedNodes: number; readonly trace?: Trace })
  /** PreEnqueue kept it out of the queue. */
  | (Base & { readonly kind: 'gated'; readonly status: Status<RejectionParams> })
  /** `spec.nodeName` was set by hand: the scheduler never sees such a Pod, no filter is asked. */
  | (Base & { readonly kind: 'bound'; readonly node: string; readonly nodeExists: boolean })
  /** `spec.schedulerName` names a scheduler that is not there. */
  | (Base & { readonly kind: 'otherScheduler'; readonly schedulerName: string });
