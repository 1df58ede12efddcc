import { LINUX_6_18 } from '@site/src/simulation/resources';
import { useMessages } from '@site/src/i18n/messages';
import { useFormat } from './format';
import { messages } from './messages';
import type { Figures, NodeFigures } from './measures';

/** Why a container got this much CPU. */
export function CpuAnswer({ figures, node }: { figures: Figures; node: NodeFigures }) {
  const { why } = useMessages(messages);
  const format = useFormat();
  const { cause, quota, period } = figures;
  const measured = why.cores(format.ms(figures.usageMs), format.ms(figures.spanMs), format.cores(figures.cores));
  let reason = why.free;
  if (cause === 'exited') reason = why.exited(String(figures.exitCode ?? 0));
  else if (cause === 'idle') reason = why.idle;
  else if (cause === 'quota' && quota !== null) {
    reason = why.quota(format.ms(quota / 1000), format.ms(period / 1000), format.cores(quota / period), format.whole(figures.throttled), format.whole(figures.periods));
  } else if (cause === 'weight') {
    const part = (figures.weight / figures.weightSum) * node.cpus;
    reason = why.weight(format.whole(figures.weight), format.whole(figures.weightSum), format.whole(node.cpus), format.cores(part));
  }
  const shared = figures.workCores === null || figures.cores < 0.005 ? '' : `\n${why.smt(format.cores(figures.cores), format.cores(figures.workCores), format.cores(LINUX_6_18.smtGain))}`;
  return <>{`${measured}\n${reason}${shared}`}</>;
}

/** What a container's memory consists of. */
export function MemoryAnswer({ figures }: { figures: Figures }) {
  const { why } = useMessages(messages);
  const format = useFormat();
  const tables = figures.memory - figures.anon - figures.cache;
  return <>{why.memory(format.mib(figures.anon), format.mib(figures.cache), format.mib(tables), format.mib(figures.memory))}</>;
}
