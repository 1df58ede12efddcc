/** plugins/helper/shape_score.go FunctionShapePoint, with scores of 0..100. */
export interface ShapePoint {
  readonly utilization: number;
  readonly score: number;
}

/** BuildBrokenLinearFunction: straight lines between the points, level outside them; Go's division cuts towards zero. */
export function brokenLinear(shape: readonly ShapePoint[], p: number): number {
  for (let i = 0; i < shape.length; i += 1) {
    if (p > shape[i].utilization) continue;
    if (i === 0) return shape[0].score;
    const before = shape[i - 1];
    const after = shape[i];
    return before.score + Math.trunc(((after.score - before.score) * (p - before.utilization)) / (after.utilization - before.utilization));
  }
  return shape.at(-1)?.score ?? 0;
}
