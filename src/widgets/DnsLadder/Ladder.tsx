import { TextInput } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import { lookUpName, type ResolverLibrary } from '@site/src/simulation/network/dns';
import { SegmentedControl, Tone } from '../parts';
import { messages } from './messages';
import { addressOf, EXAMPLES, isName, KNOWN, LIBRARIES, LONGEST, NDOTS, OUTSIDE, replyOf, SEARCH, type LadderState } from './state';
import styles from './DnsLadder.module.css';

const lookUp = ({ name, ndots, library }: LadderState) => lookUpName(isName(name) ? name : '', { search: SEARCH, ndots: Number(ndots) }, library, replyOf);

/** The names that a Pod's resolver asks for, in order, each with its answer. */
export function LadderStage({ state }: { state: LadderState }) {
  const text = useMessages(messages);
  return (
    <div className={styles.stage}>
      <dl className={styles.given}>
        <dt>{text.search}</dt>
        <dd>{SEARCH.map((domain) => <code key={domain}>{domain}</code>)}</dd>
        <dt>{text.known}</dt>
        <dd>{[...KNOWN.keys(), ...OUTSIDE.map((end) => `*.${end}.`)].map((one) => <code key={one}>{one}</code>)}</dd>
      </dl>
      <ol className={styles.ladder} aria-label={text.ladder}>
        {lookUp(state).asked.map(({ name, reply }) => (
          <li key={name} className={styles.rung} data-reply={reply}>
            <code>{name}</code>
            <span className={styles.reply}>
              {text.packets} <Tone tone={reply === 'addresses' ? 'good' : 'waiting'}>{reply === 'addresses' ? (addressOf(name) ?? text.replies.addresses) : text.replies[reply]}</Tone>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** How many names and queries it takes, in a sentence. */
export function saysLadder(state: LadderState, text: (typeof messages)['ko']): string {
  if (!isName(state.name)) return text.notAName;
  const { found, asked } = lookUp(state);
  if (asked.length === 0) return text.nothing;
  return (found ? text.found : text.lost)(asked.length, asked.length * 2);
}

interface FieldsProps {
  readonly state: LadderState;
  readonly change: (next: Partial<LadderState>) => void;
}

/** Names that each show something else. */
export function Examples({ state: { name }, change }: FieldsProps) {
  const text = useMessages(messages);
  return <SegmentedControl<string> legend={text.examples} options={EXAMPLES.map((value) => ({ value, label: <code>{value}</code> }))} value={name} onChange={(next) => change({ name: next })} />;
}

/** Any name, as an app writes it. */
export function OwnName({ state: { name }, change }: FieldsProps) {
  const text = useMessages(messages);
  return (
    <label className={styles.own}>
      <span>{text.own}</span>
      <TextInput code value={name} maxLength={LONGEST} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => change({ name: event.target.value })} />
    </label>
  );
}

/** Who looks it up, and how many dots make a name whole. */
export function ResolverFields({ state: { ndots, library }, change }: FieldsProps) {
  const text = useMessages(messages);
  return (
    <>
      <SegmentedControl<LadderState['ndots']> legend={text.ndots} options={NDOTS.map((value) => ({ value, label: value }))} value={ndots} onChange={(next) => change({ ndots: next })} />
      <SegmentedControl<ResolverLibrary> legend={text.library} options={LIBRARIES.map((value) => ({ value, label: text.libraries[value] }))} value={library} onChange={(next) => change({ library: next })} />
    </>
  );
}
