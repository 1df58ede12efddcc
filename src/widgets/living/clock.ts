const two = (n: number): string => String(n).padStart(2, '0');

/** Time since the beginning as a clock: `0:07`, `12:40`, `1:02:10`. `us`: µs. */
export function clockText(us: number): string {
  const seconds = Math.floor(us / 1_000_000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
