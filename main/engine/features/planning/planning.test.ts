import { describe, expect, it } from 'vitest';
import { createPlanningDevice, furnish, meet, type PlanningDevice } from './testing.ts';

const slot = (start: string, end: string, spaces = ['space-1'], date = '2027-01-12') => ({
  date,
  start,
  end,
  spaces,
});
const confirmed = { status: 'confirmed' as const };

function furnished(): PlanningDevice {
  const device = createPlanningDevice('a');
  furnish(device);
  return device;
}

const book = (device: PlanningDevice, wanted: ReturnType<typeof slot>, more: object = {}) =>
  device.done('planning.create', {
    slot: wanted,
    what: { kind: 'session', activity: 'yoga' },
    who: {},
    state: confirmed,
    ...more,
  }).id;

const range = (device: PlanningDevice, from = '2027-01-01', to = '2027-01-31') =>
  device.done('planning.range', { from, to }).bookings;

describe('placing a booking', () => {
  it('names what holds the slot and gives three free places', () => {
    const a = furnished();
    const id = book(a, slot('10:00', '11:15'));
    const refused = a.call('planning.create', {
      slot: slot('11:00', '12:00'),
      what: { kind: 'meeting' },
      who: {},
      state: confirmed,
    });
    expect(refused).toMatchObject({
      ok: false,
      error: {
        tag: 'slot_taken',
        clashes: [
          {
            bookingId: id,
            reason: 'space',
            resource: 'space-1',
            date: '2027-01-12',
            label: 'Yoga, 10\u00a0h – 11\u00a0h\u00a015, Salon',
          },
        ],
        alternatives: [
          { kind: 'elsewhere', slot: { spaces: ['space-2'], start: '11:00' } },
          { kind: 'earlier', slot: { start: '09:00', end: '10:00' } },
          { kind: 'later', slot: { start: '11:15', end: '12:15' } },
        ],
      },
    });
    expect(range(a)).toHaveLength(1);
  });

  it('takes a busy slot as an option when asked knowingly, and lets the first one keep its rank', () => {
    const a = furnished();
    const first = book(a, slot('10:00', '11:00'));
    const second = book(a, slot('10:30', '11:30'), { asOption: true });
    expect(range(a).map(({ id, status, toSettle }) => ({ id, status, toSettle }))).toEqual([
      { id: first, status: 'confirmed', toSettle: false },
      { id: second, status: 'option', toSettle: true },
    ]);
    // Confirming it is refused as long as the slot is held.
    expect(a.call('planning.change', { id: second, state: confirmed })).toMatchObject({
      error: { tag: 'slot_taken' },
    });
    // Another title is not.
    expect(a.call('planning.change', { id: second, what: { kind: 'session', title: 'Atelier' } }).ok).toBe(
      true,
    );
  });

  it('asks to confirm what is outside the opening hours', () => {
    const a = furnished();
    const params = {
      slot: slot('20:00', '21:00'),
      what: { kind: 'meeting' as const },
      who: {},
      state: confirmed,
    };
    expect(a.call('planning.create', params)).toMatchObject({
      error: { tag: 'outside_opening', reasons: [{ kind: 'outside-hours', name: '' }] },
    });
    expect(a.call('planning.create', { ...params, acceptOutsideOpening: true }).ok).toBe(true);
    expect(a.call('planning.create', { ...params, slot: slot('20:00', '21:00', []) }).ok).toBe(true);
  });

  it.each([
    ['space', { slot: slot('10:00', '11:00', ['nowhere']) }],
    ['host', { who: { hosts: ['nobody'] } }],
    ['facilitator', { who: { facilitator: 'nobody' } }],
    ['activity', { what: { kind: 'session' as const, activity: 'nothing' } }],
    ['equipment', { what: { kind: 'session' as const, equipment: [{ id: 'nothing', quantity: 1 }] } }],
  ])('refuses a %s that does not exist', (what, part) => {
    const a = furnished();
    const params = {
      slot: slot('10:00', '11:00'),
      what: { kind: 'meeting' as const },
      who: {},
      state: confirmed,
    };
    expect(a.call('planning.create', { ...params, ...part })).toMatchObject({
      error: { tag: 'not_found', what },
    });
  });

  it('counts equipment, people and the whole place', () => {
    const a = furnished();
    const mats = (quantity: number) => ({ kind: 'session' as const, equipment: [{ id: 'mats', quantity }] });
    book(a, slot('10:00', '11:00'), {
      what: mats(6),
      who: { hosts: ['host-1'], facilitator: 'facilitator-1' },
    });
    const reasons = (wanted: ReturnType<typeof slot> & { wholePlace?: boolean }, what: object, who: object) =>
      a
        .done('planning.check', { slot: wanted, what: { kind: 'session', ...what }, who })
        .clashes.map(({ reason, resource }) => `${reason} ${resource}`);
    const elsewhere = slot('10:30', '11:30', ['space-2']);
    expect(reasons(elsewhere, mats(4), {})).toEqual([]);
    expect(reasons(elsewhere, mats(5), {})).toEqual(['equipment mats']);
    expect(reasons(slot('10:30', '11:30', []), {}, { hosts: ['host-1', 'host-2'] })).toEqual(['host host-1']);
    expect(reasons(elsewhere, {}, { facilitator: 'facilitator-1' })).toEqual(['facilitator facilitator-1']);
    expect(reasons({ ...slot('10:30', '11:30', []), wholePlace: true }, {}, {})).toEqual(['space space-1']);
    expect(reasons(slot('11:00', '12:00'), {}, { hosts: ['host-1'] })).toEqual([]);
  });
});

