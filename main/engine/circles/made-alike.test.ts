/** Entities that several devices make apart under one id: one thing, of which nothing is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import type { DocumentName, Facets } from './circle.ts';
import { createTestDevice, line, meet, put, type TestDevice } from './testing.ts';

const remove = (device: TestDevice, id = 'x') => {
  device.time.now += 1;
  return device.circle.write(
    (writer) => {
      writer.remove('things', id);
      return ok({});
    },
    () => line,
  );
};
const takeBack = (device: TestDevice, made: ReturnType<typeof put>) =>
  device.circle.undo(made.ok ? (made.value.gestureId ?? '') : '', line);
const read = (device: TestDevice, id = 'x') => device.circle.read('things', id);
const ahead = (device: TestDevice, ms: number): TestDevice => {
  device.time.now += ms;
  return device;
};
const BORN: Facets = { slot: { at: 10, claim: '0' }, what: 'yoga', who: 'Nadia' };
/** As an import writes it: the same, but for the moment it is claimed at. */
const born = (device: TestDevice) =>
  put(device, 'x', { ...BORN, slot: { at: 10, claim: `${device.time.now}` } }, '2027');

describe('one thing made on two devices apart', () => {
  it.each([0, 50, -50])('is one, with nothing to settle (the other clock %i ms ahead)', (ms) => {
    const [a, b] = [createTestDevice('a'), ahead(createTestDevice('b'), ms)];
    born(a);
    born(b);
    meet(a, b);
    for (const device of [a, b]) {
      expect(device.circle.list('things')).toHaveLength(1);
      expect(read(device)).toMatchObject({ facets: { what: 'yoga', who: 'Nadia' }, rivals: {} });
    }
    expect(read(a)).toEqual(read(b));
  });

  it.each([0, 50, -50])('keeps what each changed before they met (the other clock %i ms ahead)', (ms) => {
    const [a, b] = [createTestDevice('a'), ahead(createTestDevice('b'), ms)];
    born(a);
    put(a, 'x', { who: 'Odile' });
    born(b);
    put(b, 'x', { what: 'danse' });
    meet(a, b);
    const valuesOf = (facet: string) => new Set([read(a)?.facets[facet], ...(read(a)?.rivals[facet] ?? [])]);
    expect(valuesOf('who')).toEqual(new Set(['Nadia', 'Odile']));
    expect(valuesOf('what')).toEqual(new Set(['yoga', 'danse']));
    expect(read(b)).toEqual(read(a));
    put(b, 'x', { who: 'Odile', what: 'danse' });
    meet(a, b);
    expect(read(a)).toMatchObject({ facets: { who: 'Odile', what: 'danse' }, rivals: {} });
  });

  it.each([0, 50, -50])(
    'stays when one device takes back what it made, and is gone when both have (%i ms)',
    (ms) => {
      const [a, b] = [createTestDevice('a'), ahead(createTestDevice('b'), ms)];
      const [madeA, madeB] = [born(a), born(b)];
      meet(a, b);
      expect(takeBack(a, madeA).ok).toBe(true);
      meet(a, b);
      for (const device of [a, b])
        expect(read(device)).toMatchObject({ facets: { what: 'yoga' }, rivals: {} });
      expect(takeBack(b, madeB).ok).toBe(true);
      meet(a, b);
      for (const device of [a, b]) expect(read(device)).toBeNull();
      expect(born(a).ok).toBe(true);
      meet(a, b);
      expect(read(b)).toMatchObject({ facets: { who: 'Nadia' } });
    },
  );

  it('stays when one device took it back before it heard of the other', () => {
    const [a, b] = [createTestDevice('a'), createTestDevice('b')];
    takeBack(a, born(a));
    born(b);
    meet(a, b);
    for (const device of [a, b]) expect(read(device)).toMatchObject({ facets: { what: 'yoga' } });
  });

  it('is gone when a person removed it, whoever made it since without knowing; somebody who knows brings it back', () => {
    const [a, b] = [createTestDevice('a'), ahead(createTestDevice('b'), 500)];
    born(a);
    remove(a);
    born(b);
    meet(a, b);
    for (const device of [a, b]) expect(read(device)).toBeNull();
    born(a);
    meet(a, b);
    for (const device of [a, b]) expect(read(device)).toMatchObject({ facets: { what: 'yoga' }, rivals: {} });
  });

  it.each(['its maker', 'another'])(
    'is gone when its maker takes it back, whatever %s noted of it since',
    (who) => {
      const [a, b] = [createTestDevice('a'), createTestDevice('b')];
      const made = born(a);
      meet(a, b);
      put(who === 'another' ? b : a, 'x', { note: 'serrée' });
      meet(a, b);
      expect(takeBack(a, made).ok).toBe(true);
      meet(a, b);
      for (const device of [a, b]) {
        expect(read(device)).toBeNull();
        device.circle.rebuild();
        expect(read(device)).toBeNull();
      }
    },
  );

  it('is gone when its maker takes it back after another removed it and put it there again', () => {
    const [a, b] = [createTestDevice('a'), createTestDevice('b')];
    const made = born(a);
    meet(a, b);
    const removed = remove(b);
    const gesture = removed.ok ? removed.value.gestureId : undefined;
    expect(b.circle.undo(gesture ?? '', line).ok).toBe(true);
    meet(a, b);
    expect(read(a)).not.toBeNull();
    expect(takeBack(a, made).ok).toBe(true);
    meet(a, b);
    for (const device of [a, b]) expect(read(device)).toBeNull();
  });

  it('is gone when its maker takes it back, whatever part of it another changed and changed again', () => {
    const [a, b] = [createTestDevice('a'), createTestDevice('b')];
    const made = born(a);
    meet(a, b);
    put(b, 'x', { who: 'Odile' });
    put(b, 'x', { who: 'Nadia' });
    meet(a, b);
    expect(takeBack(a, made).ok).toBe(true);
    meet(a, b);
    for (const device of [a, b]) expect(read(device)).toBeNull();
  });

  it('is gone when its maker takes it back, of one part that another changed and its maker changed again', () => {
    const [a, b] = [createTestDevice('a'), createTestDevice('b')];
    const made = put(a, 'x', { what: 'Bureau' }, '2027');
    meet(a, b);
    put(b, 'x', { what: 'Salle' });
    meet(a, b);
    expect(takeBack(a, made)).toMatchObject({ error: { tag: 'changed_meanwhile' } });
    put(a, 'x', { what: 'Bureau' });
    expect(takeBack(a, made).ok).toBe(true);
    meet(a, b);
    for (const device of [a, b]) expect(read(device)).toBeNull();
  });

  it('keeps what a third changed of it, and what was changed apart, when each maker takes its own back', () => {
    const [a, b, c] = [createTestDevice('a'), createTestDevice('b'), createTestDevice('c')];
    const [madeA, madeB] = [born(a), born(b)];
    put(a, 'x', { who: 'Odile' });
    meet(a, b);
    meet(a, c);
    put(c, 'x', { what: 'danse' });
    meet(a, c);
    meet(a, b);
    expect(takeBack(b, madeB).ok).toBe(true);
    meet(a, b);
    for (const device of [a, b])
      expect(read(device)).toMatchObject({ facets: { what: 'danse', who: 'Odile' } });
    expect(takeBack(a, madeA)).toMatchObject({ error: { tag: 'changed_meanwhile' } });
  });

  it('leaves no word of what was made and taken back in what is handed to a newcomer', () => {
    const a = createTestDevice('a');
    const made = put(a, 'x', { what: 'mot-canari' }, '2027');
    takeBack(a, made);
    expect(Buffer.from(a.circle.whole('2027')).includes('mot-canari')).toBe(false);
  });
});

