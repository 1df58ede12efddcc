import { tableText } from '@site/src/simulation/tools/etcdctl/table';

/** What stands for values that no two runs have in common (testdata/golden/tools/README.md). */
export class EtcdPlaceholders {
  private readonly ids = new Map<string, string>();
  private readonly leases = new Map<string, string>();

  /** `known`: ids of the recording itself. */
  constructor(private readonly known: ReadonlySet<string>) {}

  /** Words of a command line with what the placeholders stand for. */
  given(word: string): string {
    let text = word;
    for (const [value, name] of [...this.ids, ...this.leases]) text = text.replaceAll(name, value);
    return text;
  }

  private named(map: Map<string, string>, prefix: string, value: string): string {
    const name = map.get(value) ?? `<${prefix}-${map.size + 1}>`;
    map.set(value, name);
    return name;
  }

  private withIds(text: string): string {
    const leased = text.replace(/\blease ([0-9a-f]{16})\b/g, (_, id: string) => `lease ${this.named(this.leases, 'lease', id)}`);
    // Ids are also printed without their zeros.
    return leased.replace(/\b[0-9a-f]{14,16}\b/g, (text) => {
      const id = text.padStart(16, '0');
      if (this.known.has(id) || /^[0-9]+$/.test(text) && text.length < 16 || /^0+$/.test(id)) return text;
      return this.leases.get(id) ?? this.named(this.ids, 'id', id);
    });
  }

  text(text: string): string {
    const plain = text
      .replace(/"ts":"[^"]*"/g, '"ts":"<time>"').replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z/gm, '<time>').replace(/"stacktrace":"[^"]*"/g, '"stacktrace":"<stack>"')
      .replace(/\b0xc000[0-9a-f]+/g, '<ptr>').replace(/took = \S+/g, 'took = <took>').replace(/took [\d.]+[mµn]?s/g, 'took <took>').replace(/"took":"[^"]*"/g, '"took":"<took>"').replace(/"Took" : .*/g, '"Took" : <took>')
      .replace(/remaining\(-?\d+s\)/g, 'remaining(<seconds>)').replace(/"(raft_term|raftTerm|raftIndex|raftAppliedIndex|dbSize|dbSizeInUse|hash|totalSize)":\d+/g, '"$1":<$1>')
      .replace(/"(RaftTerm|RaftIndex|RaftAppliedIndex|DBSize|DBSizeInUse|Hash|Size)" : \d+/g, '"$1" : <n>').replace(/"size":"[^"]*"/g, '"size":"<size>"').replace(/expected sha256 \[[^\]]*\], got \[[^\]]*\]/g, 'expected sha256 [<bytes>], got [<bytes>]')
      .replace(/connection error: desc = \\"(?:error reading server preface: [^"]*|transport: authentication handshake failed: tls: first record does not look like a TLS handshake)\\"/g, '<connection closed>')
      .replace(/^([^,\n]+, [0-9a-f]+, \d[\d.]*, \d[\d.]*), [^,]+, [^,]+, \d+%, ([^,]+, (?:true|false), (?:true|false)), \d+, \d+, \d+,/gm, '$1, <size>, <size>, <n>%, $2, <term>, <index>, <index>,')
      .replace(/^[0-9a-f]+, (\d+), (\d+), [\d.]+ [kMGT]?B, /gm, '<hash>, $1, $2, <size>, ');
    const withIds = this.withIds(plain).replace(/(ETCD_INITIAL_CLUSTER=")([^"]*)"/g, (_, head: string, pairs: string) => `${head}${pairs.split(',').sort().join(',')}"`);
    return byEndpoint(membersLast(withTables(withIds)));
  }
}

const CELLS: Readonly<Record<string, string>> = { 'DB SIZE': '<size>', 'IN USE': '<size>', 'TOTAL SIZE': '<size>', 'PERCENTAGE NOT IN USE': '<n>%', 'RAFT TERM': '<term>', 'RAFT INDEX': '<index>', 'RAFT APPLIED INDEX': '<index>', HASH: '<hash>', TOOK: '<took>' };

/** Tables are drawn anew, so that columns are as wide as the placeholders. */
function withTables(text: string): string {
  return text.replace(/(?:^[+|].*\n)+/gm, (table) => {
    const rows = table.split('\n').filter((line) => line.startsWith('|')).map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim()));
    const [names = [], ...body] = rows;
    const shown = body.map((row) => row.map((cell, column) => CELLS[names[column]!] ?? cell));
    return tableText(names, names.includes('HEALTH') ? [...shown].sort(([a = ''], [b = '']) => (a < b ? -1 : 1)) : madeUpLast(shown));
  });
}

/** Members whose ids etcd made up stand behind the others. */
const madeUpLast = <T extends readonly string[]>(rows: readonly T[]): readonly T[] => [...rows.filter(([id = '']) => !id.startsWith('<id-')), ...rows.filter(([id = '']) => id.startsWith('<id-'))];

const membersLast = (text: string): string =>
  text.replace(/(?:^\S+, (?:un)?started, .*\n)+/gm, (list) => `${madeUpLast(list.trimEnd().split('\n').map((line) => [line.split(',')[0]!, line])).map(([, line]) => line).join('\n')}\n`);

/** `endpoint health` asks at once. */
const byEndpoint = (text: string): string => text.replace(/^\[\{"endpoint".*\]$/m, (list) => JSON.stringify((JSON.parse(list) as { readonly endpoint: string }[]).sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1))));
