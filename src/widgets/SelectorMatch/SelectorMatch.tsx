import { TextInput } from '@site/src/components/fields';
import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import { parseLabelSelector, requirementsMatch } from '@site/src/simulation/api/selector';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { EXAMPLES, initialState, LONGEST, parseState, PODS, type MatchState } from './state';
import figure from '../parts/figure.module.css';

/** Six Pods and a selector as kubectl takes it: who is selected, and in which words it is refused. */
export default function SelectorMatch() {
  const text = useMessages(messages);
  const kept = useWidgetState<MatchState>({ name: 'selector-match', version: 1, initial: initialState, parse: parseState });
  const { selector } = kept.state;
  const parsed = parseLabelSelector(selector);
  const matched = PODS.filter(({ labels }) => parsed.ok && requirementsMatch(parsed.value, labels));

  const says = () => {
    if (!parsed.ok) return text.refused(parsed.error);
    if (parsed.value.length === 0) return text.all;
    if (matched.length === 0) return text.none;
    return text.says(matched.length, matched.filter(({ labels }) => parsed.value.some(({ key }) => !Object.hasOwn(labels, key))).length);
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <ul className={figure.tiles} aria-label={text.pods}>
          {PODS.map((pod) => (
            <li key={pod.name} className={figure.tile} data-tone={matched.includes(pod) ? 'good' : undefined}>
              <p>
                <Glyph kind="pod" /> <b>{pod.name}</b>
              </p>
              <p className={figure.codes}>
                {Object.entries(pod.labels).map(([key, value]) => (
                  <code key={key}>
                    {key}={value === '' ? '""' : value}
                  </code>
                ))}
              </p>
              {matched.includes(pod) ? <Tone tone="good">{text.matched}</Tone> : <Tone tone="waiting">{text.not}</Tone>}
            </li>
          ))}
        </ul>
      }
      says={says()}
      controls={
        <>
          <SegmentedControl<string> legend={text.examples} options={EXAMPLES.map((value) => ({ value, label: <code>{value}</code> }))} value={selector} onChange={(next) => kept.setState({ selector: next })} />
          <label className={figure.field}>
            <span>{text.own}</span>
            <TextInput code value={selector} maxLength={LONGEST} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => kept.setState({ selector: event.target.value })} />
          </label>
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
