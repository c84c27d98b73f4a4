/**
 * Sentences of a coordinator with what they mean: `corpus.tsv`, and the ones that were handed over
 * (`../shared/cases/sentences.tsv`, left out where it is absent). Columns: sentence, title, days, hours, where, more; two
 * lines made of one sentence, or two runs of words that are not understood, are joined by ` || `. Days are worked out here from a few signs, by nothing of the grammar:
 * `ma,je` days of the week · `/2` every other one · `>01-12` from · `<03-09` until · `-02-17` or `-me` without · `#10` the
 * first ten · `r1,-1 je` ranks in the month · `m15` day of the month · `open`, `school` only those · `01-12` that date.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startingCatalogue } from '../../catalogue/starting.ts';
import { dayFacts } from '../../place/opening.ts';
import { profile } from '../../place/profiles.ts';
import { addDays, datesBetween, isNthWeekday, type Nth, type Weekday, weekday } from '../../time/wall.ts';
import { spanOf } from '../calendar.ts';
import { lineDates } from '../dates.ts';
import { describeLine, type LineDraft, type OneLineContext, readOneLine } from './one-line.ts';

const span = spanOf('2027-1');
const place = {
  ...profile('ressourcerie'),
  schoolHolidays: [{ zone: 'A' as const, name: 'Vacances d’hiver', start: '2027-02-13', end: '2027-02-28' }],
};
const facts = (date: string) => dayFacts(date, place);
const person = (id: string, name: string) => ({ id, name, archived: false });
const context: OneLineContext = {
  span,
  activities: startingCatalogue('ressourcerie'),
  spaces: place.spaces,
  hosts: [person('nadia', 'Nadia Ferrand'), person('helene', 'Hélène Castan')],
  facilitators: [person('lea', 'Léa Fontaine'), person('fil', 'Association Fil & Terre')],
  fares: place.settings.fares,
  days: datesBetween(span.from, span.to).map(facts),
};

const DAYS = ['lu', 'ma', 'me', 'je', 've', 'sa', 'di'];
const isDay = (token: string) => DAYS.includes(token.split(',')[0] ?? '');
const inYear = (token: string) => `2027-${token.slice(-5)}`;

/** The dates that the signs of the second column mean. */
function meant(signs: string, avoided: string): string[] {
  const isAvoided = (date: string) =>
    facts(date).reasons.some(
      ({ kind }) =>
        (kind === 'school-holiday' && avoided.includes('noschool')) ||
        (kind === 'holiday' && avoided.includes('nopublic')),
    );
  const tokens = signs.split(' ');
  // "je <01-31 je >03-01": what a second day begins adds to the first.
  const second = tokens.findIndex(
    (token, index) => index > 0 && isDay(token) && tokens.slice(0, index).some(isDay),
  );
  if (second > 0)
    return [tokens.slice(0, second), tokens.slice(second)].flatMap((some) => meant(some.join(' '), avoided));
  const sign = (start: string) =>
    tokens.filter((token) => token.startsWith(start)).map((token) => token.slice(start.length));
  const named = tokens.filter((token) => /^\d\d-\d\d$/.test(token)).map(inYear);
  if (named.length > 0) return named;
  const days = tokens.find(isDay)?.split(',') ?? [];
  const ranks = sign('r')[0]?.split(',').map(Number) as Nth[] | undefined;
  const ofMonth = sign('m')
    .filter((token) => /^\d+$/.test(token))
    .map(Number);
  const [from = span.from] = sign('>').map(inYear);
  const [to = span.to] = sign('<').map(inYear);
  const fits = (date: string) => {
    const day = weekday(date);
    if (days.length > 0 && !days.includes(DAYS[day - 1] ?? '')) return false;
    if (ranks && !ranks.some((nth) => isNthWeekday(date, day as Weekday, nth))) return false;
    if (ofMonth.length > 0 && !ofMonth.includes(Number(date.slice(8)))) return false;
    if (tokens.includes('open') && facts(date).closed) return false;
    if (isAvoided(date)) return false;
    return !tokens.includes('school') || (date >= '2027-02-13' && date <= '2027-02-28');
  };
  let dates = datesBetween(from, to).filter(fits);
  const [every] = sign('/').map(Number);
  if (every !== undefined) {
    const step = days.length > 0 ? 7 * every : every;
    const last = dates[0] ?? from;
    dates = Array.from({ length: 92 }, (_, index) => addDays(last, step * index)).filter(
      (date) => date <= to,
    );
  }
  const without = sign('-');
  return dates
    .filter((date) => !without.includes(date.slice(5)) && !without.includes(DAYS[weekday(date) - 1] ?? ''))
    .slice(0, Number(sign('#')[0] ?? 92));
}

const nameOf = (id: string | undefined, among: readonly { id: string; name: string }[]) =>
  among.find((one) => one.id === id)?.name;

function whereOf({ plan: { slot }, what }: LineDraft): string {
  if (slot.wholePlace) return 'whole';
  if (what.placeText !== undefined) return `rdv ${what.placeText}`;
  if (what.mode !== 'on-site') return what.mode;
  return slot.spaces.map((id) => nameOf(id, context.spaces)).join(' + ') || '?';
}

