import { useMessages } from '@site/src/i18n/messages';
import { Button, More, SegmentedControl } from '../parts';
import { PRESET_CONFIGS, withContainer, withoutContainer } from './config';
import { CPU_COUNTS, LAB_FILES, LIMITS } from './containers';
import { Files } from './Files';
import { LimitSlider } from './LimitSlider';
import { messages } from './messages';
import { PRESET_IDS } from './presets';
import { mainProcess } from './session';
import { SPEEDS } from './useLab';
import type { Lab, Speed } from './useLab';
import { LeakSlider, ProcessesSlider, RequestSliders, ThreadsSlider, WorkKind, WritesSlider } from './Workload';
import styles from './CgroupLab.module.css';

/** Where to start; everything else opens on demand: limits and files, the work, time and node, the containers. */
export function Controls({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const { session, running, speed } = lab;
  const { config, host } = session;
  const { chosen, containers } = config;
  const { name } = containers[chosen];
  const alive = mainProcess(host, name)?.alive ?? false;
  return (
    <div>
      <div className={styles.presets}>
        <SegmentedControl
          legend={text.presets} value={config.preset} options={PRESET_IDS.map((value) => ({ value, label: text.preset[value] }))}
          onChange={(preset) => lab.change(PRESET_CONFIGS[preset])}
        />
      </div>
      <More label={text.limits(name)}>
        <div className={styles.limits}>
          <div className={styles.sliders}>
            {LAB_FILES.map((file) => <LimitSlider key={file} lab={lab} file={file} />)}
          </div>
          <Files session={session} onWrite={lab.writeFile} />
        </div>
      </More>
      <More label={text.workload(name)}>
        <WorkKind lab={lab} />
        <div className={styles.sliders}>
          <ThreadsSlider lab={lab} />
          <ProcessesSlider lab={lab} />
          <RequestSliders lab={lab} />
          <LeakSlider lab={lab} />
          <WritesSlider lab={lab} />
        </div>
      </More>
      <More label={text.timeAndNode}>
        <div className={styles.bar}>
          <Button onClick={lab.step} disabled={running}>{text.step}</Button>
          <SegmentedControl
            legend={text.speed} value={speed} options={(Object.keys(SPEEDS) as Speed[]).map((value) => ({ value, label: text.speeds[value] }))}
            onChange={lab.setSpeed}
          />
          <SegmentedControl
            legend={text.nodeCpus} value={String(config.cpus)} options={CPU_COUNTS.map((count) => ({ value: String(count), label: text.cpus(count) }))}
            onChange={(value) => {
              const cpus = CPU_COUNTS.find((count) => String(count) === value) ?? config.cpus;
              lab.change({ ...config, cpus, smt: cpus > 1 ? config.smt : undefined });
            }}
          />
          {config.cpus > 1 && (
            <SegmentedControl
              legend={text.coreKind} value={config.smt ? 'smt' : 'plain'} options={(['plain', 'smt'] as const).map((value) => ({ value, label: text.coreKinds[value] }))}
              onChange={(value) => lab.change({ ...config, smt: value === 'smt' ? true : undefined })}
            />
          )}
        </div>
      </More>
      <More label={text.containers}>
        <div className={styles.bar}>
          <Button onClick={() => lab.change(withContainer(config))} blocked={containers.length >= LIMITS.containers ? text.addBlocked(LIMITS.containers) : null}>{text.add}</Button>
          <Button onClick={() => lab.change(withoutContainer(config, chosen))} blocked={containers.length <= 1 ? text.removeBlocked : null}>{text.remove(name)}</Button>
          <Button onClick={lab.restart}>{text.restart(name)}</Button>
          <Button onClick={lab.fork} blocked={alive ? null : text.forkBlocked(name)}>{text.fork}</Button>
        </div>
      </More>
    </div>
  );
}
