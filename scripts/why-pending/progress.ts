/** A bar on a terminal, drawn over itself; nothing where the output goes into a file. */
export interface Progress {
  tell(label: string, done: number, total: number): void;
  clear(): void;
}

const WIDTH = 30;
const EVERY_MS = 100;

export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { tell: () => undefined, clear: () => undefined };
  let last = 0;
  return {
    tell(label, done, total) {
      const now = performance.now();
      if (done < total && now - last < EVERY_MS) return;
      last = now;
      const part = total === 0 ? 1 : Math.min(1, done / total);
      const full = Math.round(part * WIDTH);
      stream.write(`\r${label} [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.round(part * 100)}%`);
    },
    clear: () => void stream.write(`\r${' '.repeat(WIDTH + 40)}\r`),
  };
}
