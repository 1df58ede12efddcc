import { expect, it } from 'vitest';
import { Desk } from '@site/src/simulation/scenarios/terminal/desk';
import { FIRST_SESSION } from './firstSession';

it('shows what the desk prints', () => {
  const desk = new Desk({});
  const { out } = desk.ask({ kind: 'line', text: 'kubectl get nodes' });
  expect(`learner@lab:~$ kubectl get nodes\n${out.replaceAll('\r', '')}learner@lab:~$ `).toBe(FIRST_SESSION);
});
