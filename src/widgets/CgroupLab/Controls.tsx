import { useMessages } from '@site/src/i18n/messages';
import { Button, SegmentedControl, Slider } from '../parts';
import { PRESET_CONFIGS, withChange, withContainer, withoutContainer } from './config';
import { LAB_FILES, LIMITS, WORKS, type LabFile } from './containers';
import { useFormat } from './format';
import { messages } from './messages';
import { PRESET_IDS } from './presets';
import { scaleOf } from './scales';
import { mainProcess } from './session';
import { SPEEDS } from './useLab';
import type { Lab, Speed } from './useLab';
import styles from './CgroupLab.module.css';

function LimitSlider({ lab, file }: { lab: Lab; file: LabFile }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { config } = lab.session;
  const present = config.containers[config.chosen].files[file];
  const scale = scaleOf(file, config.cpus);
  const position = scale.position(present);
  const isMax = file !== 'cpu.weight' && position === scale.max;
  let display = present;
  if (isMax) display = text.max;
  else if (file === 'cpu.max') display = `${present} · ${text.ofOneCpu(format.whole(position))}`;
  else if (file === 'memory.max' || file === 'memory.high') display = text.mib(format.mib(Number(present)));
  return (
    <Slider
      label={file} value={position} min={scale.min} max={scale.max} step={scale.step} display={display}
      onChange={(value) => lab.writeFile(file, scale.text(value, present))}
    />
  );
}

/** Everything that can be set, what changes the picture most first: limits, time, where to start, the container and its work. */
export function Controls({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { session, running, speed } = lab;
  const { config, host } = session;
  const { chosen, containers } = config;
  const container = containers[chosen];
  const alive = mainProcess(host, container.name)?.alive ?? false;
  const update = (change: Parameters<typeof withChange>[2]): void => lab.change(withChange(config, chosen, change));
  return (
    <div className={styles.controls}>
      <fieldset className={styles.group}>
        <legend>{text.limits(container.name)}</legend>
        <div className={styles.sliders}>
          {LAB_FILES.map((file) => <LimitSlider key={file} lab={lab} file={file} />)}
        </div>
      </fieldset>
      <div className={styles.bar}>
        <div role="group" aria-label={text.clock} className={styles.buttons}>
          <Button primary onClick={() => lab.setRunning(!running)}>{running ? text.pause : text.run}</Button>
          <Button onClick={lab.step} disabled={running}>{text.step}</Button>
        </div>
        <SegmentedControl
          legend={text.speed} value={speed} options={(Object.keys(SPEEDS) as Speed[]).map((value) => ({ value, label: text.speeds[value] }))}
          onChange={lab.setSpeed}
        />
        <SegmentedControl
          legend={text.nodeCpus} value={config.cpus === 2 ? '2' : '4'}
          options={[{ value: '2', label: text.cpus(2) }, { value: '4', label: text.cpus(4) }]}
          onChange={(value) => lab.change({ ...config, cpus: value === '2' ? 2 : 4 })}
        />
      </div>
      <div className={styles.bar}>
        <SegmentedControl
          legend={text.presets} value={config.preset} options={PRESET_IDS.map((value) => ({ value, label: text.preset[value] }))}
          onChange={(preset) => lab.change(PRESET_CONFIGS[preset])}
        />
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => lab.change(withContainer(config))} disabled={containers.length >= LIMITS.containers}>{text.add}</Button>
        <Button onClick={() => lab.change(withoutContainer(config, chosen))} disabled={containers.length <= 1}>{text.remove(container.name)}</Button>
        <Button onClick={lab.restart}>{text.restart(container.name)}</Button>
        <Button onClick={lab.fork} disabled={!alive}>{text.fork}</Button>
      </div>
      <fieldset className={styles.group}>
        <legend>{text.workload(container.name)}</legend>
        <SegmentedControl
          legend={text.workKind} value={container.work} options={WORKS.map((value) => ({ value, label: text.work[value] }))}
          onChange={(work) => update({ work })}
        />
        <div className={styles.sliders}>
          <Slider
            label={text.threads} value={container.threads} {...LIMITS.threads} disabled={container.work === 'idle'}
            display={text.threadCount(format.whole(container.threads))} onChange={(threads) => update({ threads })}
          />
          <Slider label={text.leak} value={container.leak} {...LIMITS.leak} step={10} display={text.mib(format.whole(container.leak))} onChange={(leak) => update({ leak })} />
          <Slider label={text.writes} value={container.writes} {...LIMITS.writes} step={10} display={text.mib(format.whole(container.writes))} onChange={(writes) => update({ writes })} />
        </div>
      </fieldset>
    </div>
  );
}
