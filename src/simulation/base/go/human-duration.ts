/** How long ago, as kubectl's tables say it (apimachinery util/duration). Durations in µs; parts of a second fall away. */

const SECOND = 1_000_000;

/** HumanDuration: `45s`, `3m20s`, `5h`, `12d`, `2y45d`. */
export function humanDuration(micros: number): string {
  const seconds = Math.trunc(micros / SECOND);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const pair = (whole: number, unit: string, rest: number, small: string): string => (rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${small}`);
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return pair(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return pair(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return pair(days, 'd', hours % 24, 'h');
  const years = Math.trunc(hours / 24 / 365);
  if (hours < 24 * 365 * 2) return `${days}d`;
  if (hours < 24 * 365 * 8) return pair(years, 'y', days % 365, 'd');
  return `${years}y`;
}

/** ShortHumanDuration: the largest unit alone. */
export function shortHumanDuration(micros: number): string {
  const seconds = Math.trunc(micros / SECOND);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.trunc(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.trunc(seconds / 3600)}h`;
  return seconds < 86_400 * 365 ? `${Math.trunc(seconds / 86_400)}d` : `${Math.trunc(seconds / 86_400 / 365)}y`;
}
