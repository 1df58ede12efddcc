import { useEffect, useRef, useState } from 'react';
import type { Start } from '@site/src/simulation/scenarios/terminal/start';
import { DeskEngine } from '../terminal/engine';

/** Virtual seconds that a line may take, and that pass between two looks. */
const [PATIENCE, PACE] = [600, 5];
// What colours a prompt or a name.
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

export interface Replay {
  /** What each line printed so far. */
  readonly printed: readonly string[];
  readonly running: boolean;
  readonly broken: string | null;
  run: () => void;
}

async function typed(engine: DeskEngine, text: string): Promise<string> {
  let out = '';
  let waited = 0;
  for (const line of text.split('\n')) {
    let next = await engine.send({ asked: { kind: 'line', text: line } });
    out += next.out;
    for (; next.mode === 'running' && waited < PATIENCE; waited += PACE) {
      next = await engine.send({ asked: { kind: 'advance', until: next.report.picture.now + PACE * 1_000_000 } });
      out += next.out;
    }
  }
  return out.replace(COLOURS, '');
}

/** Runs lines on a cluster of their own, beside the reader's. */
export function useReplay(start: Start, lines: readonly string[]): Replay {
  const [printed, setPrinted] = useState<readonly string[]>([]);
  const [running, setRunning] = useState(false);
  const [broken, setBroken] = useState<string | null>(null);
  const engine = useRef<DeskEngine | null>(null);

  useEffect(
    () => () => {
      engine.current?.close();
      engine.current = null;
    },
    [],
  );

  const run = async () => {
    engine.current?.close();
    const mine = new DeskEngine();
    engine.current = mine;
    setPrinted([]);
    setBroken(null);
    setRunning(true);
    try {
      await mine.send({ begin: start });
      for (const line of lines) {
        const out = await typed(mine, line);
        if (engine.current === mine) setPrinted((before) => [...before, out]);
      }
    } catch (why) {
      if (engine.current === mine) setBroken(why instanceof Error ? why.message : String(why));
    }
    if (engine.current !== mine) return;
    mine.close();
    engine.current = null;
    setRunning(false);
  };
  return { printed, running, broken, run: () => void run() };
}
