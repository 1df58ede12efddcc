import { useMessages } from '@site/src/i18n/messages';
import { authorize, forbiddenMessage, type AccessRequest, type Binding, type PolicyRule } from '@site/src/simulation/policy/rbac';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { ASKS, INDEX, initialState, OBJECTS, parseState, WHO, type Ask, type CanIState, type Who } from './state';
import figure from '../parts/figure.module.css';
import styles from './CanI.module.css';

const BINDINGS: readonly Binding[] = [...OBJECTS.clusterRoleBindings, ...OBJECTS.roleBindings];

const rulesOf = ({ roleRef, metadata }: Binding): readonly PolicyRule[] =>
  (roleRef.kind === 'ClusterRole' ? INDEX.clusterRoles.get(roleRef.name) : INDEX.roles.get(`${metadata.namespace ?? ''}/${roleRef.name}`)) ?? [];

const named = <K extends string>(table: Readonly<Record<K, unknown>>): K[] => Object.keys(table) as K[];

/** A few Roles and bindings and a question to RBAC: which binding and rule allow it, or the words of the refusal. */
export default function CanI() {
  const text = useMessages(messages);
  const kept = useWidgetState<CanIState>({ name: 'can-i', version: 1, initial: initialState, parse: parseState });
  const { who, ask } = kept.state;
  const request: AccessRequest = ASKS[ask];
  const { allowed, reason, grant } = authorize(INDEX, WHO[who], request);

  const rule = ({ apiGroups = [], resources = [], resourceNames = [], verbs }: PolicyRule) =>
    text.rule(apiGroups.map((group) => (group === '' ? text.core : group)).join(', '), resources.join(', '), verbs.join(', '), resourceNames.join(', '));

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <ul className={`${figure.tiles} ${styles.bindings}`} aria-label={text.bindings}>
          {BINDINGS.map((binding) => (
            <li key={binding.metadata.name} className={figure.tile} data-tone={grant?.binding === binding ? 'good' : undefined}>
              <p>
                <b>{binding.metadata.name}</b> · {binding.metadata.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'} · {binding.metadata.namespace === undefined ? text.everywhere : text.only(binding.metadata.namespace)}
              </p>
              <p>{text.to((binding.subjects ?? []).map(({ kind, name }) => `${kind} ${name}`).join(', '))}</p>
              <p>
                {binding.roleRef.kind} <code>{binding.roleRef.name}</code>
              </p>
              <ul className={styles.rules}>
                {rulesOf(binding).map((one, index) => (
                  <li key={rule(one)}>
                    {rule(one)}
                    {grant?.binding === binding && grant.index === index && (
                      <>
                        {' '}
                        <Tone tone="good">{text.allows}</Tone>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      }
      says={allowed ? text.yes(reason) : text.no(forbiddenMessage(WHO[who], request, reason))}
      controls={
        <>
          <SegmentedControl<Who> legend={text.who} options={named(WHO).map((value) => ({ value, label: text.names[value] }))} value={who} onChange={(next) => kept.setState({ ...kept.state, who: next })} />
          <SegmentedControl<Ask> legend={text.ask} options={named(ASKS).map((value) => ({ value, label: <code>{value}</code> }))} value={ask} onChange={(next) => kept.setState({ ...kept.state, ask: next })} />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
