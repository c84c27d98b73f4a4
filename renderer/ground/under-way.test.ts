import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onceEach, oneAtATime } from './under-way.ts';

/** What is waited for, ended by hand. */
function ends<T = void>() {
  const waiting: ((value: T) => void)[] = [];
  return {
    next: () => new Promise<T>((resolve) => waiting.push(resolve)),
    end: async (value: T) => {
      waiting.shift()?.(value);
      // Whatever follows from it.
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
  };
}

describe('a gesture under way is not begun again', () => {
  it('until it is over and the screen shows it', async () => {
    const [work, drawing] = [ends(), ends()];
    const run = oneAtATime(drawing.next);
    let begun = 0;
    const press = () =>
      void run(() => {
        begun += 1;
        return work.next();
      });
    press();
    press();
    expect(begun).toBe(1);
    await work.end();
    press();
    expect(begun).toBe(1);
    await drawing.end();
    press();
    expect(begun).toBe(2);
  });

  it('and can be begun again after it failed', async () => {
    const run = oneAtATime(() => Promise.resolve());
    await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    let begun = false;
    await run(() => {
      begun = true;
    });
    expect(begun).toBe(true);
  });
});

describe('a command asked for again while it is under way', () => {
  const asking = () => {
    const [engine, drawing] = [ends<{ ok: boolean }>(), ends()];
    const called: unknown[] = [];
    const run = onceEach((params: unknown) => {
      called.push(params);
      return engine.next();
    }, drawing.next);
    return { run, called, answer: (ok: boolean) => engine.end({ ok }), draw: () => drawing.end() };
  };

  it('is called once, and both askers have its answer, until the screen shows it', async () => {
    const { run, called, answer, draw } = asking();
    const both = [run({ title: 'Atelier' }), run({ title: 'Atelier' })];
    await answer(true);
    expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
    await run({ title: 'Atelier' });
    expect(called).toHaveLength(1);
    await draw();
    void run({ title: 'Atelier' });
    expect(called).toHaveLength(2);
  });

  it('is called again at once when it was refused', async () => {
    const { run, called, answer } = asking();
    void run({});
    await answer(false);
    void run({});
    expect(called).toHaveLength(2);
  });

  it('never loses the last of what is asked in quick succession, and never asks the same twice in a row', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1 }), (wishes) => {
        const { run, called } = asking();
        for (const wish of wishes) void run({ wish });
        expect(called).toEqual(
          wishes.filter((wish, at) => wish !== wishes[at - 1]).map((wish) => ({ wish })),
        );
      }),
    );
  });
});
