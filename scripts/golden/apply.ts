import { replayPatch, replaySteps, replayThreeWay } from './apply/replay';
import type { GoldenCase } from './types';

/** Three-way merge, patches and server-side apply (testdata/golden/apply/README.md says what the fields mean). */
export function replay(one: GoldenCase): unknown {
  switch (one.kind) {
    case 'patch':
      return replayPatch(one.in as Parameters<typeof replayPatch>[0]);
    case 'threeWay':
      return replayThreeWay(one.in as Parameters<typeof replayThreeWay>[0]);
    case 'serverSideApply':
      return replaySteps((one.in as { steps: Parameters<typeof replaySteps>[0] }).steps);
    default:
      return undefined;
  }
}
