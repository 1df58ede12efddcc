import { useMessages } from '@site/src/i18n/messages';
import { SegmentedControl } from '../parts';
import { FIRST_SESSION } from '../terminal/firstSession';
import { terminalMessages } from '../terminal/messages';
import { TerminalBody } from '../terminal/TerminalBody';
import { useTerminal } from '../terminal/useTerminal';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { STARTS, type StartName } from './starts';

/** A cluster to do anything with: named starting states, a terminal, files, the clock. */
export default function Playground() {
  const text = useMessages(messages);
  const { model } = useMessages(terminalMessages);
  const terminal = useTerminal({ name: 'playground', starts: STARTS });
  const picture = terminal.report?.report.picture;
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={terminal.kept}
      lead={<SegmentedControl<StartName> legend={text.start} value={terminal.kept.state.start as StartName} onChange={terminal.restart} options={(Object.keys(STARTS) as StartName[]).map((value) => ({ value, label: text.starts[value] }))} />}
      stage={<TerminalBody terminal={terminal} first={FIRST_SESSION} />}
      says={picture === undefined ? text.loading : text.says(picture.pods.length, picture.nodes.length)}
      simplifies={<p>{model}</p>}
    />
  );
}
