import type { SchedulerConfiguration, SchedulerSetup } from '@site/src/simulation/scheduler';
import type { Change, Dump, WhatIf } from '@site/src/simulation/scheduler/why-pending';
import { analyse, tryOn, type DumpReport } from './analyse';

/** A dump is read and answered here, whatever its size: the page goes on. It stays for what-ifs until the next one. */
export type DumpRequest =
  | { readonly kind: 'load'; readonly source: Blob; readonly configuration: SchedulerConfiguration }
  | { readonly kind: 'whatIf'; readonly changes: readonly Change[]; readonly pods: readonly string[] };
export type DumpAnswer =
  | { readonly kind: 'progress'; readonly phase: 'reading' | 'explaining'; readonly done: number; readonly total: number }
  | { readonly kind: 'report'; readonly report: DumpReport }
  | { readonly kind: 'whatIf'; /** The first of the Pods that were asked about. */ readonly about: string; readonly outcome: WhatIf }
  | { readonly kind: 'failed'; readonly message: string };

const say = (answer: DumpAnswer) => self.postMessage(answer);
let held: { readonly dump: Dump; readonly options: SchedulerSetup } | null = null;

/** At most one word of progress in so many milliseconds. */
const EVERY = 100;
function seldom(phase: 'reading' | 'explaining'): (done: number, total: number) => void {
  let last = 0;
  return (done, total) => {
    const now = performance.now();
    if (done < total && now - last < EVERY) return;
    last = now;
    say({ kind: 'progress', phase, done, total });
  };
}

async function textOf(source: Blob): Promise<string> {
  const tell = seldom('reading');
  const decoder = new TextDecoder();
  const reader = source.stream().getReader();
  const parts: string[] = [];
  let done = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    parts.push(decoder.decode(piece.value, { stream: true }));
    done += piece.value.length;
    tell(done, source.size);
  }
  parts.push(decoder.decode());
  return parts.join('');
}

async function answer(request: DumpRequest): Promise<void> {
  if (request.kind === 'whatIf') {
    if (held !== null) say({ kind: 'whatIf', about: request.pods[0] ?? '', outcome: tryOn(held.dump, request.changes, request.pods, held.options) });
    return;
  }
  const text = await textOf(request.source);
  const { configuration } = request;
  const options: SchedulerSetup = text.includes('resource.k8s.io/') ? { configuration, parts: (await import('../devices')).DEVICE_PARTS } : { configuration };
  const { dump, report } = analyse(text, options, seldom('explaining'));
  held = { dump, options };
  say({ kind: 'report', report });
}

self.onmessage = ({ data }: MessageEvent<DumpRequest>) => {
  answer(data).catch((error: unknown) => say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }));
};
