import { useState } from 'react';
import { download } from '@site/src/components/ProgressPanel/download';
import { useMessages } from '@site/src/i18n/messages';
import { Button, SegmentedControl } from '../parts';
import { FIRST_SESSION } from '../terminal/firstSession';
import { DUMP } from '../terminal/kept';
import { terminalMessages } from '../terminal/messages';
import { TerminalBody } from '../terminal/TerminalBody';
import { useTerminal } from '../terminal/useTerminal';
import { WidgetFrame } from '../WidgetFrame';
import { Dump } from './Dump';
import { messages } from './messages';
import { STARTS, type StartName } from './starts';
import styles from './Playground.module.css';

const names = Object.keys(STARTS) as StartName[];

/** A cluster to do anything with: named starting states or a dump of the reader's own, a terminal, files, the clock. */
export default function Playground() {
  const text = useMessages(messages);
  const { model } = useMessages(terminalMessages);
  const terminal = useTerminal({ name: 'playground', starts: STARTS });
  const [said, setSaid] = useState('');
  const picture = terminal.report?.report.picture;
  const start = terminal.kept.state.start as StartName | typeof DUMP;
  const saveManifests = async () => {
    const manifests = await terminal.manifests();
    if (manifests !== '') download('manifests.yaml', manifests, 'application/yaml');
    setSaid(manifests === '' ? text.manifestsNone : text.manifestsDone(manifests.split('\n---\n').length));
  };
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={terminal.kept}
      lead={
        <SegmentedControl<StartName | typeof DUMP>
          legend={text.start}
          value={start}
          onChange={(value) => {
            if (value !== DUMP) terminal.restart(value);
          }}
          options={[...names.map((value) => ({ value, label: text.starts[value] })), ...(start === DUMP ? [{ value: DUMP, label: text.dumpStart } as const] : [])]}
        />
      }
      stage={<TerminalBody terminal={terminal} first={FIRST_SESSION} />}
      says={picture === undefined ? text.loading : (start === DUMP ? text.saysDump : text.says)(picture.pods.length, picture.nodes.length)}
      controls={
        <>
          <div className={styles.actions}>
            <Button disabled={picture === undefined} onClick={() => void saveManifests()}>{text.manifests}</Button>
            <span role="status">{said}</span>
          </div>
          <Dump look={terminal.look} onLoad={terminal.load} />
        </>
      }
      simplifies={<p>{model}</p>}
    />
  );
}
