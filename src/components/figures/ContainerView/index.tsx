import type { ReactElement } from 'react';
import { useMessages } from '../../../i18n/messages';
import { Glyph } from '../../glyphs';
import { Figure } from '../kit';
import styles from './ContainerView.module.css';
import { containerViewMessages } from './messages';

interface Space {
  readonly name: 'mnt' | 'uts' | 'ipc' | 'pid' | 'net' | 'user' | 'cgroup' | 'time';
  readonly flag: string;
  /** First kernel that could create it, after namespaces(7) and clone(2); for user, the first usable without privilege. */
  readonly since: string;
  /** Kubernetes' default: what the kubelet asks of the runtime for a plain Pod. */
  readonly scope: 'container' | 'pod' | 'host';
}

const spaces: readonly Space[] = [
  { name: 'mnt', flag: 'CLONE_NEWNS', since: '2.4.19', scope: 'container' },
  { name: 'pid', flag: 'CLONE_NEWPID', since: '2.6.24', scope: 'container' },
  { name: 'net', flag: 'CLONE_NEWNET', since: '2.6.24', scope: 'pod' },
  { name: 'ipc', flag: 'CLONE_NEWIPC', since: '2.6.19', scope: 'pod' },
  { name: 'uts', flag: 'CLONE_NEWUTS', since: '2.6.19', scope: 'pod' },
  { name: 'cgroup', flag: 'CLONE_NEWCGROUP', since: '4.6', scope: 'container' },
  { name: 'user', flag: 'CLONE_NEWUSER', since: '3.8', scope: 'host' },
  { name: 'time', flag: 'CLONE_NEWTIME', since: '5.6', scope: 'host' },
];

interface Row {
  readonly name: string;
  readonly depth: number;
  readonly host: number;
  readonly inside?: number;
}

const tree: readonly Row[] = [
  { name: 'systemd', depth: 0, host: 1 },
  { name: 'containerd-shim', depth: 1, host: 4102 },
  { name: 'nginx: master', depth: 2, host: 4131, inside: 1 },
  { name: 'nginx: worker', depth: 3, host: 4160, inside: 29 },
  { name: 'nginx: worker', depth: 3, host: 4161, inside: 30 },
];

function Card({ space }: { readonly space: Space }): ReactElement {
  const text = useMessages(containerViewMessages);
  const { sees, without } = text.spaces[space.name];
  return (
    <li className={styles.card} data-space={space.name}>
      <p className={styles.cardHead}>
        <b>{space.name}</b> <code>{space.flag}</code>
      </p>
      <p>{sees}</p>
      <p className={styles.without}>
        {text.withoutLabel} {without}
      </p>
      <p className={styles.meta}>
        <span>{text.since(space.since)}</span>
        <span data-scope={space.scope}>{text.scope[space.scope]}</span>
      </p>
    </li>
  );
}

/** Eight Linux namespaces around one process tree with its two numberings. */
export function ContainerView(): ReactElement {
  const text = useMessages(containerViewMessages);
  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <div className={styles.view}>
        <table className={styles.tree} role="table" aria-label={text.treeTitle}>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">{text.process}</th>
              <th scope="col" role="columnheader">{text.host}</th>
              <th scope="col" role="columnheader">{text.inside}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {tree.map((row) => (
              <tr key={row.host} role="row" data-inside={row.inside !== undefined || undefined}>
                <th scope="row" role="rowheader" style={{ paddingInlineStart: `calc(var(--kx-space-2) + ${row.depth} * 0.7rem)` }}>
                  <Glyph kind="process" size={14} /> <code>{row.name}</code>
                </th>
                <td role="cell"><code>{row.host}</code></td>
                <td role="cell">{row.inside === undefined ? <span className={styles.hidden}>{text.hidden}</span> : <code>{row.inside}</code>}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <ul className={styles.cards}>
          {spaces.map((space) => (
            <Card key={space.name} space={space} />
          ))}
        </ul>
      </div>
    </Figure>
  );
}