it('several devices that make, change and move the same things apart show every value that nobody replaced', () => {
  const step = fc.record({
    who: fc.nat(2),
    id: fc.constantFrom('x', 'y'),
    facet: fc.constantFrom('slot', 'what'),
    value: fc.nat(9),
    year: fc.constantFrom<DocumentName>('2026', '2027', '2028'),
    move: fc.boolean(),
    gives: fc.option(fc.nat(2)),
  });
  let alike = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 24 }), (steps) => {
      const devices = ['a', 'b', 'c'].map((name) => createTestDevice(name));
      const writes: { key: string; value: number; replaced: Set<number> }[] = [];
      const seen = devices.map(() => new Set<number>());
      for (const { who, id, facet, value, year, move, gives } of steps) {
        const actor = devices[who] as TestDevice;
        const known = seen[who] as Set<number>;
        const entity = read(actor, id);
        if (!entity && writes.some(({ key }) => key.startsWith(id))) alike += 1;
        const facets = entity ? { [facet]: value } : { slot: value, what: value };
        put(actor, id, facets, entity && !move ? undefined : year);
        for (const name of Object.keys(facets)) {
          if (entity && entity.facets[name] === value && entity.rivals[name] === undefined) continue;
          const key = `${id}/${name}`;
          const replaced = new Set([...known].filter((write) => writes[write]?.key === key));
          known.add(writes.length);
          writes.push({ key, value, replaced });
        }
        if (gives === null || gives === who) continue;
        (devices[gives] as TestDevice).circle.receive(actor.updates());
        for (const write of known) seen[gives]?.add(write);
      }
      meet(...devices);
      for (const id of ['x', 'y']) {
        const entity = read(devices[0] as TestDevice, id);
        for (const device of devices) {
          expect(read(device, id)).toEqual(entity);
          device.circle.rebuild();
          expect(read(device, id)).toEqual(entity);
        }
        for (const facet of ['slot', 'what']) {
          const its = writes.flatMap((write, i) => (write.key === `${id}/${facet}` ? [i] : []));
          const alive = its.filter((i) => !its.some((other) => writes[other]?.replaced.has(i)));
          const shown = entity ? [entity.facets[facet], ...(entity.rivals[facet] ?? [])] : [];
          expect(new Set(shown)).toEqual(new Set(alive.map((i) => writes[i]?.value)));
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(alike).toBeGreaterThan(100);
});
