import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import { scaledValue } from '@site/src/simulation/api/int-or-percent';
import { resolveFenceposts } from '@site/src/simulation/cluster/controllers/deployment/fenceposts';
import { SegmentedControl, Slider } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { initialState, MOST, parseState, SHARES, valueOf, type BoundsState, type Share } from './state';
import styles from './RolloutBounds.module.css';

/** The most and the fewest Pods of a rolling update, with its rounding. */
export default function RolloutBounds() {
  const text = useMessages(messages);
  const kept = useWidgetState<BoundsState>({ name: 'rollout-bounds', version: 1, initial: initialState, parse: parseState });
  const { replicas, surge, unavailable } = kept.state;
  const posts = resolveFenceposts(valueOf(surge), valueOf(unavailable), replicas);
  const refused = parseInt(surge, 10) === 0 && parseInt(unavailable, 10) === 0;
  const rounded = scaledValue(valueOf(unavailable), replicas, 'down');
  const forced = !refused && rounded !== posts.maxUnavailable;
  const [least, most] = [Math.max(0, replicas - posts.maxUnavailable), replicas + posts.maxSurge];
  const change = (next: Partial<BoundsState>) => kept.setState({ ...kept.state, ...next });

  const says = () => {
    if (refused) return text.refused;
    if (forced) return text.forced(most);
    if (least === 0) return text.outage;
    return least === replicas ? text.full(replicas, most) : text.short(least, replicas, Math.round((least / replicas) * 100));
  };
  const kindOf = (index: number) => (index < least ? 'kept' : index < replicas ? 'missing' : 'extra');

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <>
          <div className={styles.pods} role="img" aria-label={text.figure(least, replicas, most)} data-refused={refused || undefined}>
            {Array.from({ length: most }, (_, index) => (
              <span key={index} className={styles.pod} data-kind={kindOf(index)}>
                <Glyph kind="pod" />
              </span>
            ))}
          </div>
          <ul className={styles.legend}>
            <li data-kind="kept">{text.kinds.kept}: {text.pods(least)}</li>
            <li data-kind="missing">{text.kinds.missing}: {text.pods(replicas - least)}</li>
            <li data-kind="extra">{text.kinds.extra}: {text.pods(posts.maxSurge)}</li>
          </ul>
          <p className={styles.arithmetic}>
            {surge.endsWith('%') ? text.up(surge, replicas, posts.maxSurge) : text.plainUp(posts.maxSurge)} ·{' '}
            {unavailable.endsWith('%') ? text.down(unavailable, replicas, rounded) : text.plainDown(rounded)}
          </p>
        </>
      }
      says={says()}
      controls={
        <>
          <Slider label={text.replicas} value={replicas} min={1} max={MOST} step={1} display={text.pods(replicas)} onChange={(next) => change({ replicas: next })} />
          <SegmentedControl<Share> legend={text.surge} options={SHARES.map((value) => ({ value, label: value }))} value={surge} onChange={(next) => change({ surge: next })} />
          <SegmentedControl<Share> legend={text.unavailable} options={SHARES.map((value) => ({ value, label: value }))} value={unavailable} onChange={(next) => change({ unavailable: next })} />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
