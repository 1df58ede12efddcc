import { num } from './svg-text';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Links may end anywhere inside the box of a round or slanted shape, but only on the edge of a rectangle. */
  readonly solid: boolean;
}

/** Links may miss their ends by this much (SVG units) before they count as torn off. */
const tolerance = 3;

function boxOf(body: string): Box | undefined {
  const value = (tag: string, name: string): number => Number(new RegExp(`\\s${name}="(-?[\\d.]+)"`).exec(tag)?.[1] ?? NaN);
  const rect = /<rect [^>]*>/.exec(body)?.[0];
  const circle = /<circle [^>]*>/.exec(body)?.[0];
  const polygon = /<polygon points="([^"]*)"/.exec(body)?.[1];
  if (rect !== undefined && !body.includes('<ellipse')) {
    return { x: value(rect, 'x'), y: value(rect, 'y'), w: value(rect, 'width'), h: value(rect, 'height'), solid: value(rect, 'rx') < 8 };
  }
  if (circle !== undefined) {
    const r = value(circle, 'r');
    return { x: value(circle, 'cx') - r, y: value(circle, 'cy') - r, w: 2 * r, h: 2 * r, solid: false };
  }
  const numbers = polygon?.trim().split(/[\s,]+/).map(Number) ?? [];
  const xs = numbers.filter((_, i) => i % 2 === 0);
  const ys = numbers.filter((_, i) => i % 2 === 1);
  if (xs.length > 0) {
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y, solid: false };
  }
  if (rect === undefined) return undefined;
  // A cylinder: its caps reach a little beyond the rectangle.
  return { x: value(rect, 'x'), y: value(rect, 'y') - 10, w: value(rect, 'width'), h: value(rect, 'height') + 20, solid: false };
}

function distance({ x, y }: Point, box: Box): number {
  const dx = Math.max(box.x - x, 0, x - box.x - box.w);
  const dy = Math.max(box.y - y, 0, y - box.y - box.h);
  if (dx > 0 || dy > 0 || !box.solid) return Math.hypot(dx, dy);
  return Math.min(x - box.x, box.x + box.w - x, y - box.y, box.y + box.h - y);
}

const middle = (box: Box): Point => ({ x: box.x + box.w / 2, y: box.y + box.h / 2 });

/** A plain three-part path between two boxes, for links that cannot be saved by moving them. */
function direct(from: Box, to: Box): Point[] {
  const [a, b] = [middle(from), middle(to)];
  if (to.y >= from.y + from.h || from.y >= to.y + to.h) {
    const down = b.y > a.y;
    const [y1, y2] = [down ? from.y + from.h : from.y, down ? to.y : to.y + to.h];
    return [{ x: a.x, y: y1 }, { x: a.x, y: (y1 + y2) / 2 }, { x: b.x, y: (y1 + y2) / 2 }, { x: b.x, y: y2 }];
  }
  const right = b.x > a.x;
  const [x1, x2] = [right ? from.x + from.w : from.x, right ? to.x : to.x + to.w];
  return [{ x: x1, y: a.y }, { x: (x1 + x2) / 2, y: a.y }, { x: (x1 + x2) / 2, y: b.y }, { x: x2, y: b.y }];
}

/**
 * The drawing library forgets the origin of a frame when a link inside it starts or ends in a nested frame, so the link floats
 * beside its boxes. Moves such links (and their labels) back by the origin that makes both ends meet.
 */
export function mendEdges(svg: string): string {
  const boxes = new Map<string, Box>();
  const origins: Point[] = [{ x: 0, y: 0 }];
  for (const match of svg.matchAll(/<g class="(node|subgraph)[^"]*" data-id="([^"]+)"[^>]*>((?:(?!<g class=)[\s\S])*)/g)) {
    const box = boxOf(match[3] ?? '');
    if (!box || match[2] === undefined) continue;
    boxes.set(match[2], match[1] === 'subgraph' ? { ...box, solid: true } : box);
    if (match[1] === 'subgraph') origins.push({ x: box.x, y: box.y });
  }

  const moved = new Map<string, Point>();
  const mended = svg.replace(
    /(<polyline class="edge" data-from="([^"]+)" data-to="([^"]+)"[^>]*? points=")([^"]*)"/g,
    (whole, head: string, fromId: string, toId: string, list: string) => {
      const [from, to] = [boxes.get(fromId), boxes.get(toId)];
      if (!from || !to) return whole;
      const points = list.trim().split(/\s+/).map((pair): Point => {
        const [x = 0, y = 0] = pair.split(',').map(Number);
        return { x, y };
      });
      const first = points[0];
      const last = points.at(-1);
      if (!first || !last) return whole;
      const miss = (by: Point): number =>
        Math.max(distance({ x: first.x + by.x, y: first.y + by.y }, from), distance({ x: last.x + by.x, y: last.y + by.y }, to));
      if (miss({ x: 0, y: 0 }) <= tolerance) return whole;
      const best = origins.reduce((a, b) => (miss(b) < miss(a) ? b : a));
      const path = miss(best) <= tolerance ? points.map(({ x, y }) => ({ x: x + best.x, y: y + best.y })) : direct(from, to);
      const oldMiddle = { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
      const [start, end] = [path[0] ?? oldMiddle, path.at(-1) ?? oldMiddle];
      moved.set(`${fromId} ${toId}`, { x: (start.x + end.x) / 2 - oldMiddle.x, y: (start.y + end.y) / 2 - oldMiddle.y });
      return `${head}${path.map(({ x, y }) => `${num(x)},${num(y)}`).join(' ')}"`;
    },
  );
  return mended.replace(/<g class="edge-label" data-from="([^"]+)" data-to="([^"]+)"/g, (whole, from: string, to: string) => {
    const by = moved.get(`${from} ${to}`);
    return by ? `${whole} transform="translate(${num(by.x)} ${num(by.y)})"` : whole;
  });
}
