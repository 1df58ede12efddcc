/** How far a sync has come: its phase with a message, and what became of each object. */
import type { OperationPhase } from '../decide/application';
import { printKey } from '../objects';
import type { SyncInput, SyncOutcome } from './settings';
import type { ResourceResult, ResultCode, SyncTask } from './task';

export class Progress {
  private phase: OperationPhase;
  private message: string;
  private readonly results: Map<string, ResourceResult>;

  constructor({ phase, message, results }: SyncInput) {
    [this.phase, this.message] = [phase, message];
    this.results = new Map(results.map((result) => [`${printKey(result)}:${result.syncPhase}`, result]));
  }

  get outcome(): SyncOutcome {
    return { phase: this.phase, message: this.message, results: [...this.results.values()] };
  }

  /** Nothing was done yet. */
  get isFresh(): boolean {
    return this.results.size === 0;
  }

  /** What was said before of a task. */
  of({ resultKey }: SyncTask): ResourceResult | undefined {
    return this.results.get(resultKey);
  }

  end(phase: OperationPhase, message: string): void {
    [this.phase, this.message] = [phase, message];
  }

  record(task: SyncTask, status: ResultCode | '', hookPhase: OperationPhase | '', message: string): void {
    task.syncStatus = status;
    task.operationState = hookPhase;
    if (message !== '') task.message = message;
    const before = this.results.get(task.resultKey);
    this.results.set(task.resultKey, before === undefined
      ? { ...task.key, version: task.version, syncPhase: task.phase, hookType: task.isHook ? task.phase : undefined, status, hookPhase, message: task.message }
      : { ...before, status, hookPhase, message: task.message });
  }
}
