/** Amounts as kubectl, Prometheus and Grafana write them. */
import { parseQuantity } from '../../api';

/** What people write besides Kubernetes' suffixes: Grafana spells bytes out. */
const BYTE_UNITS: Readonly<Record<string, number>> = {
  b: 1, bytes: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4,
};

const plain = (text: string): number | null => (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : null);

/** CPU in thousandths: `250m`, `0.25`, `1.2e-3`; bare numbers are cores, or thousandths where `milli` says so. Null for what is no amount. */
export function cpuAmount(text: string, milli = false): number | null {
  const trimmed = text.trim();
  const bare = plain(trimmed);
  if (bare !== null) return milli ? bare : bare * 1000;
  const parsed = parseQuantity(trimmed);
  return parsed.ok ? Number(parsed.value.nano) / 1e6 : null;
}

/** Memory in bytes: `310Mi`, `310 MiB`, `325058560`, `3.2e8`. */
export function memoryAmount(text: string): number | null {
  const trimmed = text.trim();
  const bare = plain(trimmed);
  if (bare !== null) return bare;
  const spelled = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*([A-Za-z]+)$/.exec(trimmed);
  const unit = BYTE_UNITS[(spelled?.[2] ?? '').toLowerCase()];
  const number = plain(spelled?.[1] ?? '');
  if (unit !== undefined && number !== null) return number * unit;
  const parsed = parseQuantity(trimmed);
  return parsed.ok ? Number(parsed.value.nano) / 1e9 : null;
}