function moreOf({ plan, what, who }: LineDraft, endTaken: string | undefined): string[] {
  const known = context.activities.find(({ id }) => id === what.activity);
  return [
    endTaken,
    plan.duringSchoolHolidays ? undefined : 'noschool',
    plan.duringPublicHolidays === false ? 'nopublic' : undefined,
    what.capacity === undefined ? undefined : `seats=${what.capacity}`,
    what.fareCents === undefined ? undefined : `cents=${what.fareCents}`,
    who.hosts.length === 0 ? undefined : `host=${who.hosts.map((id) => nameOf(id, context.hosts)).join('+')}`,
    who.facilitator === undefined ? undefined : `by=${nameOf(who.facilitator, context.facilitators)}`,
    what.isPublic === (known?.isPublic ?? true) ? undefined : 'internal',
  ].filter((word) => word !== undefined);
}

const corpus = readFileSync(new URL('./corpus.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

describe('the sentences of a coordinator', () => {
  it('are at least two hundred', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(200);
    expect(new Set(corpus.map(([sentence]) => sentence)).size).toBe(corpus.length);
  });

  it.each(corpus)('%s', (sentence = '', title = '', days = '', hours = '', where = '', more = '') => {
    const line = readOneLine(sentence, context);
    if (title === '✗') {
      expect(line.drafts).toEqual([]);
      expect(line.unknown.map(({ text }) => text)).toEqual(days.split(' || '));
      return;
    }
    if (title === '…') {
      expect(line.drafts).toEqual([]);
      expect(line.missing.filter((part) => part !== 'space').join(' ')).toBe(days);
      expect(line.known).not.toEqual([]);
      return;
    }
    expect(line.unknown).toEqual([]);
    const [allDays, allHours, allWhere, allMore] = [days, hours, where, more].map((column) =>
      column.split(' || '),
    );
    const lines = allDays?.length ?? 1;
    expect(line.drafts).toHaveLength(lines);
    expect(line.missing).toEqual(allWhere?.includes('?') ? ['space'] : []);
    line.drafts.forEach((draft, index) => {
      const of = (column: string[] | undefined) => column?.[index] ?? column?.[0] ?? '';
      const { start, end } = draft.plan.slot;
      const activity = nameOf(draft.what.activity, context.activities);
      expect({
        title: draft.what.title ?? activity,
        dates: lineDates(draft.plan, span, facts),
        hours: `${start}-${end}`,
        where: whereOf(draft),
        more: moreOf(draft, line.known[index]?.endTaken).join(' '),
      }).toEqual({
        title,
        dates: meant(of(allDays), of(allMore)),
        hours: of(allHours),
        where: of(allWhere),
        more: of(allMore),
      });
    });
  });

  it.each(corpus.filter(([, title]) => title !== '✗' && title !== '…'))('%s, said back', (sentence = '') => {
    for (const draft of readOneLine(sentence, context).drafts) {
      const said = describeLine(draft, context);
      const back = readOneLine(said, context);
      expect({ said, unknown: back.unknown }).toEqual({ said, unknown: [] });
      expect(back.drafts).toHaveLength(1);
      const [again] = back.drafts;
      expect(again && { what: again.what, who: again.who }).toEqual({ what: draft.what, who: draft.who });
      expect(again && lineDates(again.plan, span, facts)).toEqual(lineDates(draft.plan, span, facts));
      expect(again?.plan.slot).toEqual({ ...draft.plan.slot, date: again?.plan.slot.date });
      expect(describeLine(again ?? draft, context)).toBe(said);
    }
  });

  const handedOver = fileURLToPath(new URL('../../../../../shared/cases/sentences.tsv', import.meta.url));
  it.skipIf(!existsSync(handedOver))(
    'hold all that were handed over, as they were meant (left out when ../shared/cases/sentences.tsv is absent)',
    () => {
      const rows = readFileSync(handedOver, 'utf8').trim().split('\n').slice(1);
      expect(rows.length).toBeGreaterThanOrEqual(38);
      for (const row of rows) {
        const [sentence = '', title = '', dates = '', start = '', end = ''] = row.split('\t');
        expect(corpus.map(([one]) => one)).toContain(sentence);
        const { known } = readOneLine(sentence, context);
        const drafts = known.map(({ draft }) => draft);
        const named = drafts.map(({ what }) => what.title ?? nameOf(what.activity, context.activities));
        expect(title).toContain(named[0]);
        if (/^\d{2}:/.test(start))
          for (const { plan } of drafts)
            expect({ sentence, start: plan.slot.start }).toEqual({ sentence, start });
        if (/^\d{2}:\d{2}$/.test(end))
          for (const { plan } of drafts) expect({ sentence, end: plan.slot.end }).toEqual({ sentence, end });
        if (/^\d{4}-/.test(dates))
          expect(drafts.flatMap(({ plan }) => lineDates(plan, span, facts))).toEqual(dates.split(' '));
      }
    },
  );
});
