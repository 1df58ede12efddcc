import { memo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { type LabText } from './messages';
import { stateOf, type NodeVerdict, type VerdictState } from './verdict';
import { type NodeView } from './view';
import styles from './NodeGrid.module.css';

interface NodeGridProps {
  nodes: readonly NodeView[];
  verdictOf: (node: string) => NodeVerdict | null;
  chosen: string | null;
  /** The node of the Pod that is looked at. */
  home: string | null;
  text: LabText;
  onChoose: (node: string) => void;
}

interface CellProps {
  name: string;
  /** Of its CPU or memory, whatever is fuller: 0..20, in twentieths. */
  full: number;
  state: VerdictState;
  chosen: boolean;
  reachable: boolean;
  label: string;
}

/** Drawn again only where something is other than before: a step changes a few of five hundred. */
const Cell = memo(function Cell({ name, full, state, chosen, reachable, label }: CellProps) {
  return <button type="button" className={styles.cell} data-node={name} data-state={state} aria-pressed={chosen} aria-label={label} title={label} tabIndex={reachable ? 0 : -1} style={{ '--full': full / 20 } as CSSProperties} />;
});

function fullness({ requested, allocatable }: NodeView): number {
  const share = (used: number, total: number): number => (total === 0 ? 0 : used / total);
  return Math.min(20, Math.round(20 * Math.max(share(requested.milliCPU, allocatable.milliCPU), share(requested.memory, allocatable.memory))));
}

/** Many nodes as small cells, zone by zone: how full each is, and the verdict on the Pod. Arrow keys move in it. */
export function NodeGrid({ nodes, verdictOf, chosen, home, text, onChoose }: NodeGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const zones = [...new Set(nodes.map(({ zone }) => zone))];
  const states = new Map(nodes.map((node) => [node.name, stateOf(verdictOf(node.name))]));
  const count = (state: VerdictState): number => [...states.values()].filter((one) => one === state).length;
  const entry = focused ?? chosen ?? home ?? nodes[0]?.name;

  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = nodes.findIndex(({ name }) => name === entry);
    const next = nodes[Math.min(nodes.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    setFocused(next.name);
    box.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next.name)}"]`)?.focus();
  };

  return (
    <div className={styles.grid}>
      <p className={styles.sum}>{text.gridSum(String(nodes.length), String(count('fits') + count('winner')), String(count('rejected')))}</p>
      {/* Clicks and arrow keys are heard for all cells at once. */}
      <div
        ref={box}
        role="toolbar"
        aria-label={text.nodesLabel}
        onKeyDown={move}
        onClick={(event) => {
          const name = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')?.dataset['node'];
          if (name !== undefined) onChoose(name);
        }}
      >
      {zones.map((zone) => (
        <div key={zone}>
          <p className={styles.zone}>{zone === '' ? text.noZone : zone}</p>
          <div className={styles.cells}>
            {nodes.filter((node) => node.zone === zone).map((node) => {
              const state = states.get(node.name) ?? 'idle';
              const full = fullness(node);
              return <Cell key={node.name} name={node.name} full={full} state={state} chosen={node.name === chosen} reachable={node.name === entry} label={text.cell(node.name, String(full * 5), String(node.pods.length), state === 'idle' ? '' : text.cellStates[state])} />;
            })}
          </div>
        </div>
      ))}
      </div>
    </div>
  );
}
