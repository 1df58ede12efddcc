/** A DNS message as plain data (RFC 1035), as far as servers and resolvers decide by it. */

/** A record; `data` is its text in a zone file. Names are absolute, with the last dot, in the case they were written in. */
export interface DnsRecord {
  readonly name: string;
  /** Seconds. */
  readonly ttl: number;
  /** `A`, `AAAA`, `CNAME` … as in a zone file. */
  readonly type: string;
  readonly data: string;
}

export type Rcode = 'NOERROR' | 'FORMERR' | 'SERVFAIL' | 'NXDOMAIN' | 'NOTIMP' | 'REFUSED' | 'YXDOMAIN' | 'YXRRSET' | 'NXRRSET' | 'NOTAUTH' | 'NOTZONE';

/** The numbers of RFC 1035 and 2136. */
export const RCODES: Readonly<Record<Rcode, number>> = {
  NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, YXDOMAIN: 6, YXRRSET: 7, NXRRSET: 8, NOTAUTH: 9, NOTZONE: 10,
};

/** EDNS(0), RFC 6891. */
export interface Edns {
  /** The largest reply over UDP that the sender takes, in bytes. */
  readonly size: number;
  /** DNSSEC records wanted. */
  readonly dnssec?: boolean;
  /** dig sends one; a server that knows none sends it back. */
  readonly cookie?: boolean;
}

export interface DnsQuestion {
  readonly name: string;
  readonly type: string;
}

/** A question on its way to a server. */
export interface DnsQuery extends DnsQuestion {
  readonly transport?: 'udp' | 'tcp';
  readonly edns?: Edns;
  /** RD; true if left out. */
  readonly recursionDesired?: boolean;
  /** The address of who asks. */
  readonly from?: string;
  readonly port?: number;
  readonly id?: number;
  /** The socket that it is sent from: the same one for questions that a resolver sends together. */
  readonly socket?: object;
}

export interface DnsReply {
  readonly question: DnsQuestion;
  readonly rcode: Rcode;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly recursionDesired: boolean;
  readonly recursionAvailable: boolean;
  readonly answer: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
  readonly edns?: Edns;
}

/** dns.Msg.SetRcode: an empty reply to a question. */
export function replyTo(query: DnsQuery, rcode: Rcode = 'NOERROR', rest: Partial<DnsReply> = {}): DnsReply {
  return {
    question: { name: query.name, type: query.type },
    rcode, authoritative: false, truncated: false, recursionDesired: query.recursionDesired ?? true, recursionAvailable: false,
    answer: [], authority: [], additional: [],
    ...rest,
  };
}

/** The flags as dig orders them, `qr` left out where it is plain. */
export function flagsOf(reply: DnsReply): string[] {
  const flags: (readonly [boolean, string])[] = [[reply.authoritative, 'aa'], [reply.truncated, 'tc'], [reply.recursionDesired, 'rd'], [reply.recursionAvailable, 'ra']];
  return flags.filter(([set]) => set).map(([, name]) => name);
}
