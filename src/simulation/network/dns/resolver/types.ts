/** What resolvers share: servers that answer after a while or not at all, and the packets that went to them. */
import type { DnsQuery, DnsReply } from '../message';

/** What comes back from a server; times in milliseconds. */
export type Delivery =
  | { readonly kind: 'reply'; readonly reply: DnsReply; readonly took: number }
  | { readonly kind: 'silent' }
  /** Nobody listens: the host refuses. */
  | { readonly kind: 'refused'; readonly took: number };

/** Asks the server at an address at a time, milliseconds. */
export type NameServers = (server: string, query: DnsQuery, at: number) => Delivery;

export interface Packet {
  readonly at: number;
  readonly server: string;
  readonly name: string;
  readonly type: string;
  readonly tcp: boolean;
  readonly reply: DnsReply | undefined;
  /** When the reply or the refusal is there; Infinity: never. */
  readonly arrives: number;
  readonly refused: boolean;
}

export interface ResolveOptions {
  readonly family: 'unspec' | 'inet' | 'inet6';
  readonly resolvConf: string;
  /** /etc/hosts. */
  readonly hosts: string;
  readonly servers: NameServers;
  /** Milliseconds. */
  readonly now: number;
  /** The client's address, for errors that name the socket. */
  readonly from?: string;
}

export interface Resolved {
  readonly addresses: readonly string[];
  /** The name at the end of the aliases, without the last dot. */
  readonly canonical: string;
  /** Other names that led to it. */
  readonly aliases: readonly string[];
  readonly error?: { readonly code: string; readonly text: string };
  readonly packets: readonly Packet[];
  /** Milliseconds. */
  readonly took: number;
}

/** A resolver's clock and the record of what it sent. */
export class Wire {
  readonly packets: Packet[] = [];

  constructor(
    private readonly servers: NameServers,
    private readonly from: string | undefined,
    public now: number,
  ) {}

  send(server: string, name: string, type: string, more: Pick<DnsQuery, 'edns' | 'transport' | 'socket'> = {}, at = this.now): Packet {
    const delivery = this.servers(server, { name, type, ...more, ...(this.from === undefined ? {} : { from: this.from }) }, at);
    const packet: Packet = {
      at, server, name, type, tcp: more.transport === 'tcp', reply: delivery.kind === 'reply' ? delivery.reply : undefined,
      arrives: delivery.kind === 'silent' ? Infinity : at + delivery.took, refused: delivery.kind === 'refused',
    };
    this.packets.push(packet);
    return packet;
  }
}
