export const CHALLENGE_IDS = ['zones', 'seven', 'dedicated', 'noVictims', 'rollout', 'pack'] as const;
export type ChallengeId = (typeof CHALLENGE_IDS)[number];
export const isChallenge = (name: unknown): name is ChallengeId => (CHALLENGE_IDS as readonly unknown[]).includes(name);
