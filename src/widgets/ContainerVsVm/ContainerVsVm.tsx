import { useMemo, type ComponentType } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { ScrollBox } from '../parts';
import { useWidgetState } from '../state';
import { useInWorker } from '../state/useInWorker';
import { WidgetFrame } from '../WidgetFrame';
import { Controls, Lead } from './Controls';
import { HostFigure } from './HostFigure';
import { messages } from './messages';
import { computeModel, type Model } from './model';
import { BugPanel } from './panels/BugPanel';
import { DiskPanel } from './panels/DiskPanel';
import { FitPanel } from './panels/FitPanel';
import { LeakPanel } from './panels/LeakPanel';
import { MemoryPanel } from './panels/MemoryPanel';
import { NoisePanel } from './panels/NoisePanel';
import { StartupPanel } from './panels/StartupPanel';
import { Says } from './Says';
import { Simplifies } from './Simplifies';
import { questionOf, simulate } from './simulate';
import { parseState, PRESETS, takeOver, type ContainerVsVmState, type Preset, type View } from './state';
import styles from './ContainerVsVm.module.css';

const makeWorker = () => new Worker(new URL('./simulate.worker.ts', import.meta.url), { type: 'module' });

const PANELS: Readonly<Record<View, ComponentType<{ model: Model }>>> = {
  startup: StartupPanel,
  memory: MemoryPanel,
  disk: DiskPanel,
  fit: FitPanel,
  bug: BugPanel,
  noise: NoisePanel,
  leak: LeakPanel,
};

/** Processes, containers, microVMs and VMs stacked on one host: what they cost, and what a kernel bug or a noisy neighbour reaches. */
export default function ContainerVsVm({ preset = 'mixed' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const kept = useWidgetState<ContainerVsVmState>({ name: 'container-vs-vm', version: 1, initial: PRESETS[preset], parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const question = useMemo(() => questionOf(state), [state]);
  const { output, busy } = useInWorker(question, simulate, makeWorker);
  const model = useMemo(() => computeModel(state, output, busy), [state, output, busy]);
  const Panel = PANELS[state.view];

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={<Lead state={state} onChange={setState} />}
      stage={
        <div className={styles.box}>
          <div className={styles.stage} aria-busy={busy}>
            <HostFigure model={model} onChoose={(chosen) => setState({ ...state, chosen })} />
            <ScrollBox className={styles.panel} label={text.panel}>
              <Panel model={model} />
            </ScrollBox>
          </div>
        </div>
      }
      controls={<Controls state={state} onChange={setState} />}
      says={<Says model={model} />}
      simplifies={<Simplifies />}
    />
  );
}
