import type { Profile } from './profiles';
import { MACHINE_GB, type Answers, type Question } from './questions';

/** Why a candidate gained or lost points, or is out: the widget phrases the code in the reader's language. */
export interface Verdict {
  question: Question;
  code: string;
  points: number;
  /** Figures for the sentence, such as the memory that is missing. */
  params?: Readonly<Record<string, number>>;
}

interface Rule {
  question: Question;
  code: string;
  points: number;
  when: (profile: Profile, answers: Answers) => boolean;
  params?: (profile: Profile, answers: Answers) => Readonly<Record<string, number>>;
}

const isOwn = (profile: Profile) => profile.place === 'own';
const memory = (profile: Profile, answers: Answers) => ({ needs: profile.serverGB ?? 0, has: MACHINE_GB[answers.hardware] });
const tooBig = (profile: Profile, answers: Answers) =>
  profile.place !== 'cloud' && !profile.needsCloud && profile.serverGB !== undefined && profile.serverGB > MACHINE_GB[answers.hardware];
const agentFits = (profile: Profile, answers: Answers) => isOwn(profile) && profile.agentGB !== undefined && profile.agentGB <= MACHINE_GB[answers.hardware];
const onOneMachine = (answers: Answers) => answers.scale === 'one' || answers.scale === 'few';

/** A candidate that meets one of these is out, whatever its points. Each says which answer puts it out. */
export const DISQUALIFIERS: readonly Rule[] = [
  { question: 'purpose', code: 'not-for-production', points: 0, when: (p, a) => a.purpose === 'production' && !p.production },
  { question: 'scale', code: 'one-machine-only', points: 0, when: (p, a) => p.upTo === 'one-machine' && !onOneMachine(a) },
  { question: 'operator', code: 'nobody-to-operate', points: 0, when: (p, a) => a.purpose === 'production' && a.operator === 'none' && p.work >= 2 },
  { question: 'network', code: 'control-plane-outside', points: 0, when: (p, a) => a.network === 'offline' && (p.offline === 'impossible' || p.needsCloud === true) },
  { question: 'ha', code: 'no-ha', points: 0, when: (p, a) => a.ha === 'yes' && p.ha === 'none' },
  { question: 'ha', code: 'ha-on-one-computer', points: 0, when: (p, a) => a.ha === 'yes' && p.ha === 'practice' && a.purpose === 'develop' },
  { question: 'cloud', code: 'cloud-forbidden', points: 0, when: (p, a) => a.cloud === 'no' && (p.place === 'cloud' || p.needsCloud === true) },
  { question: 'cloud', code: 'foreign-provider', points: 0, when: (p, a) => a.cloud === 'domestic' && ((p.place === 'cloud' && !p.domestic) || p.needsCloud === true) },
  { question: 'hardware', code: 'too-little-memory', points: 0, when: (p, a) => tooBig(p, a) && !agentFits(p, a), params: memory },
  { question: 'budget', code: 'needs-subscription', points: 0, when: (p, a) => a.budget === 'free' && p.paid === 'subscription' },
];

