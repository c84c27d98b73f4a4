import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tablesWith } from '../../testing/word-in-base.ts';
import { queries } from './rows.ts';
import { type CircleBench, furnish, meet, openCircleBench, storedOf } from './testing.ts';

const care = { circle: 'care' as const };
const task = { ...care, kind: 'task' as const };
const message = { ...care, kind: 'message' as const };

/** Lucie's and Maud's machines, in the same circle `care`. */
function pair(): [CircleBench, CircleBench] {
  const [a, b] = [openCircleBench('a', ['care']), openCircleBench('b', ['care'])];
  furnish(a);
  meet(a, b);
  return [a, b];
}

const texts = async (bench: CircleBench, more: object = {}) =>
  (await bench.done('threads.list', { ...care, ...more })).messages.map(({ text }) => text);

const book = async (bench: CircleBench, what: object, start = '10:00', end = '11:00') =>
  (
    await bench.done('planning.create', {
      slot: { date: '2027-01-12', start, end, spaces: ['salon'] },
      what: { kind: 'session', ...what },
      who: {},
      state: { status: 'confirmed' },
    })
  ).id;

describe('a thread', () => {
  it('shows what the other wrote, with her name, and what is still unread', async () => {
    const [a, b] = pair();
    await a.done('threads.post', { ...message, text: ' Rappeler la mairie ', date: '2027-01-13' });
    meet(a, b);
    const seen = await b.done('threads.list', care);
    expect(seen).toMatchObject({
      openTasks: 0,
      unread: 1,
      messages: [
        { text: 'Rappeler la mairie', date: '2027-01-13', authorName: 'Lucie', mine: false, unread: true },
      ],
    });
    expect(await a.done('threads.list', care)).toMatchObject({
      unread: 0,
      messages: [{ mine: true, unread: false }],
    });
    await b.done('threads.markRead', care);
    expect(await b.done('threads.list', care)).toMatchObject({ unread: 0, messages: [{ unread: false }] });
  });

  it('keeps unread a message written long ago on a machine that was away', async () => {
    const [a, b] = pair();
    await a.done('threads.post', { ...message, text: 'écrit loin de tout' });
    b.time.now += 21 * 86_400_000;
    const c = openCircleBench('c', ['care'], 'host-b');
    c.time.now = b.time.now;
    await c.done('threads.post', { ...message, text: 'le même jour' });
    meet(b, c);
    await b.done('threads.markRead', care);
    meet(a, b);
    expect(await b.done('threads.list', care)).toMatchObject({
      unread: 1,
      messages: [
        { text: 'le même jour', unread: false },
        { text: 'écrit loin de tout', unread: true },
      ],
    });
  });

  it('goes by pages that what arrives meanwhile does not shift', async () => {
    const [a, b] = pair();
    for (let i = 1; i <= 7; i += 1) await a.done('threads.post', { ...message, text: `n${i}` });
    const first = await a.done('threads.list', { ...care, limit: 3 });
    await b.done('threads.post', { ...message, text: 'ailleurs' });
    b.time.now += 60_000;
    await b.done('threads.post', { ...message, text: 'plus tard' });
    meet(a, b);
    const second = await a.done('threads.list', { ...care, limit: 3, before: first.next });
    const third = await a.done('threads.list', { ...care, limit: 3, before: second.next });
    const own = [first, second, third].flatMap(({ messages }) => messages.filter(({ mine }) => mine));
    expect(own.map(({ text }) => text)).toEqual(['n7', 'n6', 'n5', 'n4', 'n3', 'n2', 'n1']);
    expect(third.next).toBeUndefined();
  });

  it('lists open tasks oldest first, and lets anyone of the circle tick them', async () => {
    const [a, b] = pair();
    const { id } = await a.done('threads.post', { ...task, text: 'Dossier MDPH' });
    await a.done('threads.post', { ...task, text: 'Appeler la CAF' });
    await a.done('threads.post', { ...message, text: 'Bonjour' });
    meet(a, b);
    expect(await texts(b, { show: 'tasks' })).toEqual(['Dossier MDPH', 'Appeler la CAF']);
    await b.done('threads.setDone', { ...care, id, done: true });
    meet(a, b);
    expect(await texts(a, { show: 'tasks' })).toEqual(['Appeler la CAF']);
    const list = await a.done('threads.list', care);
    expect(list.openTasks).toBe(1);
    expect(list.messages.find((one) => one.id === id)).toMatchObject({
      done: { done: true, by: 'host-b' },
      doneByName: 'Maud',
    });
    await a.done('threads.setDone', { ...care, id, done: false });
    expect(await texts(a, { show: 'tasks' })).toEqual(['Dossier MDPH', 'Appeler la CAF']);
  });

  it('ticks only tasks that exist', async () => {
    const [a] = pair();
    const { id } = await a.done('threads.post', { ...message, text: 'Bonjour' });
    const missing = { ok: false, error: { tag: 'not_found' } };
    expect(await a.call('threads.setDone', { ...care, id, done: true })).toMatchObject(missing);
    expect(await a.call('threads.setDone', { ...care, id: 'nobody', done: true })).toMatchObject(missing);
  });

  it('keeps an edit and a tick made at the same time', async () => {
    const [a, b] = pair();
    const { id } = await a.done('threads.post', { ...task, text: 'Dossier' });
    meet(a, b);
    await a.done('threads.edit', { ...care, id, text: 'Dossier MDPH' });
    await b.done('threads.setDone', { ...care, id, done: true });
    meet(a, b);
    for (const bench of [a, b])
      expect((await bench.done('threads.list', care)).messages).toMatchObject([
        { text: 'Dossier MDPH', editedAt: expect.any(Number), done: { done: true }, rivals: [] },
      ]);
  });

  it('shows both words of an author who edited on two machines, until she chooses', async () => {
    const [a, b] = pair();
    const other = openCircleBench('c', ['care'], 'host-a');
    const { id } = await a.done('threads.post', { ...message, text: 'Mardi' });
    meet(a, b, other);
    await a.done('threads.edit', { ...care, id, text: 'Mercredi' });
    other.time.now += 1000;
    await other.done('threads.edit', { ...care, id, text: 'Jeudi' });
    meet(a, b, other);
    for (const bench of [a, b, other])
      expect((await bench.done('threads.list', care)).messages).toMatchObject([
        { text: 'Jeudi', rivals: [{ text: 'Mercredi' }] },
      ]);
    await a.done('threads.edit', { ...care, id, text: 'Mercredi' });
    meet(a, b, other);
    expect((await b.done('threads.list', care)).messages).toMatchObject([{ text: 'Mercredi', rivals: [] }]);
  });

  it('shows a tick and its taking back made at once; two ticks agree', async () => {
    const [a, b] = pair();
    const { id } = await a.done('threads.post', { ...task, text: 'Dossier' });
    meet(a, b);
    await a.done('threads.setDone', { ...care, id, done: true });
    await b.done('threads.setDone', { ...care, id, done: true });
    meet(a, b);
    expect((await a.done('threads.list', care)).messages).toMatchObject([
      { done: { done: true }, rivals: [] },
    ]);
    await a.done('threads.setDone', { ...care, id, done: false });
    meet(a, b);
    await a.done('threads.setDone', { ...care, id, done: true });
    b.time.now += 1000;
    await b.done('threads.setDone', { ...care, id, done: true });
    await b.done('threads.setDone', { ...care, id, done: false });
    meet(a, b);
    expect((await a.done('threads.list', care)).messages).toMatchObject([{ rivals: [{ done: true }] }]);
    await a.done('threads.setDone', { ...care, id, done: false });
    meet(a, b);
    expect((await b.done('threads.list', care)).messages).toMatchObject([
      { done: { done: false }, rivals: [] },
    ]);
  });

  it('lets each edit and remove her own words only', async () => {
    const [a, b] = pair();
    const { id } = await a.done('threads.post', { ...message, text: 'À moi' });
    meet(a, b);
    const refused = { ok: false, error: { tag: 'not_author' } };
    expect(await b.call('threads.edit', { ...care, id, text: 'À elle' })).toMatchObject(refused);
    expect(await b.call('threads.remove', { ...care, id })).toMatchObject(refused);
    const half = { key: `threads.edit.${id}`, value: 'À moi, à demi' };
    a.sqlite.prepare('INSERT INTO drafts (key, value, saved_at) VALUES (@key, @value, 0)').run(half);
    await a.done('threads.remove', { ...care, id });
    meet(a, b);
    expect(await texts(b)).toEqual([]);
    for (const { sqlite } of [a, b]) expect(tablesWith(sqlite, 'À moi')).toEqual([]);
    expect((await b.done('threads.list', care)).unread).toBe(0);
    expect(await a.call('threads.remove', { ...care, id })).toMatchObject({ error: { tag: 'not_found' } });
  });

  it('tells the screens once of a colleague’s messages as of one’s own', async () => {
    const [a, b] = pair();
    await a.done('threads.post', { ...message, text: 'un' });
    await a.done('threads.post', { ...message, text: 'deux' });
    b.emitted.length = 0;
    meet(a, b);
    await Promise.resolve();
    expect(b.emitted.filter((topic) => topic === 'threads.changed')).toHaveLength(1);
  });

  it('sets aside what is no message, and goes on', async () => {
    const [a] = pair();
    a.circles.get('care')?.write((writer) => {
      writer.put('messages', 'strange', { what: 'words' }, '2027');
      writer.put(
        'messages',
        writer.claim(),
        { what: { kind: 'poem', text: 'x', author: 'z', at: 1 } },
        '2027',
      );
      return { ok: true, value: {} };
    });
    await a.done('threads.post', { ...message, text: 'Bonjour' });
    expect(await a.done('threads.list', { ...care, limit: 1 })).toMatchObject({
      messages: [{ text: 'Bonjour' }],
      unread: 0,
    });
  });

  it('is the same once the circle is read again from what was stored', async () => {
    const [a, b] = pair();
    const { id } = await a.done('threads.post', { ...task, text: 'Dossier' });
    await a.done('threads.post', { ...message, text: 'Bonjour' });
    meet(a, b);
    await b.done('threads.markRead', care);
    await a.done('threads.setDone', { ...care, id, done: true });
    await a.done('threads.post', { ...task, text: 'Nouveau' });
    meet(a, b);
    const before = await b.done('threads.list', care);
    expect(before).toMatchObject({ openTasks: 1, unread: 1 });
    b.circles.get('care')?.rebuild();
    expect(await b.done('threads.list', care)).toEqual(before);
  });

  it.each([
    ['latest', 'SEARCH entities USING INDEX sqlite_autoindex_entities_1 (circle=? AND type=? AND id<?)'],
    ['tasks', 'SEARCH entities USING INDEX messages_open (circle=? AND type=? AND id>?)'],
    ['about', 'SEARCH entities USING INDEX messages_by_booking (circle=? AND <expr>=?)'],
    ['ids', 'SEARCH entities USING COVERING INDEX sqlite_autoindex_entities_1 (circle=? AND type=?)'],
  ] as const)('reads %s from an index, without sorting', (name, search) => {
    const [a] = pair();
    const plan = a.sqlite
      .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${queries[name]}`)
      .all({ circle: 'care', from: '', limit: 50, booking: '' })
      .map(({ detail }) => detail);
    expect(plan).toEqual([search]);
  });

  it('reads in one order whatever the order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ by: fc.nat(2), wait: fc.nat(3), shares: fc.boolean() }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.infiniteStream(fc.nat(1000)),
        async (posts, dice) => {
          const writers = ['a', 'b', 'c'].map((name) => openCircleBench(name, ['care']));
          for (const [at, { by, wait, shares }] of posts.entries()) {
            const writer = writers[by] as CircleBench;
            writer.time.now += wait * 1000;
            await writer.done('threads.post', { ...message, text: `m${at}` });
            if (shares) meet(writer, writers[(by + 1) % 3] as CircleBench);
          }
          const stored = writers.flatMap((writer) => storedOf(writer, 'care'));
          const readers = ['y', 'z'].map((name) => openCircleBench(name, ['care']));
          for (const reader of readers) {
            const order = stored
              .map((update) => ({ update, key: dice.next().value as number }))
              .sort((one, other) => one.key - other.key);
            for (const { update } of order) reader.circles.get('care')?.receive([update]);
          }
          const lists = await Promise.all(readers.map((reader) => texts(reader, { limit: 4 })));
          const whole = await Promise.all(readers.map((reader) => texts(reader)));
          for (const bench of [...writers, ...readers]) bench.close();
          expect(whole[0]).toHaveLength(posts.length);
          expect(whole[1]).toEqual(whole[0]);
          expect(lists[1]).toEqual(lists[0]);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a message about a booking', () => {
  it('shows it as the planning does, and never more', async () => {
    const [a, b] = pair();
    const vault = await book(a, { title: 'Atelier cuisine' });
    const appointment = await book(a, { kind: 'appointment', title: 'Mme Lune' }, '14:00', '15:00');
    await a.done('threads.post', { ...message, text: 'Sur la cuisine', booking: vault });
    await a.done('threads.post', { ...message, text: 'Sur le rendez-vous', booking: appointment });
    meet(a, b);
    for (const bench of [a, b])
      expect((await bench.done('threads.list', care)).messages).toMatchObject([
        { about: { id: appointment, title: 'Occupé', date: '2027-01-12', start: '14:00' } },
        { about: { id: vault, title: 'Atelier cuisine' } },
      ]);
    expect(await b.done('threads.aboutBooking', { booking: vault })).toMatchObject([
      { circle: 'care', text: 'Sur la cuisine', authorName: 'Lucie' },
    ]);
  });

  it('names only a booking that exists', async () => {
    const [a] = pair();
    expect(await a.call('threads.post', { ...message, text: 'x', booking: 'nowhere' })).toMatchObject({
      error: { tag: 'not_found', what: 'booking' },
    });
  });
});

describe('whoever is not in the circle', () => {
  it('is answered so by every method', async () => {
    const c = openCircleBench('c', ['welcome']);
    const refused = { ok: false, error: { tag: 'not_in_circle', circle: 'care' } };
    const id = 'x';
    expect(await c.call('threads.list', care)).toMatchObject(refused);
    expect(await c.call('threads.post', { ...message, text: 'x' })).toMatchObject(refused);
    expect(await c.call('threads.edit', { ...care, id, text: 'x' })).toMatchObject(refused);
    expect(await c.call('threads.setDone', { ...care, id, done: true })).toMatchObject(refused);
    expect(await c.call('threads.remove', { ...care, id })).toMatchObject(refused);
    expect(await c.call('threads.markRead', care)).toMatchObject(refused);
    expect(await c.done('threads.aboutBooking', { booking: 'x' })).toEqual([]);
  });

  it('gets no byte of it: neither in the team’s documents, nor in the feed', async () => {
    const [a] = pair();
    const c = openCircleBench('c', ['welcome']);
    const booking = await book(a, { title: 'Atelier' });
    const { id } = await a.done('threads.post', { ...task, text: 'LUNAIRE', booking });
    await a.done('threads.edit', { ...care, id, text: 'LUNAIRE encore' });
    await a.done('threads.setDone', { ...care, id, done: true });
    await a.done('threads.remove', { ...care, id });
    await a.done('threads.post', { ...message, text: 'LUNAIRE toujours' });
    meet(a, c);
    const { lines } = await c.done('planning.feed', {});
    expect(lines.map(({ title }) => title)).toEqual(['Atelier']);
    const shared = Buffer.concat(storedOf(a, 'team').map(({ update }) => Buffer.from(update)));
    expect(shared.includes('LUNAIRE')).toBe(false);
    expect(
      Buffer.concat(storedOf(a, 'care').map(({ update }) => Buffer.from(update))).includes('LUNAIRE'),
    ).toBe(true);
    expect(c.sqlite.serialize().includes('LUNAIRE')).toBe(false);
  });
});
