/** What is tried: edits and commits of every kind, or an HPA that fights with Git. */
export const TRIALS = ['edits', 'hpa'] as const;
export type Trial = (typeof TRIALS)[number];

export interface GitopsOptions {
  readonly trial: Trial;
}

export const GITOPS_DEFAULT: GitopsOptions = { trial: 'edits' };

/** Options as somebody stored or shared them. */
export function parseGitopsOptions(raw: unknown): GitopsOptions | undefined {
  const { trial } = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<Record<string, unknown>>;
  return TRIALS.some((one) => one === trial) ? { trial: trial as Trial } : undefined;
}
