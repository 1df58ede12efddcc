import { useMessages } from '@site/src/i18n/messages';
import { bindClaim, volumeMismatch } from '@site/src/simulation/cluster/controllers/volume/match-claim';
import { SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { CLASSES, claimOf, initialState, MODES, parseState, SIZES, STORAGE_CLASSES, VOLUMES, type ClaimState } from './state';
import figure from '../parts/figure.module.css';
import styles from './ClaimMatch.module.css';

const TONES: Readonly<Record<string, string>> = { bound: 'good', no: 'failed' };

/** Three volumes and one claim: which volume does it get, and why does it stay Pending? */
export default function ClaimMatch() {
  const text = useMessages(messages);
  const kept = useWidgetState<ClaimState>({ name: 'claim-match', version: 1, initial: initialState, parse: parseState });
  const { size, mode, className } = kept.state;
  const claim = claimOf(kept.state);
  const { bound, waits } = bindClaim(claim, VOLUMES, STORAGE_CLASSES);
  const change = (next: Partial<ClaimState>) => kept.setState({ ...kept.state, ...next });
  const capacityOf = (volume: (typeof VOLUMES)[number]) => String(volume.spec!.capacity!['storage']);
  const fitting = VOLUMES.filter((volume) => volumeMismatch(volume, claim) === null);

  const says = () => {
    if (bound === null) return waits === null ? '' : text.says[waits];
    const smaller = fitting.find((volume) => parseInt(capacityOf(volume), 10) < parseInt(capacityOf(bound), 10));
    return smaller ? text.says.boundLarger(bound.metadata!.name!, capacityOf(bound), capacityOf(smaller)) : text.says.bound(bound.metadata!.name!, capacityOf(bound), size);
  };
  const verdictOf = (volume: (typeof VOLUMES)[number]) => {
    const mismatch = volumeMismatch(volume, claim);
    if (mismatch !== null) return { kind: 'no', words: text.mismatch[mismatch] };
    if (volume === bound) return { kind: 'bound', words: text.bound };
    return { kind: 'fits', words: bound === null ? text.waiting : text.fits };
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <SegmentedControl legend={text.className} options={CLASSES.map((value) => ({ value, label: text.classNames[value] }))} value={className} onChange={(next) => change({ className: next })} />
      }
      stage={
        <table className={figure.rows}>
          <thead>
            <tr>
              <th scope="col">{text.volume}</th>
              <th scope="col">{text.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {VOLUMES.map((volume) => {
              const { kind, words } = verdictOf(volume);
              return (
                <tr key={volume.metadata!.name}>
                  <th scope="row">
                    {volume.metadata!.name} · {capacityOf(volume)}
                    <span className={styles.details}>
                      {volume.spec!.accessModes!.join(', ')} · {text.class(volume.spec!.storageClassName!)}
                    </span>
                  </th>
                  <td data-tone={TONES[kind]}>{words}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      }
      says={says()}
      controls={
        <>
          <SegmentedControl legend={text.size} options={SIZES.map((value) => ({ value, label: value }))} value={size} onChange={(next) => change({ size: next })} />
          <SegmentedControl legend={text.mode} options={MODES.map((value) => ({ value, label: value }))} value={mode} onChange={(next) => change({ mode: next })} />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
