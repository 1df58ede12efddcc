/** `hugepages-<size>` resources (pkg/apis/core/v1/helper: HugePageSizeFromResourceName, HugePageUnitSizeFromByteSize). */
import { quantityOf, unitValue } from '../../api';
import type { Requests } from '../../api';

const PREFIX = 'hugepages-';
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

export const isHugePages = (name: string): boolean => name.startsWith(PREFIX);

/** Page size in bytes of a resource name. */
export const hugePageSize = (name: string): number => unitValue(quantityOf(name.slice(PREFIX.length)));

/** As it stands in a file's name: `hugetlb.2MB.max`. */
export function hugePageUnit(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && size % 1024 === 0 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size}${UNITS[unit]}`;
}

/** cm.HugePageLimits: bytes by page size in bytes. */
export function hugePageLimits(amounts: Requests): ReadonlyMap<number, number> {
  const limits = new Map<number, number>();
  for (const [name, quantity] of amounts) {
    if (!isHugePages(name)) continue;
    const size = hugePageSize(name);
    limits.set(size, (limits.get(size) ?? 0) + unitValue(quantity));
  }
  return limits;
}
