/** Cases of kind `window`: which windows are open, and what they let an application do. */
import { parseTime } from '../../../src/simulation/base';
import { activeWindows, canSync, matchingWindows } from '../../../src/simulation/gitops/windows';
import type { SyncWindow, Verdict, WindowTarget } from '../../../src/simulation/gitops/windows';

interface Input {
  readonly application: { readonly metadata: { readonly name: string }; readonly spec: { readonly destination: WindowTarget['destination'] } };
  readonly syncWindows: readonly SyncWindow[];
  readonly at: readonly { readonly now: string; readonly operationStartedAt?: string }[];
}

export function replayWindow({ application, syncWindows, at }: Input): unknown {
  const matching = matchingWindows(syncWindows, { name: application.metadata.name, destination: application.spec.destination });
  const indexes = (windows: readonly SyncWindow[]): number[] => windows.map((window) => syncWindows.indexOf(window));
  return at.map(({ now: text, operationStartedAt }, index) => {
    const now = parseTime(text)!;
    const startedAt = operationStartedAt === undefined ? undefined : parseTime(operationStartedAt);
    const ask = (manual: boolean): Verdict => canSync(matching, { manual, now, ...(startedAt === undefined ? {} : { startedAt }) });
    const [automatic, byHand] = [ask(false), ask(true)];
    const active = activeWindows(matching, now);
    const error = automatic.ok ? undefined : automatic.error;
    return {
      ...(index === 0 && operationStartedAt === undefined ? { matching: indexes(matching) } : {}),
      ...(matching.length > 0 && active.ok ? { active: indexes(active.windows) } : {}),
      automatic: automatic.ok && automatic.allowed, manual: byHand.ok && byHand.allowed, ...(error === undefined ? {} : { error }),
    };
  });
}
