import { useMessages } from '@site/src/i18n/messages';
import type { OwnedField, Owner } from '@site/src/simulation/api/apply/ownership';
import { ScrollBox } from '../parts';
import { messages } from './messages';
import styles from './FieldOwners.module.css';

interface FieldTreeProps {
  readonly fields: readonly OwnedField[];
  /** Paths that the last request was refused for. */
  readonly conflicts: readonly string[];
  /** Also what nobody owns. */
  readonly all: boolean;
}

/** The manager whose colour a field has; those that update share one. */
const toneOf = ({ manager, operation }: Owner): string => (operation === 'Update' ? 'update' : manager);

/** Whether something at or below a place is owned, or in conflict. */
function isShown(fields: readonly OwnedField[], at: number, conflicts: readonly string[]): boolean {
  const { path } = fields[at]!;
  return fields.some((one) => one.path.startsWith(path) && (one.owners.length > 0 || conflicts.includes(one.path)));
}

/** The fields of an object as a tree, each with its value and those who own it. */
export function FieldTree({ fields, conflicts, all }: FieldTreeProps) {
  const text = useMessages(messages);
  const shown = all ? fields : fields.filter((_, at) => isShown(fields, at, conflicts));
  return (
    <ScrollBox label={text.fields} className={styles.box}>
      <table className={styles.tree}>
        <thead>
          <tr>
            <th scope="col">{text.field}</th>
            <th scope="col">{text.value}</th>
            <th scope="col">{text.owner}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ path, label, depth, value, owners }) => (
            <tr key={path} data-conflict={conflicts.includes(path) || undefined} data-owner={owners.length === 1 ? toneOf(owners[0]!) : owners.length > 1 ? 'shared' : undefined}>
              <th scope="row" style={{ paddingInlineStart: `${0.5 + depth * 0.75}rem` }}>
                <code title={path}>{label}</code>
                {conflicts.includes(path) && <small className={styles.conflicted}> ⚡ {text.conflicted}</small>}
              </th>
              <td>{value !== undefined && <code>{value}</code>}</td>
              <td>
                {owners.map((owner) => (
                  <span key={`${owner.manager}/${owner.operation}/${owner.subresource}`} className={styles.owner} data-owner={toneOf(owner)}>
                    {owner.manager}
                    {owner.operation === 'Update' && <small> ({text.update}{owner.subresource === '' ? '' : `, ${owner.subresource}`})</small>}
                  </span>
                ))}
                {owners.length > 1 && <small>{text.shared}</small>}
                {owners.length === 0 && value !== undefined && <small className={styles.nobody}>{text.nobody}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