describe('an appointment', () => {
  it('is only "Occupé" in what is shared; its owner alone sees who comes', () => {
    const [a, b] = [furnished(), createPlanningDevice('b')];
    const id = a.done('planning.create', {
      slot: slot('10:00', '11:00', ['space-3']),
      what: {
        kind: 'appointment',
        title: 'Mme Lune',
        description: 'suite du deuil',
        link: 'https://visio/lune',
      },
      who: { hosts: ['host-1'] },
      state: confirmed,
    }).id;
    a.done('planning.cancel', { id, reason: 'Mme Lune est malade' });
    a.done('planning.restore', { id });
    meet(a, b);
    expect(range(a)).toMatchObject([{ title: 'Occupé', privateLabel: 'Mme Lune — Mme Lune est malade' }]);
    expect(range(b)).toMatchObject([{ title: 'Occupé', kind: 'appointment' }]);
    const shared = JSON.stringify([
      b.vault.sqlite.prepare('SELECT * FROM entities').all(),
      b.vault.sqlite.prepare('SELECT * FROM feed').all(),
      b.done('planning.booking', { id }),
      b.updates().map(({ update }) => update.toString('latin1')),
    ]);
    expect(shared).not.toMatch(/Lune|deuil|visio|malade/);
  });
});

describe('a meeting that becomes an appointment', () => {
  it('is called by no name in the history any more, what was told before included; another one is', () => {
    const [a, b] = [furnished(), createPlanningDevice('b')];
    const what = { kind: 'meeting' as const, title: 'Rdv Mme Lune' };
    const id = book(a, slot('10:00', '11:00'), { what });
    const other = book(a, slot('14:00', '15:00'), { what: { kind: 'meeting', title: 'Équipe' } });
    a.done('planning.cancel', { id, reason: 'Mme Lune est malade' });
    a.done('planning.restore', { id });
    const told = (device: PlanningDevice) =>
      JSON.stringify([
        device.done('planning.feed', {}).lines,
        device.done('planning.booking', { id }).history,
        device.done('planning.booking', { id: other }).history,
      ]);
    meet(a, b);
    for (const device of [a, b]) expect(told(device)).toMatch(/Lune.*malade/s);
    b.done('planning.change', { id, what: { kind: 'appointment' } });
    meet(a, b);
    for (const device of [a, b]) {
      expect(told(device)).not.toMatch(/Lune|malade/);
      expect(told(device)).toMatch(/Occupé/);
      expect(told(device)).toMatch(/Équipe/);
    }
  });
});

