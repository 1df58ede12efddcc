/** Files that a process wrote. Times in µs since 1970. */
export type WrittenNode = { readonly kind: 'file'; readonly text: string; readonly at: number; readonly runs?: boolean; /** Bytes, of a file whose content nobody has written down. */ readonly size?: number; /** What is in it once it is unpacked, of a compressed file. */ readonly unpacked?: string } | { readonly kind: 'directory'; readonly at: number };

/** By their paths in the directory where they are: `note`, `log/today`. */
export type Files = Readonly<Record<string, WrittenNode>>;

export const NO_FILES: Files = {};
