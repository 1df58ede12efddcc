import type { ReactNode } from 'react';
import { usesHostKernel, type AppInstance } from '@site/src/simulation/virtualization';
import { useMessages } from '@site/src/i18n/messages';
import { TextButton } from '../parts';
import { useFormat } from './format';
import { messages } from './messages';
import type { Model } from './model';
import styles from './HostFigure.module.css';

interface HostFigureProps {
  model: Model;
  onChoose: (index: number) => void;
}

/** One host in layers. The DOM runs from the hardware up; on a narrow screen the same layers run from left to right. */
export function HostFigure({ model, onChoose }: HostFigureProps) {
  const text = useMessages(messages);
  const format = useFormat();
  const { state, config, placed, blast } = model;
  const sharers = placed.filter(({ isolation }) => usesHostKernel(isolation)).length;
  const hostTaken = blast?.kernel === 'host';

  return (
    <div className={styles.figure} role="group" aria-label={text.figure}>
      <p className={styles.kernels}>{text.kernels(model.kernels)}</p>
      <div className={styles.host}>
        <div className={styles.hardware}>
          <span>{text.hardware(format.number(state.memoryGiB), format.number(config.cpus))}</span>
        </div>
        <div className={styles.kernel} data-shared data-taken={hostTaken || undefined}>
          <span>
            {text.hostKernel(sharers)}
            {hostTaken && (
              <b>
                {' '}
                ✕ <span className={styles.taken}>{text.kernelTaken}</span>
              </b>
            )}
          </span>
        </div>
        <div className={styles.stacks} data-crowded={model.instances.length > 6 || undefined}>
          {model.instances.map((instance, index) => (
            <Stack key={instance.id} model={model} instance={instance} index={index} onChoose={() => onChoose(index)} />
          ))}
        </div>
      </div>
    </div>
  );
}

interface StackProps {
  model: Model;
  instance: AppInstance;
  index: number;
  onChoose: () => void;
}

function Stack({ model, instance, index, onChoose }: StackProps) {
  const text = useMessages(messages);
  const { isolation } = instance;
  const guest = !usesHostKernel(isolation);
  const hasRoom = model.placed.includes(instance);
  const reach = model.blast?.reach.find(({ id }) => id === instance.id);
  const ownKernelTaken = model.blast?.kernel === 'guest' && reach?.reason === 'origin';
  const mark = useMark(model, instance);
  const chosen = model.chosen === instance;

  return (
    <div className={styles.stack} data-room={hasRoom || undefined} data-reached={reach?.reached || undefined}>
      {guest && <div className={styles.vmm}>{text.vmm}</div>}
      {guest && (
        <div className={styles.kernel} data-taken={ownKernelTaken || undefined}>
          <span>{text.guestKernel}</span>
        </div>
      )}
      {isolation === 'vm' && <div className={styles.os}>{text.guestOs}</div>}
      <TextButton
        className={styles.app}
        data-kind={instance.app}
        data-isolation={isolation}
        aria-pressed={chosen}
        onClick={onChoose}
      >
        <Unseen>{text.appNumber(index + 1)}</Unseen>
        <span className={styles.name}>{text.apps[instance.app]}</span>
        <Unseen>, </Unseen>
        <span className={styles.isolation}>{text.isolation[isolation]}</span>
        {isolation === 'container' && (
          <span className={styles.fence} aria-hidden="true">
            {text.fence}
          </span>
        )}
        {mark && (
          <span className={styles.mark} data-tone={mark.tone}>
            <Unseen>, {mark.before}</Unseen>
            {mark.shown}
          </span>
        )}
      </TextButton>
    </div>
  );
}

/** Words that complete a button's name for those who don't see where it stands. */
function Unseen({ children }: { children: ReactNode }) {
  return <span className={styles.unseen}>{children}</span>;
}

interface Mark {
  tone: 'good' | 'warned' | 'failed';
  /** Said before what is shown, where the shape or the place says it to the eye. */
  before?: string;
  shown: ReactNode;
}

/** What the present view has to say about one application, in a word, with a shape of its own. */
function useMark(model: Model, instance: AppInstance): Mark | null {
  const text = useMessages(messages);
  const format = useFormat();
  const placement = model.memory.apps.find((app) => app.instance === instance)?.placement;
  if (placement === 'noRoom') return { tone: 'failed', shown: `✕ ${text.marks.noRoom}` };

  const reach = model.blast?.reach.find(({ id }) => id === instance.id);
  if (reach?.reason === 'origin') return { tone: 'failed', shown: `✕ ${text.marks.origin}` };
  if (reach?.reached) return { tone: 'failed', shown: `✕ ${text.marks.reached}` };
  if (reach) return { tone: 'good', shown: `● ${text.marks.safe}` };

  const share = model.noise?.find(({ id }) => id === instance.id);
  if (share) {
    const noisy = share.id === model.chosen.id;
    const tone = noisy ? 'warned' : share.afterCpus < 0.9 * share.beforeCpus ? 'failed' : 'good';
    return {
      tone,
      before: noisy ? `${text.marks.noisy}, ${text.marks.cpu}` : text.marks.cpu,
      shown: (
        <>
          {format.number(share.beforeCpus, 2)}→<wbr />
          {format.number(share.afterCpus, 2)}
        </>
      ),
    };
  }
  if (model.leak) {
    const killed = model.leak.kills.some(({ id }) => id === instance.id);
    if (killed) return { tone: 'failed', shown: `✕ ${text.marks.killed}` };
    if (placement === 'running') return { tone: 'good', shown: `● ${text.marks.lives}` };
  }
  if (placement === 'guestTooSmall') return { tone: 'warned', shown: `▲ ${text.marks.guestTooSmall}` };
  return null;
}
