import { useMessages } from '@site/src/i18n/messages';
import { allowedRange, isSupported, nextStep, raise, verdictOf, type Component } from '@site/src/simulation/cluster/upgrade/skew';
import { Button, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { COMPONENTS, initialState, isAtTop, LOWEST, parseState, TARGET, up, type LadderState } from './state';
import styles from './VersionLadder.module.css';

const RUNGS = Array.from({ length: TARGET - LOWEST + 1 }, (_, index) => LOWEST + index);
const version = (minor: number) => `1.${minor}`;

/** Four rows of minor versions: where each component stands, where the policy lets it stand, and what goes up next. */
export default function VersionLadder() {
  const text = useMessages(messages);
  const kept = useWidgetState<LadderState>({ name: 'version-ladder', version: 1, initial: initialState, parse: parseState });
  const supported = isSupported(kept.state);
  const step = supported ? nextStep(kept.state, TARGET) : undefined;
  const broken = COMPONENTS.filter((component) => verdictOf(kept.state, component) !== 'supported');
  const isHere = (component: Component, minor: number) => (component === 'apiServers' ? kept.state.apiServers.includes(minor) : kept.state[component] === minor);
  const rangeText = (component: Component) => {
    const { from, to } = allowedRange(kept.state, component);
    return from > to ? text.nothing : text.allowed(version(from), version(to));
  };

  const says = () => {
    if (!supported) return text.broken(broken.map((component) => `${text.names[component]} (${text.verdicts[verdictOf(kept.state, component)]})`).join(', '));
    if (step === undefined) return text.done;
    return step.because === 'held-back' ? text.heldBack(text.names[step.component]) : text.order(text.names[step.component], version(step.to));
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <Button primary blocked={supported ? (step === undefined ? text.finished : null) : text.noNext} onClick={() => step && kept.setState(raise(kept.state, step.component, step.to) as LadderState)}>
          {text.next}
        </Button>
      }
      stage={
        <ul className={styles.rows}>
          {COMPONENTS.map((component) => {
            const verdict = verdictOf(kept.state, component);
            const { from, to } = allowedRange(kept.state, component);
            return (
              <li key={component} className={styles.row} data-broken={verdict !== 'supported' || undefined}>
                <p className={styles.head}>
                  <b>{text.names[component]}</b>
                  <Tone tone={verdict === 'supported' ? 'good' : 'failed'}>{text.verdicts[verdict]}</Tone>
                </p>
                <div className={styles.rungs} role="img" aria-label={`${text.names[component]}: ${RUNGS.filter((minor) => isHere(component, minor)).map(version).join(', ')}. ${rangeText(component)}`}>
                  {RUNGS.map((minor) => (
                    <span key={minor} className={styles.rung} data-here={isHere(component, minor) || undefined} data-allowed={(minor >= from && minor <= to) || undefined}>
                      {version(minor)}
                    </span>
                  ))}
                </div>
                <div className={styles.foot}>
                  <span>{rangeText(component)}</span>
                  <Button blocked={isAtTop(kept.state, component) ? text.top : null} onClick={() => kept.setState(up(kept.state, component))}>
                    {text.up(text.names[component])}
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      }
      says={says()}
      simplifies={text.simplifies}
    />
  );
}
