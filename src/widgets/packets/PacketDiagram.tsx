import { useState } from 'react';
import { LiveDiagram } from '@site/src/components/LiveDiagram';
import { useMessages } from '@site/src/i18n/messages';
import { More } from '../parts';
import { packetChart, type PacketWay, type Place } from './chart';
import { packetMessages } from './messages';

interface PacketDiagramProps {
  readonly ways: readonly PacketWay[];
  readonly placeOf: (ip: string) => Place | undefined;
  /** Names of both ends; without a receiver where no Pod was reached. */
  readonly from: string;
  readonly to: string | undefined;
}

/** The way of packets from node to node as Mermaid, drawn when asked for. */
export function PacketDiagram({ ways, placeOf, from, to }: PacketDiagramProps) {
  const text = useMessages(packetMessages);
  const [open, setOpen] = useState(false);
  return (
    <More label={text.show} onToggle={setOpen}>
      {open && <LiveDiagram label={text.label(from, to ?? text.nobody)} source={packetChart(ways, placeOf, text.chart, window.innerWidth < 600)} file="packet-way" />}
    </More>
  );
}
