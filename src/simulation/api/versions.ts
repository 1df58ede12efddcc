const VERSION = /^v([1-9][0-9]*)(?:(alpha|beta)([1-9][0-9]*))?$/;
const STAGES = ['alpha', 'beta', undefined];

/** version.CompareKubeAwareVersionStrings (apimachinery pkg/version): positive where the first is to be preferred. v2 before v1 before v1beta1; others last, by the alphabet. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [VERSION.exec(a), VERSION.exec(b)];
  if (x === null || y === null) return x === null && y === null ? (a < b ? 1 : a > b ? -1 : 0) : x === null ? -1 : 1;
  const stage = STAGES.indexOf(x[2]) - STAGES.indexOf(y[2]);
  return stage || Number(x[1]) - Number(y[1]) || Number(x[3] ?? 0) - Number(y[3] ?? 0);
}
