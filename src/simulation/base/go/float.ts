/** %v of a float64 (strconv 'g', shortest): an exponent of two digits at least below 1e-4 and from 1e6 on. */
export function plainFloat(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
