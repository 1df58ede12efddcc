import type { ReactElement, ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages';
import { Box, Figure } from '../kit';
import styles from './DriverNesting.module.css';
import { driverNestingMessages } from './messages';

type DriverName = 'dockerLinux' | 'dockerDesktop' | 'vm' | 'none';

/** What encloses what under each minikube driver. */
export function DriverNesting(): ReactElement {
  const text = useMessages(driverNestingMessages);
  const pods = <Box look="pod" glyph="pod" label={text.pods} />;
  const hostKernel = <Box look="kernel" form="bar" glyph="kernel" label={text.hostKernel} />;
  const vmKernel = <Box look="kernel" form="bar" glyph="kernel" label={text.vmKernel} />;
  const nodeContainer = (
    <Box look="node" form="frame" glyph="container" label={text.nodeContainer}>
      {pods}
    </Box>
  );
  const nests: Record<DriverName, ReactNode> = {
    dockerLinux: (
      <Box look="muted" form="frame" glyph="server" label={text.host.linux}>
        {nodeContainer}
        {hostKernel}
      </Box>
    ),
    dockerDesktop: (
      <Box look="muted" form="frame" glyph="server" label={text.host.mac}>
        <Box form="frame" glyph="vm" label={text.vm} dashed>
          {nodeContainer}
          {vmKernel}
        </Box>
      </Box>
    ),
    vm: (
      <Box look="muted" form="frame" glyph="server" label={text.host.any}>
        <Box look="node" form="frame" glyph="vm" label={text.nodeVm}>
          {pods}
          {vmKernel}
        </Box>
      </Box>
    ),
    none: (
      <Box look="node" form="frame" glyph="server" label={text.nodeHost}>
        {pods}
        {hostKernel}
      </Box>
    ),
  };
  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <ul className={styles.drivers}>
        {(Object.keys(nests) as DriverName[]).map((name) => (
          <li key={name} className={styles.driver}>
            <p>
              <code className={styles.name}>{text.drivers[name].name}</code>
            </p>
            <p className={styles.where}>{text.drivers[name].where}</p>
            <div className={styles.nest}>{nests[name]}</div>
          </li>
        ))}
      </ul>
    </Figure>
  );
}
