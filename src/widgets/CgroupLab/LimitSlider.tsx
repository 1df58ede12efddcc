import { useMessages } from '@site/src/i18n/messages';
import { Slider } from '../parts';
import type { LabFile } from './containers';
import { useFormat } from './format';
import { messages } from './messages';
import { scaleOf } from './scales';
import type { Lab } from './useLab';

/** A limit of the chosen container as a slider; moving it writes the file. */
export function LimitSlider({ lab, file }: { lab: Lab; file: LabFile }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { config } = lab.session;
  const present = config.containers[config.chosen].files[file];
  const scale = scaleOf(file, config.cpus);
  const position = scale.position(present);
  const isMax = file !== 'cpu.weight' && file !== 'memory.oom.group' && position === scale.max;
  let display = present;
  if (isMax) display = text.max;
  else if (file === 'memory.oom.group') display = text.oomGroup(present === '1');
  else if (file === 'cpu.max') display = `${present} · ${text.ofOneCpu(format.whole(position))}`;
  else if (file === 'memory.max' || file === 'memory.high') display = text.mib(format.mib(Number(present)));
  return <Slider label={file} value={position} min={scale.min} max={scale.max} step={scale.step} display={display} onChange={(value) => lab.writeFile(file, scale.text(value, present))} />;
}
