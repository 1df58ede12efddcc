import { useEffect, useState } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { Sent, Way, WayQuestion } from '@site/src/simulation/scenarios/policy-way/way';
import { PacketDiagram } from '../packets/PacketDiagram';
import { Tone, type ToneName } from '../parts';
import { waysOfTester } from './packets';
import { wayMessages } from './wayMessages';
import { ways } from './ways';
import styles from './Way.module.css';

type Text = (typeof wayMessages)['ko'];
type Hop = Sent['hops'][number];

interface Station {
  readonly tone: ToneName;
  readonly text: string;
}

const named = (address: string, question: WayQuestion): string => question.ends.find(({ ip }) => address.startsWith(`${ip}:`) || address === ip)?.name ?? address;

/** A station of a packet, in words. */
function stationOf(hop: Hop, question: WayQuestion, text: Text): Station {
  switch (hop.at) {
    case 'client':
      return { tone: 'good', text: named(hop.address, question) };
    case 'no-way-in':
      return { tone: 'failed', text: text.noWayIn };
    case 'conntrack':
      return { tone: 'good', text: text.conntrack };
    case 'rules':
      if (hop.verdict === 'DNAT') return { tone: 'good', text: text.rules(hop.node, hop.chosen?.endpoint ?? '') };
      return { tone: hop.verdict === 'none' ? 'good' : 'failed', text: hop.verdict === 'none' ? text.noRule(hop.node) : text.rejected(hop.node) };
    case 'policy':
      return { tone: hop.decided.allowed ? 'good' : 'failed', text: hop.decided.allowed ? text.passes[hop.direction] : text.drops[hop.direction](hop.decided.isolatedBy.join(', ')) };
    case 'endpoint':
      return { tone: hop.listens ? 'good' : 'failed', text: (hop.listens ? text.listens : hop.exists ? text.silent : text.gone)(named(hop.address, question), hop.node ?? text.outside) };
  }
}

function Packet({ sent, question, text, format }: { sent: Sent; question: WayQuestion; text: Text; format: (milliseconds: number) => string }) {
  const answer = sent.ending === 'answered' ? (sent.reply === undefined ? text.answered : text.replied(sent.reply)) : text.endings[sent.ending];
  return (
    <li>
      <p className={styles.what}>
        <span className={styles.time}>{format(sent.at)}</span> {sent.name === undefined ? text.connects(sent.to) : text.asks(sent.name, sent.to)}
      </p>
      <ol className={styles.stations}>
        {sent.hops.map((hop, index) => {
          const { tone, text: words } = stationOf(hop, question, text);
          return <li key={index}><Tone tone={tone} bare>{words}</Tone></li>;
        })}
      </ol>
      <p className={styles.answer} data-failed={sent.ending === 'answered' ? undefined : true}>{answer}</p>
    </li>
  );
}

/** A connection by name, packet by packet, with the times that a client really waits. Loaded when a reader asks for it. */
export function WayView({ question }: { question: WayQuestion }) {
  const text = useMessages(wayMessages);
  const seconds = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 3 });
  const [way, setWay] = useState<Way | null | undefined>(undefined);
  useEffect(() => {
    let stale = false;
    void ways.ask(question).then((next) => !stale && setWay(next));
    return () => {
      stale = true;
    };
  }, [question]);
  if (way === undefined) return <p className={styles.wait}>{text.busy}</p>;
  if (way === null) return <p className={styles.wait} role="alert">{text.failed}</p>;
  const format = (milliseconds: number) => text.seconds(seconds.format(milliseconds / 1000));
  return (
    <div className={styles.way}>
      <ol className={styles.packets}>
        {way.sent.map((sent, index) => <Packet key={index} sent={sent} question={question} text={text} format={format} />)}
      </ol>
      <pre className={styles.terminal} lang="en" tabIndex={0} role="group" aria-label={text.prints}>
        <b>$ {way.command}</b>
        {`\n${way.output}`}
      </pre>
      <p className={styles.answer} data-failed={way.exit === 0 ? undefined : true}>{text.ended(String(way.exit), format(way.milliseconds))}</p>
      <PacketDiagram {...waysOfTester(way)} from={question.from} to={question.to} />
    </div>
  );
}
