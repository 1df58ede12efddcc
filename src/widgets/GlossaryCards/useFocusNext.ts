import { useEffect, useRef, type KeyboardEvent } from 'react';

export interface FocusNext {
  /** Goes on the element whose first button, or which itself, takes the focus after a press. */
  next: (element: HTMLElement | null) => void;
  /** Called by a press that takes its own button away. */
  pressed: () => void;
}

/** Keeps the focus in place when a press replaces the button that had it. Nothing moves until something was pressed. */
export function useFocusNext(): FocusNext {
  const element = useRef<HTMLElement | null>(null);
  const wanted = useRef(false);
  const actions = useRef<FocusNext>({
    next: (now) => {
      element.current = now;
    },
    pressed: () => {
      wanted.current = true;
    },
  });
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    (element.current?.querySelector('button') ?? element.current)?.focus();
  });
  return actions.current;
}

/** Properties of a button that hands the focus on. A key held down presses it once, or it would press what comes after it too. */
export const pressOnce = (focus: FocusNext, act: () => void) => ({
  onKeyDown: (event: KeyboardEvent) => {
    if (event.repeat) event.preventDefault();
  },
  onClick: () => {
    focus.pressed();
    act();
  },
});
