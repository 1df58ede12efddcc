/**
 * A diagram that is wider than its box opens where it begins: at the shape that is written first among the topmost ones, not at a side that
 * may be empty. Where a script does not run, its box begins at the left, as before.
 */
function showStart(box: HTMLElement): void {
  if (box.scrollWidth <= box.clientWidth || box.scrollLeft > 0) return;
  const shapes = [...box.querySelectorAll<SVGGElement>('svg g.node')].map((shape) => shape.getBoundingClientRect());
  const top = Math.min(...shapes.map((shape) => shape.top));
  // Several stand in the first row: the leftmost is where reading begins.
  const first = shapes.filter((shape) => shape.top < top + 1).sort((a, b) => a.left - b.left)[0];
  if (!first) return;
  const frame = box.getBoundingClientRect();
  if (first.right > frame.right) box.scrollLeft = first.left - frame.left - Math.max(16, (box.clientWidth - first.width) / 2);
}

let watch: IntersectionObserver | null = null;

export function onRouteDidUpdate(): void {
  watch ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch?.unobserve(target);
        showStart(target as HTMLElement);
      }
    },
    { rootMargin: '50%' },
  );
  watch.disconnect();
  for (const box of document.querySelectorAll('[data-diagram]')) watch.observe(box);
}
