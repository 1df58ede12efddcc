export const WORDS = ['Pending', 'ContainerCreating', 'ErrImageNeverPull', 'CreateContainerConfigError', 'RunContainerError', 'CrashLoopBackOff', 'OOMKilled', 'Evicted'] as const;
export type Word = (typeof WORDS)[number];

export const CODES = ['0', '1', '126', '127', '137', '139', '143'] as const;
export type Code = (typeof CODES)[number];

export interface FirstLookState {
  word: Word;
  /** Last exit code; counts where the container has ended. */
  code: Code;
}

export const initialState: FirstLookState = { word: 'OOMKilled', code: '143' };

/** The container has run and ended, so an exit code exists. */
export const hasEnded = (word: Word): boolean => word === 'CrashLoopBackOff' || word === 'OOMKilled';

export function parseState(raw: unknown): FirstLookState | undefined {
  const { word, code } = (typeof raw === 'object' && raw !== null ? raw : {}) as { word?: unknown; code?: unknown };
  return WORDS.includes(word as Word) && CODES.includes(code as Code) ? { word: word as Word, code: code as Code } : undefined;
}
