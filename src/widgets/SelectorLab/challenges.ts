import { readSelector } from './forms';

/** Each asks for the Pods that its answer selects; the answer is one of several. */
export const CHALLENGES = {
  inProduction: { answer: 'app in (web,api),env=prod' },
  notDev: { answer: 'env!=dev' },
  knownNotDev: { answer: 'env,env!=dev' },
  noTier: { answer: '!tier' },
  stable: { answer: 'app=web,track!=canary' },
} as const;

export type Challenge = keyof typeof CHALLENGES;
export const CHALLENGE_IDS = Object.keys(CHALLENGES) as Challenge[];

export const wanted = (challenge: Challenge) => readSelector('kubectl', CHALLENGES[challenge].answer).selection;
