/** Six Pods such that every operator tells some of them apart, two of them without `env`. */
export const PODS: readonly { name: string; labels: Readonly<Record<string, string>> }[] = [
  { name: 'web-1', labels: { app: 'web', env: 'prod', tier: 'front' } },
  { name: 'web-2', labels: { app: 'web', env: 'dev', tier: 'front' } },
  { name: 'api-1', labels: { app: 'api', env: 'prod' } },
  { name: 'api-2', labels: { app: 'api', env: 'dev' } },
  { name: 'db-0', labels: { app: 'db', tier: 'back' } },
  { name: 'tool', labels: { app: '' } },
];

export const EXAMPLES = ['env!=dev', 'env,env!=dev', 'env notin (dev)', 'app in (web,api)', '!tier', 'app=web,app=db'] as const;

export interface MatchState {
  selector: string;
}

export const initialState: MatchState = { selector: EXAMPLES[0] };

/** Long enough for any selector that a person types. */
export const LONGEST = 200;

export function parseState(raw: unknown): MatchState | undefined {
  const selector = typeof raw === 'object' && raw !== null ? (raw as { selector?: unknown }).selector : undefined;
  return typeof selector === 'string' && selector.length <= LONGEST ? { selector } : undefined;
}
