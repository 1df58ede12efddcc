import { useRef } from 'react';
import { STRERROR } from '@site/src/simulation/resources';
import { useMessages } from '@site/src/i18n/messages';
import { useFormat } from './format';
import { messages } from './messages';
import type { Figures, NodeFigures } from './measures';
import type { Session } from './session';
import styles from './CgroupLab.module.css';

/** How the chosen container fares, and why. */
function useStanding(figures: Figures, node: NodeFigures): string {
  const { says } = useMessages(messages);
  const format = useFormat();
  const cores = format.cores(figures.cores);
  const free = format.cores(Math.max(0, node.cpus - node.usedCores));
  switch (figures.cause) {
    case 'exited': return says.state.exited(figures.name, String(figures.exitCode ?? 0));
    case 'idle': return says.state.idle(figures.name);
    case 'quota': return says.state.quota(figures.name, cores, free, format.whole(figures.throttled), format.whole(figures.periods));
    case 'weight': return says.state.weight(figures.name, cores, format.percent(figures.cores / node.cpus));
    case 'free': return says.state.free(figures.name, cores, free);
  }
}

/** What the other thread of the core cost, where that shows. */
function useShared({ name, cores, workCores }: Figures): string | null {
  const { says } = useMessages(messages);
  const format = useFormat();
  return workCores === null || cores < 0.005 || workCores > cores * 0.97 ? null : says.smt(name, format.cores(workCores));
}

function useEvent(session: Session): string | null {
  const { says } = useMessages(messages);
  const format = useFormat();
  const { said } = session;
  switch (said.code) {
    case 'ran': return null;
    case 'wrote': return says.wrote(said.file, said.value);
    case 'refused': return says.refused(said.text, said.file, STRERROR[said.errno]);
    case 'high': return says.high(said.name, format.ms(said.delayUs / 1000));
    case 'reclaimed': return says.reclaimed(said.name);
    case 'added': case 'removed': case 'restarted': return says[said.code](said.name);
    case 'forked':
      return said.refusedBy === null ? says.forked(said.name, format.whole(said.children)) : says.forkRefused(said.name, format.whole(said.children), format.whole(said.refusedBy));
    case 'oom': {
      const { event, name } = said;
      const score = event.scores.find(({ pid }) => pid === event.victim);
      if (!score) return says.oomSpared(name);
      return says.oom(name, format.mib(event.limit * 4096), format.whole(score.pages), format.whole(score.adjustment), format.whole(score.points ?? 0));
    }
  }
}

/** The sentence below the picture. It changes only when there is something new to say, so that it can be read out. */
export function Says({ session, figures }: { session: Session; figures: NodeFigures }) {
  const taken = useRef({ serial: session.saidSerial, figures, config: session.config });
  if (taken.current.serial !== session.saidSerial) taken.current = { serial: session.saidSerial, figures, config: session.config };
  const { chosen } = taken.current.config;
  const state = useStanding(taken.current.figures.containers[chosen], taken.current.figures);
  const event = useEvent(session);
  const shared = useShared(taken.current.figures.containers[chosen]);
  return <p className={styles.says}>{[event, state, shared].filter((sentence) => sentence !== null).join(' ')}</p>;
}
