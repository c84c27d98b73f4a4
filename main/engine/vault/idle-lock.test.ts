import { describe, expect, it } from 'vitest';
import { testClock } from '../ground/testing-clock.ts';
import { createIdleLock } from './idle-lock.ts';
import { opened, stand, value } from './testing/stand.ts';

const minute = 60_000;

function idle(minutes: number) {
  const clock = testClock();
  let locks = 0;
  const lock = createIdleLock(clock, () => {
    locks += 1;
    lock.stop();
  });
  lock.start(minutes);
  return { clock, lock, locks: () => locks };
}

describe('the idle lock', () => {
  it('rings after the chosen time without anybody, and only once', () => {
    const { clock, locks } = idle(5);
    clock.advance(5 * minute - 1);
    expect(locks()).toBe(0);
    clock.advance(1);
    expect(locks()).toBe(1);
    clock.advance(60 * minute);
    expect(locks()).toBe(1);
  });

  it('starts again when somebody is there', () => {
    const { clock, lock, locks } = idle(5);
    for (let count = 0; count < 10; count++) {
      clock.advance(4 * minute);
      lock.keepAwake();
    }
    expect(locks()).toBe(0);
    clock.advance(5 * minute);
    expect(locks()).toBe(1);
  });

  it('does not follow the wall clock, put an hour back or ahead', () => {
    for (const hours of [-1, 1, -48, 48]) {
      const { clock, locks } = idle(5);
      clock.advance(minute);
      clock.put(hours * 60 * minute);
      clock.advance(4 * minute - 1);
      expect(locks()).toBe(0);
      clock.put(-2 * hours * 60 * minute);
      expect(locks()).toBe(0);
      clock.advance(1);
      expect(locks()).toBe(1);
    }
  });

  it('never cuts a handler: it locks when the last one ends, unless somebody came back', () => {
    const { clock, lock, locks } = idle(5);
    const leave = lock.enter();
    const leaveOther = lock.enter();
    clock.advance(20 * minute);
    leave();
    leave();
    expect(locks()).toBe(0);
    leaveOther();
    expect(locks()).toBe(1);

    const again = idle(5);
    const leaveAgain = again.lock.enter();
    again.clock.advance(20 * minute);
    again.lock.keepAwake();
    leaveAgain();
    expect(again.locks()).toBe(0);
  });
});

it('a vault left alone closes; keepAwake and the setting decide when', async () => {
  const here = stand();
  value(await here.create());
  here.clock.advance(4 * minute);
  value(await here.vault.alwaysHandlers['vault.keepAwake']({}, here.context));
  here.clock.advance(4 * minute);
  expect(opened(here).sqlite.open).toBe(true);
  value(await here.vault.unlockedHandlers['vault.saveSettings']({ autoLockMinutes: 30 }, here.unlocked()));
  const { sqlite } = opened(here);
  here.clock.advance(29 * minute);
  await here.vault.alwaysHandlers['vault.state']({}, here.context);
  expect(sqlite.open).toBe(true);
  here.topics.length = 0;
  here.clock.advance(minute);
  await here.vault.lock();
  expect(sqlite.open).toBe(false);
  expect(here.gate.vault).toBeNull();
  expect(here.topics).toEqual(['vault.changed']);
});
