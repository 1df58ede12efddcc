import type { ReactElement, ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages';
import { Box, Figure } from '../kit';
import styles from './FourEras.module.css';
import { fourErasMessages } from './messages';

type EraName = 'physical' | 'vm' | 'container' | 'cluster';

const names = ['A', 'B'] as const;

/** Physical server, virtual machines, containers, orchestrated cluster side by side; the shared kernel is one bar. */
export function FourEras(): ReactElement {
  const text = useMessages(fourErasMessages);
  const hardware = <Box form="bar" look="muted" glyph="server" label={text.hardware} />;
  const row = (items: ReactNode[]): ReactElement => <div className={styles.row}>{items}</div>;

  const stacks: Record<EraName, ReactNode> = {
    physical: (
      <>
        {row(names.map((name) => <Box key={name} label={text.app(name)} />))}
        <Box form="bar" label={text.sharedLibs} dashed />
        <Box form="bar" look="kernel" glyph="kernel" label={text.kernel} />
        {hardware}
      </>
    ),
    vm: (
      <>
        {row(
          names.map((name) => (
            <Box key={name} form="frame" look="node" glyph="vm" label="VM">
              <Box label={text.app(name)} />
              <Box label={text.libs} />
              <Box look="kernel" label={text.guestKernel} />
            </Box>
          )),
        )}
        <Box form="bar" label={text.hypervisor} />
        {hardware}
      </>
    ),
    container: (
      <>
        {row(
          names.map((name) => (
            <Box key={name} form="frame" look="pod" label={text.container}>
              <Box label={text.app(name)} />
              <Box label={text.libs} />
            </Box>
          )),
        )}
        <Box form="bar" glyph="runtime" label={text.runtime} dashed />
        <Box form="bar" look="kernel" glyph="kernel" label={text.sharedKernel} />
        {hardware}
      </>
    ),
    cluster: (
      <>
        <Box form="bar" look="control" glyph="controlPlane" label={text.control} />
        {row(
          [1, 2].map((n) => (
            <Box key={n} form="frame" look="node" glyph="node" label={text.node(n)}>
              <Box look="pod" glyph="pod" label={text.pod} />
              <Box look="pod" glyph="pod" label={text.pod} />
              <Box look="kernel" label={text.nodeKernel} />
              <Box look="muted" label={text.hardware} />
            </Box>
          )),
        )}
      </>
    ),
  };

  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <ol className={styles.eras}>
        {(Object.keys(stacks) as EraName[]).map((name) => (
          <li key={name} className={styles.era}>
            <p className={styles.name}>{text.eras[name].name}</p>
            <div className={styles.stack}>{stacks[name]}</div>
            <dl className={styles.verdict}>
              <dt>{text.solved}</dt>
              <dd>{text.eras[name].solved}</dd>
              <dt>{text.left}</dt>
              <dd>{text.eras[name].left}</dd>
            </dl>
          </li>
        ))}
      </ol>
    </Figure>
  );
}
