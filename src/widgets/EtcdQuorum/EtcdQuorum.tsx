import { useMessages } from '@site/src/i18n/messages';
import { Glyph } from '@site/src/components/glyphs';
import { Button, SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { initialState, LAYOUTS, membersIn, parseState, placesOf, sidesOf, voteOf, type Layout, type Place, type QuorumState } from './layouts';
import { messages } from './messages';
import styles from './EtcdQuorum.module.css';

/** etcd members in two or three sites, whose lines can be cut: which side has a quorum? */
export default function EtcdQuorum() {
  const text = useMessages(messages);
  const kept = useWidgetState<QuorumState>({ name: 'etcd-quorum', version: 1, initial: initialState, parse: parseState });
  const { layout, cut } = kept.state;
  const sides = sidesOf(kept.state);
  const { total, quorum, majority } = voteOf(kept.state);
  const winner = sides.find(({ id }) => id === majority);
  const goesOn = (place: Place) => winner?.places.includes(place) ?? false;

  const toggle = (place: Place) => kept.setState({ layout, cut: cut.includes(place) ? cut.filter((one) => one !== place) : [...cut, place] });
  const choose = (next: Layout) => kept.setState({ layout: next, cut: cut.filter((place) => placesOf(next).includes(place)) });

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <>
          <ul className={styles.sites}>
            {placesOf(layout).map((place) => (
              <li key={place} className={styles.site} data-goes-on={goesOn(place) || undefined} data-cut={cut.includes(place) || undefined}>
                <p className={styles.name}>
                  <b>{text.place(place)}</b>
                  {cut.includes(place) && <span className={styles.cut}> · {text.cutMark}</span>}
                </p>
                <p className={styles.members}>
                  {Array.from({ length: membersIn(layout, place) }, (_, index) => (
                    <Glyph key={index} kind="etcd" />
                  ))}
                  <span>{text.members(membersIn(layout, place))}</span>
                </p>
                <Tone tone={goesOn(place) ? 'good' : 'failed'}>{goesOn(place) ? text.writes : text.stopped}</Tone>
                <Button onClick={() => toggle(place)}>{cut.includes(place) ? text.join(place) : text.cut(place)}</Button>
              </li>
            ))}
          </ul>
          <p className={styles.arithmetic}>{text.arithmetic(total, quorum)}</p>
        </>
      }
      says={
        winner === undefined
          ? text.none(quorum, Math.max(...sides.map(({ members }) => members)))
          : winner.members === total
            ? text.whole(total, quorum)
            : text.goesOn(winner.places.join(' + '), winner.members, quorum)
      }
      controls={<SegmentedControl<Layout> legend={text.layout} options={(Object.keys(LAYOUTS) as Layout[]).map((value) => ({ value, label: text.layouts[value] }))} value={layout} onChange={choose} />}
      simplifies={text.simplifies}
    />
  );
}
