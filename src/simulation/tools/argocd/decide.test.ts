import { describe, expect, it } from 'vitest';
import { decideAutoSync, selfHealDelay, type AutoSyncDecision, type AutomatedPolicy, type ComparedObject, type LastAttempt } from './decide';

const same: ComparedObject = { synced: true };
const changed: ComparedObject = { synced: false };
const extra: ComparedObject = { synced: false, requiresPruning: true };
const after = (secondsSinceItEnded: number, selfHealAttempts = 0, succeeded = true): LastAttempt => ({ succeeded, selfHealAttempts, secondsSinceItEnded });
const never = (reason: Extract<AutoSyncDecision, { action: 'never' }>['reason']): AutoSyncDecision => ({ action: 'never', reason });
const auto: AutomatedPolicy = { automated: true };
const heal: AutomatedPolicy = { automated: true, selfHeal: true };
const prune: AutomatedPolicy = { automated: true, prune: true };

/** What Argo CD 3.5.7 itself decided; the names are those of the recordings in gitops/decide.json. */
const RECORDED: readonly [string, AutomatedPolicy, readonly ComparedObject[], LastAttempt | undefined, AutoSyncDecision][] = [
  ['decide-not-automated', { automated: false }, [changed, same], undefined, never('notAutomated')],
  ['decide-in-sync', auto, [same, same], after(60), never('inSync')],
  ['decide-new-commit', auto, [changed, same], undefined, { action: 'sync', prune: false, onlyDifferent: false, selfHealAttempts: 0 }],
  ['decide-drift-without-self-heal', auto, [changed, same], after(60), never('noSelfHeal')],
  ['decide-drift-self-heal-at-once', heal, [changed, same], after(60), { action: 'sync', prune: false, onlyDifferent: true, selfHealAttempts: 1 }],
  ['decide-drift-self-heal-second-waits', heal, [changed, same], after(1, 1), { action: 'wait', seconds: 1 }],
  ['decide-drift-self-heal-fourth-waits', heal, [changed, same], after(10, 3), { action: 'wait', seconds: 8 }],
  ['decide-drift-self-heal-ninth-is-capped', heal, [changed, same], after(100, 8), { action: 'wait', seconds: 200 }],
  ['decide-failed-same-commit-self-heal-does-not-help', heal, [changed, same], after(60, 0, false), never('failedBefore')],
  ['decide-extra-object-without-prune', heal, [same, same, extra], undefined, never('onlyLeftovers')],
  ['decide-extra-object-with-prune-same-commit', prune, [same, same, extra], after(60), never('noSelfHeal')],
  ['decide-git-empty', prune, [extra, extra], undefined, never('wouldWipeOut')],
  ['decide-everything-deleted-self-heal-with-prune', { ...heal, prune: true }, [changed, changed], after(60), { action: 'sync', prune: true, onlyDifferent: true, selfHealAttempts: 1 }],
];

describe('decideAutoSync', () => {
  it.each(RECORDED)('%s', (_, policy, objects, lastAttempt, decision) => {
    expect(decideAutoSync(policy, objects, lastAttempt)).toEqual(decision);
  });

  it('triples the delay up to the cap', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(selfHealDelay)).toEqual([0, 2, 6, 18, 54, 162, 300, 300]);
  });
});
