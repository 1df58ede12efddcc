/** Signals that end a container in practice; numbers of Linux on x86 and arm64, signal(7). */
const SIGNALS: Readonly<Record<number, string>> = { 1: 'SIGHUP', 2: 'SIGINT', 3: 'SIGQUIT', 4: 'SIGILL', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 9: 'SIGKILL', 11: 'SIGSEGV', 13: 'SIGPIPE', 14: 'SIGALRM', 15: 'SIGTERM', 31: 'SIGSYS' };

/** The highest signal number of Linux (SIGRTMAX). */
const LAST_SIGNAL = 64;

export type ExitCause = 'finished' | 'program' | 'not-executable' | 'not-found' | 'never-started' | 'signal';

export interface Exit {
  cause: ExitCause;
  /** Only for `signal`: code − 128 and its name, if it is a usual one. */
  signal?: { number: number; name?: string };
  /**
   * What the reason OOMKilled is worth: `likely` beside SIGKILL; `doubtful` beside any other code, since the runtime reads a counter of
   * OOM kills in the container's cgroup, which an earlier kill of a child process has raised too. Both need the kernel log as proof.
   */
  outOfMemory?: 'likely' | 'doubtful';
}

/**
 * What an exit code by itself says. 126 and 127 are a shell's words for “found, but not executable” and “not found” (POSIX, sh, Exit
 * Status); a program may use them for something else. `StartError` with 128 is the runtime's word that nothing has run at all. A code
 * above 128 is 128 + signal: set by shells and runtimes, and by programs that handle the signal and exit so themselves.
 *
 * @param code 0 to 255
 * @param reason `terminated.reason` of the container status
 */
export function explainExit(code: number, reason = ''): Exit {
  const outOfMemory = reason === 'OOMKilled' ? { outOfMemory: code === 137 ? ('likely' as const) : ('doubtful' as const) } : {};
  if (reason === 'StartError' || reason === 'ContainerCannotRun') return { cause: 'never-started' };
  if (code === 0) return { cause: 'finished', ...outOfMemory };
  if (code === 126) return { cause: 'not-executable', ...outOfMemory };
  if (code === 127) return { cause: 'not-found', ...outOfMemory };
  const number = code - 128;
  if (number < 1 || number > LAST_SIGNAL) return { cause: 'program', ...outOfMemory };
  const name = SIGNALS[number];
  return { cause: 'signal', signal: name === undefined ? { number } : { number, name }, ...outOfMemory };
}
