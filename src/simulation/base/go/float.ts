/** %v of a float64: shortest digits; an exponent of two digits at least below 1e-4 and from 1e21 on. */
export function plainFloat(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e21)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
