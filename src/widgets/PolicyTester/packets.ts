import type { Way } from '@site/src/simulation/scenarios/policy-way/way';
import type { PacketWay, Place } from '../packets/chart';

/** Letters of a line beside an arrow: Mermaid breaks longer ones in the middle of a word. */
const LINE = 22;

/** A name on as many lines as it needs, broken after a dot. */
export function folded(name: string): readonly string[] {
  return name.split(/(?<=\.)/).reduce<readonly string[]>((lines, part) => {
    const last = lines.at(-1);
    return last === undefined || last.length + part.length > LINE ? [...lines, part] : [...lines.slice(0, -1), last + part];
  }, []);
}

/** The packets of a connection by name, as the diagram of their ways wants them: a name's question to the DNS whatever its records, and the connection itself. */
export function waysOfTester({ sent, places }: Pick<Way, 'sent' | 'places'>): { readonly ways: readonly PacketWay[]; readonly placeOf: (ip: string) => Place | undefined } {
  return {
    ways: sent.map(({ name, to, hops, ending }): PacketWay => ({ label: name === undefined ? [`TCP ${to}`] : ['DNS', ...folded(name.split(' ')[0]!)], hops, ending })),
    placeOf: (ip) => places.find((one) => one.ip === ip),
  };
}
