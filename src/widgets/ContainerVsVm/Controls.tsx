import type { ReactNode } from 'react';
import { APP_KINDS, ISOLATIONS } from '@site/src/simulation/virtualization';
import { useMessages } from '@site/src/i18n/messages';
import { Button, More, SegmentedControl, Slider } from '../parts';
import { useFormat } from './format';
import { messages } from './messages';
import { allAlike, LIMITS, withAppCount, withChosen, type ContainerVsVmState, type View } from './state';
import styles from './ContainerVsVm.module.css';

interface ControlsProps {
  state: ContainerVsVmState;
  onChange: (next: ContainerVsVmState) => void;
}

type SliderName = 'appStartMs' | 'memoryGiB' | 'vmMemoryMiB' | 'appMemoryMiB' | 'cpus' | 'noisyThreads';

/** Only the sliders that change what is being looked at. */
const TOPIC_SLIDERS: Readonly<Record<View, readonly SliderName[]>> = {
  startup: ['appStartMs'],
  memory: ['memoryGiB', 'vmMemoryMiB', 'appMemoryMiB'],
  disk: [],
  fit: ['memoryGiB', 'vmMemoryMiB', 'appMemoryMiB'],
  bug: [],
  noise: ['cpus', 'noisyThreads'],
  leak: ['memoryGiB', 'vmMemoryMiB', 'appMemoryMiB'],
};

const TOPICS = ['startup', 'memory', 'disk', 'fit', 'noise', 'leak'] as const satisfies readonly View[];

/** What is done first: the bug, and what keeps it in. */
export function Lead({ state, onChange }: ControlsProps) {
  const text = useMessages(messages);
  const bug = state.view === 'bug';
  return (
    <>
      <Button primary={!bug} aria-pressed={bug} onClick={() => onChange({ ...state, view: bug ? 'startup' : 'bug' })}>
        {text.bugButton}
      </Button>
      <SegmentedControl
        legend={text.one(state.chosen + 1)}
        options={ISOLATIONS.map((value) => ({ value, label: text.isolation[value] }))}
        value={state.apps[state.chosen].isolation}
        onChange={(isolation) => onChange(withChosen(state, { isolation }))}
      />
    </>
  );
}

/** What to look at; what else can be set opens on demand. */
export function Controls({ state, onChange }: ControlsProps) {
  const text = useMessages(messages);
  const format = useFormat();
  const chosen = state.apps[state.chosen];
  const set = (change: Partial<ContainerVsVmState>) => onChange({ ...state, ...change });

  const sliders: Readonly<Record<SliderName, ReactNode>> = {
    appStartMs: <Slider key="appStartMs" label={text.appStart} {...LIMITS.appStartMs} value={state.appStartMs} display={format.ms(state.appStartMs)} onChange={(appStartMs) => set({ appStartMs })} />,
    memoryGiB: (
      <Slider key="memoryGiB" label={text.hostMemory} {...LIMITS.memoryGiB} value={state.memoryGiB} display={`${format.number(state.memoryGiB)} GiB`} onChange={(memoryGiB) => set({ memoryGiB })} />
    ),
    vmMemoryMiB: (
      <Slider key="vmMemoryMiB" label={text.vmMemory} {...LIMITS.vmMemoryMiB} value={state.vmMemoryMiB} display={format.mib(state.vmMemoryMiB)} onChange={(vmMemoryMiB) => set({ vmMemoryMiB })} />
    ),
    appMemoryMiB: (
      <Slider
        key="appMemoryMiB"
        label={text.appMemory(text.apps[chosen.app])}
        {...LIMITS.appMemoryMiB}
        value={state.appMemoryMiB[chosen.app]}
        display={format.mib(state.appMemoryMiB[chosen.app])}
        onChange={(mib) => set({ appMemoryMiB: { ...state.appMemoryMiB, [chosen.app]: mib } })}
      />
    ),
    cpus: <Slider key="cpus" label={text.hostCpus} {...LIMITS.cpus} value={state.cpus} display={format.number(state.cpus)} onChange={(cpus) => set({ cpus })} />,
    noisyThreads: (
      <Slider key="noisyThreads" label={text.threads} {...LIMITS.noisyThreads} value={state.noisyThreads} display={format.number(state.noisyThreads)} onChange={(noisyThreads) => set({ noisyThreads })} />
    ),
  };

  return (
    <div className={styles.controls}>
      <SegmentedControl<View> legend={text.viewLegend} options={TOPICS.map((value) => ({ value, label: text.views[value] }))} value={state.view} onChange={(view) => set({ view })} />
      <More label={text.more}>
        <div className={styles.choices}>
          <SegmentedControl
            legend={text.kind(state.chosen + 1)}
            options={APP_KINDS.map((value) => ({ value, label: text.apps[value] }))}
            value={chosen.app}
            onChange={(app) => onChange(withChosen(state, { app }))}
          />
          <Button blocked={allAlike(state) ? text.allBlocked(text.isolation[chosen.isolation]) : null} onClick={() => set({ apps: state.apps.map(({ app }) => ({ app, isolation: chosen.isolation })) })}>
            {text.all(text.isolation[chosen.isolation])}
          </Button>
        </div>
        <div className={styles.sliders}>
          <Slider label={text.count} {...LIMITS.apps} value={state.apps.length} display={format.number(state.apps.length)} onChange={(count) => onChange(withAppCount(state, count))} />
          {TOPIC_SLIDERS[state.view].map((name) => sliders[name])}
          {(state.view === 'noise' || state.view === 'leak') && (
            <label className={styles.check}>
              <input type="checkbox" checked={state.limited} onChange={(event) => set({ limited: event.target.checked })} />
              {state.view === 'noise' ? text.limit : text.memoryLimit}
            </label>
          )}
        </div>
      </More>
    </div>
  );
}
