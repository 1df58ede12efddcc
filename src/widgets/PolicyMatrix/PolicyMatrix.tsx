import { useMessages } from '@site/src/i18n/messages';
import type { DirectionVerdict, Verdict } from '@site/src/simulation/policy/network-policy';
import { ScrollBox, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { initialState, parseState, PODS, POLICY_NAMES, verdictsOf, type MatrixState, type PolicyName } from './state';
import styles from './PolicyMatrix.module.css';

type Cell = 'open' | 'egress' | 'ingress' | 'both' | 'self';

function cellOf({ egress, ingress }: Verdict, itself: boolean): Cell {
  if (itself) return 'self';
  if (egress.allowed) return ingress.allowed ? 'open' : 'ingress';
  return ingress.allowed ? 'egress' : 'both';
}

/** Five Pods, three policies: which connections pass, and which policies decide at each end. */
export default function PolicyMatrix() {
  const text = useMessages(messages);
  const kept = useWidgetState<MatrixState>({ name: 'policy-matrix', version: 1, initial: initialState, parse: parseState });
  const { on, enforced, from, to } = kept.state;
  const verdicts = verdictsOf(kept.state);
  const change = (next: Partial<MatrixState>) => kept.setState({ ...kept.state, ...next });
  const toggle = (name: PolicyName) => change({ on: POLICY_NAMES.filter((one) => (one === name ? !on.includes(one) : on.includes(one))) });

  const side = (name: 'egress' | 'ingress', { allowed, isolatedBy, allowedBy }: DirectionVerdict): string => {
    if (isolatedBy.length === 0) return text.free(text.sides[name]);
    return allowed ? text.lets(text.sides[name], allowedBy.map(({ policy }) => policy).join(', ')) : text.refuses(text.sides[name], isolatedBy.join(', '));
  };
  const says = () => {
    if (!enforced) return text.nobody;
    if (from === to) return text.self;
    const [row, column] = [PODS.findIndex(({ name }) => name === from), PODS.findIndex(({ name }) => name === to)];
    const decided = verdicts[row]![column]!;
    const target = PODS[column]!;
    return [text.says(from, to, `${target.protocol} ${target.port}`, decided.allowed), side('egress', decided.egress), side('ingress', decided.ingress)].join(' ');
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <ScrollBox label={text.matrix}>
          <table className={styles.matrix}>
            <caption>{text.matrix}</caption>
            <thead>
              <tr>
                <th scope="col">{text.corner}</th>
                {PODS.map(({ name }) => (
                  <th key={name} scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {PODS.map((source, row) => (
                <tr key={source.name}>
                  <th scope="row">{source.name}</th>
                  {PODS.map((target, column) => {
                    const cell = cellOf(verdicts[row]![column]!, row === column);
                    return (
                      <td key={target.name}>
                        <button
                          type="button"
                          className={styles.cell}
                          data-cell={cell}
                          aria-pressed={source.name === from && target.name === to}
                          aria-label={text.cellOf(source.name, target.name, text.cells[cell])}
                          onClick={() => change({ from: source.name, to: target.name })}
                        >
                          {text.cells[cell]}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      }
      says={says()}
      controls={
        <>
          <fieldset className={styles.policies}>
            <legend>{text.policies}</legend>
            {POLICY_NAMES.map((name) => (
              <label key={name} className={styles.policy}>
                <input type="checkbox" checked={on.includes(name)} onChange={() => toggle(name)} />
                <span>
                  <code>{name}</code> {text.about[name]}
                </span>
              </label>
            ))}
          </fieldset>
          <SegmentedControl<'yes' | 'no'>
            legend={text.enforcer}
            options={[{ value: 'yes', label: text.enforced }, { value: 'no', label: text.inert }]}
            value={enforced ? 'yes' : 'no'}
            onChange={(next) => change({ enforced: next === 'yes' })}
          />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
