import { PROFILES, type Profile } from './profiles';
import { QUESTION_IDS, QUESTIONS, type Answers, type Question } from './questions';
import { DISQUALIFIERS, RULES, type Verdict } from './rules';

export interface Ranked {
  id: string;
  /** Sum of the reasons' points: a way to sort, not a mark for the tool. */
  score: number;
  reasons: readonly Verdict[];
}

export interface Disqualified {
  id: string;
  because: readonly Verdict[];
}

/** What to put over the clusters, apart from the ranking: a management platform competes with no distribution. */
export interface ManagerAdvice {
  id: 'rancher' | null;
  code: 'many-clusters' | 'nobody-for-a-manager' | 'too-small-for-a-manager';
}

export interface Choice {
  /** Best first; equal scores keep the fixed order of the profiles. */
  ranking: readonly Ranked[];
  out: readonly Disqualified[];
  manager: ManagerAdvice | null;
  /** For someone who wants to become an expert one tool is not the answer: the way through several. */
  path: readonly ('minikube' | 'managed' | 'hard-way')[] | null;
}

/** One answer that, changed alone, puts another candidate on top. */
export interface Flip {
  question: Question;
  to: string;
  /** The new top, more than one when they tie; empty when nothing is left. */
  tops: readonly string[];
}

function verdicts(rules: typeof RULES, profile: Profile, answers: Answers): Verdict[] {
  return rules
    .filter((rule) => rule.when(profile, answers))
    .map(({ question, code, points, params }) => (params ? { question, code, points, params: params(profile, answers) } : { question, code, points }));
}

function managerFor(answers: Answers): ManagerAdvice | null {
  if (answers.clusters !== 'many') return null;
  if (answers.operator === 'none') return { id: null, code: 'nobody-for-a-manager' };
  // Rancher's own smallest documented size is three nodes of 16 GB.
  if (answers.hardware !== 'server' && answers.cloud === 'no') return { id: null, code: 'too-small-for-a-manager' };
  return { id: 'rancher', code: 'many-clusters' };
}

/**
 * Ranks the candidates for ten answers. Pure and explainable: the score is the sum of the reasons it returns, and a candidate
 * that any disqualifier meets is listed apart with the answers that put it out.
 */
export function choose(answers: Answers): Choice {
  const out: Disqualified[] = [];
  const ranking: Ranked[] = [];
  for (const profile of PROFILES) {
    const because = verdicts(DISQUALIFIERS, profile, answers);
    if (because.length > 0) {
      out.push({ id: profile.id, because });
      continue;
    }
    const reasons = verdicts(RULES, profile, answers);
    ranking.push({ id: profile.id, score: reasons.reduce((sum, reason) => sum + reason.points, 0), reasons });
  }
  // Array.prototype.sort is stable, so equals keep the order of PROFILES.
  ranking.sort((a, b) => b.score - a.score);
  return {
    ranking,
    out,
    manager: managerFor(answers),
    path: answers.purpose === 'expert' ? ['minikube', 'managed', 'hard-way'] : null,
  };
}

/** The ids that share the best score, in their fixed order; empty when everything is out. */
export function topsOf({ ranking }: Choice): readonly string[] {
  const best = ranking[0]?.score;
  return ranking.filter((entry) => entry.score === best).map((entry) => entry.id);
}

/**
 * Every single answer whose change alone puts another candidate on top, found by asking again with that one answer changed.
 * A new top that was tied with the old one before the change is no news and is left out.
 */
export function flips(answers: Answers): readonly Flip[] {
  const before = topsOf(choose(answers));
  const found: Flip[] = [];
  for (const question of QUESTION_IDS) {
    for (const to of QUESTIONS[question]) {
      if (to === answers[question]) continue;
      const tops = topsOf(choose({ ...answers, [question]: to }));
      const news = tops.length === 0 ? before.length > 0 : !tops.some((id) => before.includes(id));
      if (news) found.push({ question, to, tops });
    }
  }
  return found;
}
