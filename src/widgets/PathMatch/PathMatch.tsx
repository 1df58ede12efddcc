import { TextInput } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import { ruleMatches, winningRule } from '@site/src/simulation/network/http/ingress-path';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { EXAMPLES, initialState, LONGEST, parseState, RULES, type PathState } from './state';
import styles from './PathMatch.module.css';

/** Five rules of an Ingress and a request's path: which rule wins, and why. */
export default function PathMatch() {
  const text = useMessages(messages);
  const kept = useWidgetState<PathState>({ name: 'path-match', version: 1, initial: initialState, parse: parseState });
  const { target } = kept.state;
  const matching = RULES.filter((rule) => ruleMatches(rule, target));
  const index = target.startsWith('/') ? winningRule(RULES, target) : undefined;
  const winner = index === undefined ? undefined : RULES[index];

  const why = () => {
    if (matching.length === 1) return text.only;
    return matching.some((rule) => rule !== winner && rule.path === winner?.path) ? text.exact : text.longer;
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <ul className={styles.rules} aria-label={text.rules}>
          {RULES.map((rule) => (
            <li key={`${rule.pathType} ${rule.path}`} className={styles.rule} data-wins={rule === winner || undefined}>
              <span>
                {rule.pathType} <code>{rule.path}</code> → <b>{rule.backend}</b>
              </span>
              {rule === winner ? <Tone tone="good">{text.wins}</Tone> : matching.includes(rule) ? <Tone tone="warned">{text.loses}</Tone> : <Tone tone="waiting">{text.not}</Tone>}
            </li>
          ))}
        </ul>
      }
      says={winner === undefined ? text.slash : text.won(winner.backend, winner.path, winner.pathType) + why()}
      controls={
        <>
          <SegmentedControl<string> legend={text.examples} options={EXAMPLES.map((value) => ({ value, label: <code>{value}</code> }))} value={target} onChange={(next) => kept.setState({ target: next })} />
          <label className={styles.own}>
            <span>{text.own}</span>
            <TextInput code value={target} maxLength={LONGEST} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => kept.setState({ target: event.target.value })} />
          </label>
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