/** Points for each answer; a rule that does not apply says nothing. */
export const RULES: readonly Rule[] = [
  { question: 'purpose', code: 'leads-beginners', points: 3, when: (p, a) => (a.purpose === 'learn' || a.purpose === 'expert') && p.lesson === 3 },
  { question: 'purpose', code: 'fine-for-learning', points: 2, when: (p, a) => (a.purpose === 'learn' || a.purpose === 'expert') && p.lesson === 2 },
  { question: 'purpose', code: 'learning-not-its-aim', points: -2, when: (p, a) => a.purpose === 'learn' && p.lesson === 0 },
  { question: 'purpose', code: 'shows-every-part', points: 3, when: (p, a) => a.purpose === 'expert' && p.open === 3 },
  { question: 'purpose', code: 'shows-many-parts', points: 2, when: (p, a) => a.purpose === 'expert' && p.open === 2 },
  { question: 'purpose', code: 'up-in-a-pipeline', points: 4, when: (p, a) => a.purpose === 'ci' && p.ci === 3 },
  { question: 'purpose', code: 'usable-in-a-pipeline', points: 2, when: (p, a) => a.purpose === 'ci' && p.ci === 2 },
  { question: 'purpose', code: 'slow-for-a-pipeline', points: -2, when: (p, a) => a.purpose === 'ci' && p.ci === 0 },
  { question: 'purpose', code: 'shared-by-a-team', points: 2, when: (p, a) => a.purpose === 'develop' && p.place !== 'laptop' && p.work <= 2 },
  { question: 'purpose', code: 'one-persons-computer', points: -1, when: (p, a) => a.purpose === 'develop' && p.place === 'laptop' },
  { question: 'purpose', code: 'quick-to-set-up', points: 1, when: (p, a) => a.purpose === 'develop' && isOwn(p) && p.ci === 2 },
  { question: 'purpose', code: 'made-for-production', points: 2, when: (p, a) => a.purpose === 'production' && p.production },

  { question: 'scale', code: 'fits-one-computer', points: 2, when: (p, a) => a.scale === 'one' && p.place === 'laptop' },
  { question: 'scale', code: 'more-than-you-need', points: -2, when: (p, a) => onOneMachine(a) && ((p.serverGB ?? 0) >= 16 || (isOwn(p) && p.work === 3)) },
  { question: 'scale', code: 'small-at-heart', points: -2, when: (p, a) => a.scale === 'hundreds' && p.upTo === 'tens' },
  { question: 'scale', code: 'grows-to-hundreds', points: 1, when: (p, a) => a.scale === 'hundreds' && p.upTo === 'hundreds' },

  { question: 'operator', code: 'provider-runs-it', points: 3, when: (p, a) => a.operator !== 'team' && a.purpose !== 'learn' && a.purpose !== 'expert' && a.purpose !== 'ci' && p.work === 0 },
  { question: 'operator', code: 'provider-runs-control-plane', points: 2, when: (p, a) => a.operator !== 'team' && a.purpose !== 'learn' && a.purpose !== 'expert' && a.purpose !== 'ci' && p.work === 1 },
  { question: 'operator', code: 'packaged-control-plane', points: 1, when: (p, a) => a.operator === 'part' && isOwn(p) && p.work === 2 },
  { question: 'operator', code: 'too-much-by-hand', points: -3, when: (p, a) => a.operator !== 'team' && a.purpose !== 'expert' && p.work === 3 },
  { question: 'operator', code: 'team-can-choose-every-part', points: 2, when: (p, a) => a.operator === 'team' && p.work === 3 },
  { question: 'operator', code: 'team-saves-time', points: 1, when: (p, a) => a.operator === 'team' && (p.work <= 1 || isOwn(p)) && p.work !== 3 },

  { question: 'network', code: 'offline-documented', points: 3, when: (p, a) => a.network === 'offline' && p.offline === 'documented' },
  { question: 'network', code: 'offline-unverified', points: -2, when: (p, a) => a.network === 'offline' && p.offline === undefined && !p.needsCloud },
  { question: 'network', code: 'mirror-documented', points: 1, when: (p, a) => a.network === 'restricted' && p.offline === 'documented' },

  { question: 'ha', code: 'ha-by-provider', points: 2, when: (p, a) => a.ha === 'yes' && p.place === 'cloud' },
  { question: 'ha', code: 'ha-with-three-servers', points: 1, when: (p, a) => a.ha === 'yes' && isOwn(p) },
  { question: 'ha', code: 'ha-as-exercise', points: 1, when: (p, a) => a.ha === 'yes' && p.ha === 'practice' && a.purpose !== 'develop' },

  { question: 'audit', code: 'hardening-profile', points: 4, when: (p, a) => a.audit === 'strict' && p.audit === 2 },
  { question: 'audit', code: 'platform-with-policy', points: 1, when: (p, a) => a.audit === 'strict' && p.audit === 2 && p.support === 'included' },
  { question: 'audit', code: 'every-part-provable', points: 3, when: (p, a) => a.audit === 'strict' && p.audit === 1 && p.place !== 'cloud' },
  { question: 'audit', code: 'provider-attestations', points: 2, when: (p, a) => a.audit === 'strict' && p.place === 'cloud' },
  { question: 'audit', code: 'hardening-helps', points: 1, when: (p, a) => a.audit === 'normal' && p.audit === 2 },

  { question: 'cloud', code: 'domestic-provider', points: 2, when: (p, a) => a.cloud === 'domestic' && p.domestic === true },

  { question: 'hardware', code: 'fits-tiny-machines', points: 3, when: (p, a) => a.hardware === 'tiny' && p.serverGB !== undefined && !tooBig(p, a), params: memory },
  { question: 'hardware', code: 'no-documented-minimum', points: -2, when: (p, a) => a.hardware === 'tiny' && p.place !== 'cloud' && !p.needsCloud && p.serverGB === undefined },
  { question: 'hardware', code: 'only-agents-fit', points: -1, when: (p, a) => tooBig(p, a) && agentFits(p, a), params: memory },
  { question: 'hardware', code: 'modest-memory', points: 1, when: (p, a) => a.hardware === 'small' && isOwn(p) && p.serverGB !== undefined && p.serverGB <= 2, params: memory },

  { question: 'budget', code: 'costs-every-month', points: -3, when: (p, a) => a.budget === 'free' && p.paid === 'usage' },
  { question: 'budget', code: 'support-included', points: 3, when: (p, a) => a.budget === 'support' && p.support === 'included' },
  { question: 'budget', code: 'support-available', points: 2, when: (p, a) => a.budget === 'support' && p.support === 'available' && p.production },
  { question: 'budget', code: 'subscription-cost', points: -1, when: (p, a) => a.budget === 'some' && p.paid === 'subscription' },

  { question: 'clusters', code: 'many-at-a-keystroke', points: 1, when: (p, a) => a.clusters !== 'one' && (p.place === 'cloud' || p.id === 'cluster-api') },
  { question: 'clusters', code: 'managed-by-rancher', points: 1, when: (p, a) => a.clusters === 'many' && (p.id === 'rke2' || p.id === 'k3s') },
];