describe('cancelling and restoring', () => {
  it('frees the slot, and takes it back only when it is still free', () => {
    const a = furnished();
    const first = book(a, slot('10:00', '11:00'));
    a.done('planning.cancel', { id: first, reason: 'intervenante malade' });
    expect(range(a)).toEqual([]);
    expect(
      a.done('planning.range', { from: '2027-01-12', to: '2027-01-12', withCancelled: true }).bookings,
    ).toHaveLength(1);
    book(a, slot('10:00', '11:00'));
    expect(a.call('planning.restore', { id: first })).toMatchObject({ error: { tag: 'slot_taken' } });
    expect(a.call('planning.restore', { id: first, asOption: true }).ok).toBe(true);
    expect(range(a).find(({ id }) => id === first)).toMatchObject({ status: 'option', toSettle: true });
  });

  it('keeps the id of a booking moved across New Year', () => {
    const a = furnished();
    const id = book(a, slot('10:00', '11:00', ['space-1'], '2027-12-31'));
    a.done('planning.change', { id, slot: slot('10:00', '11:00', ['space-1'], '2028-01-04') });
    expect(a.vault.team.read('bookings', id)?.document).toBe('2028');
    expect(range(a, '2027-12-01', '2028-01-31').map((one) => [one.id, one.date])).toEqual([
      [id, '2028-01-04'],
    ]);
    a.done('planning.undo', {});
    expect(range(a, '2027-12-01', '2028-01-31').map((one) => [one.id, one.date])).toEqual([
      [id, '2027-12-31'],
    ]);
  });

  it('says when the slot changed since it was read', () => {
    const a = furnished();
    const id = book(a, slot('10:00', '11:00'));
    const seen = a.done('planning.booking', { id }).booking.slot.claim;
    a.done('planning.change', { id, slot: slot('11:00', '12:00'), seenClaim: seen });
    const late = a.call('planning.change', { id, slot: slot('14:00', '15:00'), seenClaim: seen });
    expect(late).toMatchObject({ error: { tag: 'changed_meanwhile' } });
  });

  it('leaves bookings of an archived space valid, and refuses new ones there', () => {
    const a = furnished();
    const id = book(a, slot('10:00', '11:00'));
    a.done('place.archiveSpace', { id: 'space-1', archived: true });
    expect(a.call('planning.change', { id, slot: slot('10:00', '12:00') }).ok).toBe(true);
    const params = {
      slot: slot('15:00', '16:00'),
      what: { kind: 'meeting' as const },
      who: {},
      state: confirmed,
    };
    expect(a.call('planning.create', params)).toMatchObject({ error: { tag: 'not_found', what: 'space' } });
  });
});

describe('the feed', () => {
  it('tells each gesture, newest first, by pages, and takes the last one back', () => {
    const a = furnished();
    const id = book(a, slot('10:00', '11:00'));
    a.time.now += 1000;
    a.done('planning.change', { id, slot: slot('14:00', '15:00') });
    const page = a.done('planning.feed', { limit: 1 });
    expect(page.lines).toMatchObject([
      {
        kind: 'moved',
        title: 'Yoga',
        bookingId: id,
        from: { start: '10:00' },
        to: { start: '14:00' },
        author: 'a',
      },
    ]);
    const rest = a.done('planning.feed', { limit: 5, before: page.next ?? '' });
    expect(rest.lines.map(({ kind }) => kind)).toEqual(['created']);
    expect(rest.next).toBeUndefined();
    expect(a.done('planning.undoable', {})).toMatchObject({ line: { kind: 'moved' } });
    expect(a.done('planning.undo', {}).line).toMatchObject({ kind: 'undone', to: { start: '10:00' } });
    expect(range(a)).toMatchObject([{ start: '10:00' }]);
  });

  it('takes a creation back, and then has nothing left to take back', () => {
    const a = furnished();
    book(a, slot('10:00', '11:00'));
    a.done('planning.undo', {});
    expect(range(a)).toEqual([]);
    expect(a.call('planning.undo', {})).toMatchObject({ error: { tag: 'nothing_to_undo' } });
  });

  it('tells the screens which days changed, once', async () => {
    const a = furnished();
    await Promise.resolve();
    a.emitted.length = 0;
    const id = book(a, slot('10:00', '11:00'));
    a.done('planning.change', { id, slot: slot('10:00', '11:00', ['space-1'], '2027-01-13') });
    await Promise.resolve();
    expect(a.emitted).toEqual([
      { topic: 'planning.changed', payload: { dates: ['2027-01-12', '2027-01-13'] } },
    ]);
  });
});
