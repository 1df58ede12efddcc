import { useMemo } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { WidgetFrame } from '../WidgetFrame';
import { Controls } from './Controls';
import { Lead } from './Lead';
import { measure } from './measures';
import { messages } from './messages';
import type { Preset } from './presets';
import { Memory, Shares } from './Resources';
import { Says } from './Says';
import { Timeline } from './Timeline';
import { useLab } from './useLab';
import styles from './CgroupLab.module.css';

/** Containers on one node under cgroup limits: throttling on a time axis, shares between siblings, memory, and the kernel's files. */
export default function CgroupLab({ preset = 'lonely' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const lab = useLab(preset);
  const { session } = lab;
  const figures = useMemo(() => measure(session), [session]);
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[session.config.preset]}
      kept={lab.kept}
      onReset={() => lab.setRunning(false)}
      lead={<Lead lab={lab} />}
      stage={
        <div className={styles.picture}>
          <Timeline session={session} figures={figures} onChoose={lab.choose} />
          <Shares figures={figures} />
          <Memory figures={figures} />
        </div>
      }
      says={<Says session={session} figures={figures} />}
      controls={<Controls lab={lab} />}
      simplifies={<ul>{text.simplifies.map((line) => <li key={line}>{line}</li>)}</ul>}
    />
  );
}
