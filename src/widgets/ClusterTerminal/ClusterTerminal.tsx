import { useMessages } from '@site/src/i18n/messages';
import { terminalMessages } from '../terminal/messages';
import { FIRST_SESSION } from '../terminal/firstSession';
import { TerminalBody } from '../terminal/TerminalBody';
import { useTerminal } from '../terminal/useTerminal';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';

const STARTS = { empty: {} };

/** A terminal over a cluster of its own. */
export default function ClusterTerminal() {
  const text = useMessages(messages);
  const { model } = useMessages(terminalMessages);
  const terminal = useTerminal({ name: 'cluster-terminal', starts: STARTS });
  const picture = terminal.report?.report.picture;
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={terminal.kept}
      stage={<TerminalBody terminal={terminal} first={FIRST_SESSION} />}
      says={picture === undefined ? text.loading : text.says(picture.pods.length, picture.nodes.length)}
      simplifies={<p>{model}</p>}
    />
  );
}
