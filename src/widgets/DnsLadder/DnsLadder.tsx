import { useMessages } from '@site/src/i18n/messages';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { Examples, LadderStage, OwnName, ResolverFields, saysLadder } from './Ladder';
import { messages } from './messages';
import { initialState, parseState, type LadderState } from './state';

/** The names that a Pod's resolver asks for, in order, when an app uses a name. */
export default function DnsLadder() {
  const text = useMessages(messages);
  const kept = useWidgetState<LadderState>({ name: 'dns-ladder', version: 1, initial: initialState, parse: parseState });
  const { state, setState } = kept;
  const fields = { state, change: (next: Partial<LadderState>) => setState({ ...state, ...next }) };
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={<LadderStage state={state} />}
      says={saysLadder(state, text)}
      controls={
        <>
          <Examples {...fields} />
          <OwnName {...fields} />
          <ResolverFields {...fields} />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
