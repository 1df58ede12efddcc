/** Replays the `podsecurity` suite: what the checks of a level say to a Pod, and what admission answers. */
import { admitPodSecurity, evaluatePod, forbiddenDetail, forbiddenReason, isLevel, PRIVILEGED } from '../../src/simulation/policy/pod-security';
import type { AdmissionRequest, Exemptions, LevelVersion, Mode, SecuredPod } from '../../src/simulation/policy/pod-security';
import type { GoldenCase, Replay } from './types';

function levelVersion(text: string): LevelVersion {
  const [level = '', version = 'latest'] = text.split(':');
  if (!isLevel(level)) throw new Error(`"${text}" is no level of Pod Security; use privileged, baseline or restricted`);
  return { level, version };
}

function replayEvaluate(input: { pod: SecuredPod; policies: string[] }): unknown {
  return input.policies.map((policy) => {
    const evaluation = evaluatePod(levelVersion(policy), input.pod);
    if (evaluation.allowed) return { policy, allowed: true };
    const { failed } = evaluation;
    return {
      policy, allowed: false, reasons: failed.map(({ reason }) => reason), details: failed.map(({ detail }) => detail),
      reason: forbiddenReason(evaluation), detail: forbiddenDetail(evaluation),
    };
  });
}

type AdmissionIn = Omit<AdmissionRequest, 'old'> & { oldObject?: AdmissionRequest['object']; defaults?: Partial<Record<Mode, string>>; exemptions?: Exemptions };

function replayAdmission({ oldObject, defaults = {}, exemptions = {}, ...request }: AdmissionIn): unknown {
  const configured = Object.fromEntries(Object.entries(defaults).map(([mode, level]) => [mode, levelVersion(level)]));
  const { evaluations: _, ...response } = admitPodSecurity({ ...request, old: oldObject }, { defaults: { ...PRIVILEGED, ...configured }, exemptions });
  return response;
}

const KINDS = new Map<string, (input: never) => unknown>([['evaluate', replayEvaluate], ['random', replayEvaluate], ['admission', replayAdmission]]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
