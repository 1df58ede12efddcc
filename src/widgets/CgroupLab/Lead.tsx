import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { Button } from '../parts';
import { LimitSlider } from './LimitSlider';
import { messages } from './messages';
import type { Preset } from './presets';
import { mainProcess } from './session';
import type { Lab } from './useLab';
import { LeakSlider, ThreadsSlider, WorkKind } from './Workload';
import styles from './CgroupLab.module.css';

/** What each start is about, and so what `tryFirst` names. */
const FIRST: Readonly<Record<Preset, (lab: Lab) => ReactNode>> = {
  lonely: (lab) => <LimitSlider lab={lab} file="cpu.max" />,
  siblings: (lab) => <WorkKind lab={lab} />,
  leak: (lab) => <LimitSlider lab={lab} file="cpu.max" />,
  cache: (lab) => <LeakSlider lab={lab} />,
  neighbour: (lab) => <LimitSlider lab={lab} file="cpu.weight" />,
  processes: (lab) => <LimitSlider lab={lab} file="memory.oom.group" />,
  smt: (lab) => <WorkKind lab={lab} />,
  wide: (lab) => <ThreadsSlider lab={lab} />,
};

/** The control that matters most here, and time. */
export function Lead({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const { session, running } = lab;
  const { config, host } = session;
  const { name } = config.containers[config.chosen];
  const alive = mainProcess(host, name)?.alive ?? false;
  return (
    <>
      <div className={styles.first}>{FIRST[config.preset](lab)}</div>
      {alive ? (
        <Button primary onClick={() => lab.setRunning(!running)}>
          {running ? text.pause : text.run}
        </Button>
      ) : (
        <Button primary onClick={lab.restart}>
          {text.restart(name)}
        </Button>
      )}
    </>
  );
}
