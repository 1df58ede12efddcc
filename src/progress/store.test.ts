import { describe, expect, it } from 'vitest';
import { emptyProgress, parseProgress, toggleObjective } from './store';

describe('progress', () => {
  it('ticks and unticks an objective of one page only', () => {
    const once = toggleObjective(emptyProgress, 'why-kubernetes', 'eras');
    expect(once.objectives).toEqual({ 'why-kubernetes': ['eras'] });
    expect(toggleObjective(once, 'why-kubernetes', 'eras').objectives).toEqual({ 'why-kubernetes': [] });
    expect(toggleObjective(once, 'other', 'eras').objectives['why-kubernetes']).toEqual(['eras']);
  });

  it('reads back what it wrote', () => {
    const progress = toggleObjective(emptyProgress, 'why-kubernetes', 'kernel');
    expect(parseProgress(JSON.stringify(progress))).toEqual(progress);
  });

  it.each(['', '{', 'null', '[]', '{"v":99,"objectives":{}}', '{"v":1}', '{"v":1,"objectives":{"a":[1]}}'])('refuses %j', (text) => {
    expect(parseProgress(text)).toBeUndefined();
  });
});
