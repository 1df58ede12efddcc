/** Commands with subcommands only that print their help to standard output; the others print it to standard error. All end with exit code 1. */
export const PRINTS_HELP: ReadonlySet<string> = new Set(['rollout']);

/** Commands with subcommands only that print their help whatever follows, and are content with that (pkg/cmd/certificates NewCmdCertificate). */
export const ONLY_HELPS: ReadonlySet<string> = new Set(['certificate']);
