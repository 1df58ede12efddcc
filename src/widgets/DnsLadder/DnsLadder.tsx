import { TextInput } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import { lookUpName, type ResolverLibrary } from '@site/src/simulation/network/dns';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { EXAMPLES, initialState, isName, KNOWN, LIBRARIES, LONGEST, NDOTS, parseState, replyOf, SEARCH, type LadderState } from './state';
import styles from './DnsLadder.module.css';

/** The names that a Pod's resolver asks for, in order, when an app uses a name. */
export default function DnsLadder() {
  const text = useMessages(messages);
  const kept = useWidgetState<LadderState>({ name: 'dns-ladder', version: 1, initial: initialState, parse: parseState });
  const { name, ndots, library } = kept.state;
  const readable = isName(name);
  const { found, asked } = lookUpName(readable ? name : '', { search: SEARCH, ndots: Number(ndots) }, library, replyOf);
  const change = (next: Partial<LadderState>) => kept.setState({ ...kept.state, ...next });

  const says = () => {
    if (!readable) return text.notAName;
    if (asked.length === 0) return text.nothing;
    return (found ? text.found : text.lost)(asked.length, asked.length * 2);
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <>
          <dl className={styles.given}>
            <dt>{text.search}</dt>
            <dd>{SEARCH.map((domain) => <code key={domain}>{domain}</code>)}</dd>
            <dt>{text.known}</dt>
            <dd>{KNOWN.map((one) => <code key={one}>{one}</code>)}</dd>
          </dl>
          <ol className={styles.ladder} aria-label={text.ladder}>
            {asked.map((one) => (
              <li key={one.name} className={styles.rung} data-reply={one.reply}>
                <code>{one.name}</code>
                <span className={styles.reply}>
                  {text.packets} <Tone tone={one.reply === 'addresses' ? 'good' : 'waiting'}>{text.replies[one.reply]}</Tone>
                </span>
              </li>
            ))}
          </ol>
        </>
      }
      says={says()}
      controls={
        <>
          <SegmentedControl<string> legend={text.examples} options={EXAMPLES.map((value) => ({ value, label: <code>{value}</code> }))} value={name} onChange={(next) => change({ name: next })} />
          <label className={styles.own}>
            <span>{text.own}</span>
            <TextInput code value={name} maxLength={LONGEST} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => change({ name: event.target.value })} />
          </label>
          <SegmentedControl<LadderState['ndots']> legend={text.ndots} options={NDOTS.map((value) => ({ value, label: value }))} value={ndots} onChange={(next) => change({ ndots: next })} />
          <SegmentedControl<ResolverLibrary> legend={text.library} options={LIBRARIES.map((value) => ({ value, label: text.libraries[value] }))} value={library} onChange={(next) => change({ library: next })} />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
