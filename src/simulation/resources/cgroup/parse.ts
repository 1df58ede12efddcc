/**
 * How the kernel reads numbers that are written to cgroup files. A number is exact up to 2⁵³; what a file takes lies far
 * below, and what lies above 64 bits is refused or wraps around as the kernel's own arithmetic does.
 */
import { PAGE_BYTES } from '../memory/types';

export type NumberError = 'EINVAL' | 'ERANGE';
export type ParsedNumber = { readonly value: number } | { readonly errno: NumberError };

const U64 = 2n ** 64n;
const S64 = 2n ** 63n;
/** page_counter's PAGE_COUNTER_MAX on 64 bits; this much or more reads as "max". */
const PAGE_COUNTER_MAX = (S64 - 1n) / BigInt(PAGE_BYTES);

const SUFFIX = new Map([['', 0n], ['k', 10n], ['m', 20n], ['g', 30n], ['t', 40n], ['p', 50n], ['e', 60n]]);

/** _parse_integer_fixup_radix with base 0: decimal, 0x hexadecimal or 0 octal; null for anything else. */
function digitsOf(text: string): bigint | null {
  if (/^0x[0-9a-f]+$/i.test(text)) return BigInt(text);
  if (/^0[0-7]+$/.test(text)) return BigInt(`0o${text.slice(1)}`);
  return /^(?:0|[1-9][0-9]*)$/.test(text) ? BigInt(text) : null;
}

/** kstrtoull (lib/kstrtox.c) with base 0: an optional "+", one newline at the end. ERANGE beyond 64 bits. */
export function parseUnsigned(text: string): ParsedNumber {
  const digits = digitsOf(text.replace(/\n$/, '').replace(/^\+/, ''));
  if (digits === null) return { errno: 'EINVAL' };
  return digits >= U64 ? { errno: 'ERANGE' } : { value: Number(digits) };
}

/** kstrtoll: with a sign, and 63 bits. */
export function parseSigned(text: string): ParsedNumber {
  const negative = text.startsWith('-');
  const digits = digitsOf(text.replace(/\n$/, '').replace(/^[+-]/, ''));
  if (digits === null) return { errno: 'EINVAL' };
  if (digits > (negative ? S64 : S64 - 1n)) return { errno: 'ERANGE' };
  return { value: Number(negative ? -digits : digits) };
}

/**
 * page_counter_memparse with memparse (lib/cmdline.c): "max" or a number with K, M, G, T, P or E; pages, rounded down. memparse checks no
 * overflow: 16E is 2⁶⁴ bytes, and so 0.
 */
export function parseMemory(text: string): { pages: number | null } | null {
  const trimmed = text.trim();
  if (trimmed === 'max') return { pages: null };
  const match = /^(0x[0-9a-f]+|[0-9]+)([kmgtpe]?)$/i.exec(trimmed);
  const digits = match === null ? null : digitsOf(match[1]);
  if (match === null || digits === null) return null;
  const bytes = BigInt.asUintN(64, BigInt.asUintN(64, digits) << (SUFFIX.get(match[2].toLowerCase()) ?? 0n));
  const pages = bytes / BigInt(PAGE_BYTES);
  return { pages: pages >= PAGE_COUNTER_MAX ? null : Number(pages) };
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
