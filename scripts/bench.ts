// `npm run bench [-- name]`: speed of the core and size of what readers load, as a table.
import type { Measurement } from './bench/size';

type Bench = () => Measurement[] | Promise<Measurement[]>;

/** Each is loaded when it is asked for, so that one does not slow down another. */
const benches: Record<string, () => Promise<Bench>> = {
  scheduler: async () => (await import('./bench/scheduler')).benchScheduler,
  resources: async () => (await import('./bench/resources')).benchResources,
  size: async () => (await import('./bench/size')).benchSize,
};

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function print(rows: readonly Measurement[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const values = rows.map(({ value }) => number.format(value));
  const valueWidth = Math.max(...values.map((value) => value.length));
  rows.forEach(({ name, unit }, i) => console.log(`${name.padEnd(width)}  ${values[i]!.padStart(valueWidth)} ${unit}`));
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in benches));
  if (unknown) throw new Error(`There is no bench "${unknown}". Use ${Object.keys(benches).join(', ')}, or none for all.`);
  for (const name of asked.length ? asked : Object.keys(benches)) {
    console.log(`\n${name}`);
    const bench = await benches[name]!();
    print(await bench());
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
