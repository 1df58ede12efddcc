/**
 * How the kernel reads numbers that are written to cgroup files. Each function returns null for what the kernel answers
 * with EINVAL.
 */
import { PAGE_BYTES } from '../memory/types';

/** page_counter's PAGE_COUNTER_MAX and 64-bit ends are far above anything here; larger values mean "max". */
const UNLIMITED_PAGES = Math.floor(Number.MAX_SAFE_INTEGER / PAGE_BYTES);

const SUFFIX = new Map([['', 0], ['k', 1], ['m', 2], ['g', 3], ['t', 4], ['p', 5], ['e', 6]]);

/** kstrtoull (lib/kstrtox.c) with base 0: decimal, 0x hexadecimal or 0 octal, an optional "+", one newline at the end. */
export function parseUnsigned(text: string): number | null {
  const match = /^\+?(0x[0-9a-f]+|[0-9]+)\n?$/i.exec(text);
  if (!match) return null;
  const digits = match[1];
  if (/^0x/i.test(digits)) return parseInt(digits.slice(2), 16);
  if (digits.length > 1 && digits.startsWith('0')) return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : null;
  return Number(digits);
}

/** page_counter_memparse with memparse (lib/cmdline.c): "max" or a number with K, M, G, T, P or E; pages, rounded down. */
export function parseMemory(text: string): { pages: number | null } | null {
  const trimmed = text.trim();
  if (trimmed === 'max') return { pages: null };
  const match = /^(0x[0-9a-f]+|[0-9]+)([kmgtpe]?)$/i.exec(trimmed);
  if (!match) return null;
  const base = parseUnsigned(match[1]);
  if (base === null) return null;
  const pages = Math.floor((base * 1024 ** (SUFFIX.get(match[2].toLowerCase()) ?? 0)) / PAGE_BYTES);
  return { pages: pages >= UNLIMITED_PAGES ? null : pages };
}

/** cpu_period_quota_parse (kernel/sched/core.c): `$QUOTA [$PERIOD]`, quota a number or "max"; µs. Later words are ignored. */
export function parseCpuMax(text: string, presentPeriod: number): { quota: number | null; period: number } | null {
  const words = text.trim().split(/\s+/);
  const quotaMatch = /^[0-9]+/.exec(words[0]);
  if (words[0] !== 'max' && !quotaMatch) return null;
  const periodMatch = words.length > 1 ? /^[0-9]+/.exec(words[1]) : null;
  const period = periodMatch ? Number(periodMatch[0]) : presentPeriod;
  return { quota: quotaMatch ? Number(quotaMatch[0]) : null, period };
}
