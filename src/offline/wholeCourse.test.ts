import { expect, it, vi } from 'vitest';
import { createWholeCourse, type Act, type Means, type Status } from './wholeCourse';

const status = (state: Status['state'], kept: number, problem: Status['problem'] = null): Status => ({ state, kept, all: 100, problem });

function courseWith(answers: Partial<Record<Act, (Status | null | Error)[]>>, means: Partial<Means> = {}) {
  const asked: Act[] = [];
  const ask = (act: Act) => {
    asked.push(act);
    const answer = answers[act]?.shift() ?? null;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const course = createWholeCourse({ possible: () => true, ask, begin: () => Promise.resolve(), size: () => Promise.resolve(100), ...means });
  const seen: string[] = [];
  course.subscribe(() => {
    const now = course.get();
    seen.push('kept' in now ? `${now.state} ${now.kept}${now.problem ? ` ${now.problem}` : ''}` : now.state);
  });
  return { course, asked, seen };
}

it('tells the size before there is a worker, and that there can be none', async () => {
  const { course } = courseWith({});
  await course.look();
  expect(course.get()).toEqual(status('no', 0));
  const without = courseWith({}, { possible: () => false });
  await without.course.look();
  expect([without.course.get(), without.asked]).toEqual([{ state: 'impossible' }, []]);
});

it('downloads turn after turn until all is kept', async () => {
  const { course, asked, seen } = courseWith({ look: [status('no', 30)], go: [status('going', 40), status('going', 80), status('done', 100)] });
  await course.go();
  expect(seen).toEqual(['going 0', 'going 30', 'going 40', 'going 80', 'done 100']);
  expect(asked).toEqual(['look', 'go', 'go', 'go']);
});

it('goes on by itself where it was interrupted, and not where the reader stopped it', async () => {
  const interrupted = courseWith({ look: [status('going', 40)], go: [status('done', 100)] });
  await interrupted.course.look();
  expect(interrupted.seen.at(-1)).toBe('done 100');
  const stopped = courseWith({ look: [status('stopped', 40)] });
  await stopped.course.look();
  expect(stopped.asked).toEqual(['look']);
});

it('stops when the reader says so, whatever a turn under way answers', async () => {
  let answer = (_: Status) => undefined as void;
  const ask = vi.fn((act: Act) => (act === 'go' ? new Promise<Status>((resolve) => (answer = resolve)) : Promise.resolve(status('stopped', 40))));
  const { course } = courseWith({}, { ask });
  const going = course.go();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledWith('go'));
  await course.stop();
  answer(status('going', 45));
  await going;
  expect(course.get()).toEqual(status('stopped', 40));
  expect(ask.mock.calls.map(([act]) => act)).toEqual(['look', 'go', 'stop']);
});

it.each(['full', 'network', 'changed'] as const)('stops and says why: %s', async (problem) => {
  const { course } = courseWith({ go: [status('going', 40), status('going', 40, problem)] });
  await course.go();
  expect(course.get()).toEqual(status('stopped', 40, problem));
});

it('says that the worker could not begin, or does not answer', async () => {
  const refused = courseWith({}, { begin: () => Promise.reject(new Error('private window')) });
  await refused.course.go();
  expect(refused.seen.at(-1)).toBe('stopped 0 start');
  const silent = courseWith({ go: [new Error('silence')] });
  await silent.course.go();
  expect(silent.seen.at(-1)).toBe('stopped 0 network');
});

it('gives the space back', async () => {
  const { course, seen } = courseWith({ look: [status('done', 100)], remove: [status('no', 30)] });
  await course.look();
  await course.remove();
  expect(seen).toEqual(['done 100', 'no 100', 'no 30']);
});
