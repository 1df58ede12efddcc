import { SHUTDOWN_START } from '@site/src/simulation/scenarios/living/probes/options';
import ProbeLab from '../ProbeLab/ProbeLab';

/** The probe lab where a page speaks of the end of Pods: it begins in its other tab. */
export default function ShutdownLab() {
  return <ProbeLab start={SHUTDOWN_START} />;
}
