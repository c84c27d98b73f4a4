import { expect, test } from 'vitest';
import { addDays } from '../time/wall.ts';
import { programmeWith, session } from './fixture.ts';
import { PAGE_MAX_BYTES } from './limits.ts';
import { LOGO_MAX_LENGTH } from './look.ts';
import { pageOf } from './page.ts';

const bytesOf = (page: string) => new TextEncoder().encode(page).length;
const logo = `data:image/png;base64,${'A'.repeat(LOGO_MAX_LENGTH - 22)}`;

/** A quarter as full as the issue's: sixty things, 400 sessions, each described at length. */
const full = Array.from({ length: 400 }, (_, n) =>
  session({
    id: `s${n}`,
    date: addDays('2027-01-04', Math.floor(n / 5)),
    title: `Atelier numéro ${n % 60}, à l’aise avec sa tablette`,
    description: `Un temps pour soi, ouvert à toutes et à tous, ${n % 60}. `.repeat(12),
  }),
);

test('what people type is text: no tag, no attribute and no script comes of it', () => {
  const nasty = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&\u0000`;
  const base = programmeWith([
    session({ title: nasty, description: nasty, facilitator: nasty, placeText: nasty, spaces: [nasty] }),
  ]);
  const page = pageOf({
    ...base,
    closedDays: [{ date: '2027-01-13', reason: nasty }],
    place: {
      ...base.place,
      ...{ name: nasty, address: nasty, phone: nasty, email: nasty, website: nasty, tagline: nasty },
    },
  });
  expect(page).not.toMatch(/<(?:script|img|iframe|link|object)/i);
  expect(page).not.toContain('\u0000');
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toMatch(/href="(?!#programme)/);
});

test('nothing is fetched: the only addresses are links that a person presses', () => {
  const base = programmeWith([session()]);
  const page = pageOf({
    ...base,
    place: { ...base.place, website: 'www.laressourcerie.example/agenda', logo },
  });
  const addresses = [...page.matchAll(/(?:src|href|url\(|@import|action)\s*=?\s*["'(]?([^"')\s>]+)/g)].map(
    ([, address = '']) => address.slice(0, 30),
  );
  expect(addresses).toEqual([
    '#programme',
    'data:image/png;base64,AAAAAAAA',
    'tel:0556000000',
    'mailto:bonjour@ressourcerie.ex',
    'https://www.laressourcerie.exa',
  ]);
  expect(page).not.toMatch(/<script|<link|javascript:/i);
});

test('words of both directions and of any script are kept apart from their neighbours', () => {
  const page = pageOf(programmeWith([session({ title: 'مقهى \u202eالعائلة', facilitator: 'ليلى' })]));
  expect(page).toContain('<b dir="auto">مقهى');
  expect(page).toContain('<bdi>avec ليلى</bdi>');
});

test('a full quarter, its logo and its descriptions weigh under 200 kB, and no session is lost', () => {
  const base = programmeWith(full);
  const page = pageOf({ ...base, place: { ...base.place, logo } });
  expect(bytesOf(page)).toBeLessThan(PAGE_MAX_BYTES);
  expect(page.match(/class="hours"/g)).toHaveLength(400);
  expect(page).toContain('data:image/png');
});

test('names of 300 characters everywhere: descriptions go, then the logo, never a session', () => {
  const long = full.map((one, n) => ({ ...one, title: `${'Très long nom '.repeat(21)}${n}`.slice(0, 300) }));
  const base = programmeWith(long);
  const page = pageOf({ ...base, place: { ...base.place, logo } });
  expect(page.match(/class="hours"/g)).toHaveLength(400);
  expect(page).not.toContain('En quelques mots');
});

test('an empty period says so', () => {
  expect(pageOf(programmeWith([]))).toContain('Rien n’est annoncé pour cette période.');
});
