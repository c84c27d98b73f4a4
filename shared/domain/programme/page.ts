/**
 * The programme as one page in one file, to drop on a website: no script, nothing fetched, readable on paper, on a
 * telephone, by a screen reader, in the dark. Whatever people typed is written as text and nothing else, and each
 * piece of it is kept apart so that right-to-left words do not reorder their neighbours.
 */
import { PAGE_MAX_BYTES } from './limits.ts';
import type { Programme, ProgrammePlace, ProgrammeSession } from './model.ts';
import { pageStyle } from './page-style.ts';
import { categorySign } from './signs.ts';
import { closuresOf, grouped, type ProgrammeDay, type ProgrammeWeek, weeksOf } from './weeks.ts';
import {
  capitalised,
  contactsOf,
  dayText,
  faresText,
  hoursText,
  monthOfDate,
  monthText,
  periodText,
  registrationText,
  shortPrice,
  spanText,
  weekText,
  whereText,
  withText,
} from './wording.ts';

const encoder = new TextEncoder();

/** Beyond `PAGE_MAX_BYTES`, descriptions go first, then the logo; sessions never do. */
export function pageOf(programme: Programme): string {
  const shapes = [
    { descriptions: 600, logo: true },
    { descriptions: 200, logo: true },
    { descriptions: 0, logo: true },
    { descriptions: 0, logo: false },
  ];
  let page = '';
  for (const shape of shapes) {
    page = written(programme, shape);
    if (encoder.encode(page).length < PAGE_MAX_BYTES) break;
  }
  return page;
}

interface Shape {
  /** Most characters of each description; 0 for none. */
  descriptions: number;
  logo: boolean;
}

function written(programme: Programme, shape: Shape): string {
  const { place } = programme;
  const title = `${place.name}\u00a0: programme, ${periodText(programme)}`;
  const weeks = weeksOf(programme);
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<style>${pageStyle(place.colour)}</style>
</head>
<body>
<a class="skip" href="#programme">Aller au programme</a>
<header>
${shape.logo && place.logo !== null ? `<img src="${text(place.logo)}" alt="">` : ''}
<div>
<p class="place">${apart(place.name)}</p>
<h1>Programme, <span class="when">${text(periodText(programme))}</span></h1>
${place.tagline === '' ? '' : `<p>${apart(place.tagline)}</p>`}
</div>
</header>
<main id="programme" tabindex="-1">
${calendar(weeks)}${closures(programme)}${activities(programme, shape.descriptions)}${prices(place)}</main>
<footer>${contacts(place)}</footer>
</body>
</html>
`;
}

function calendar(weeks: readonly ProgrammeWeek[]): string {
  const held = weeks.filter(({ days }) => days.some(({ sessions }) => sessions.length > 0));
  if (held.length === 0) return '<p>Rien n’est annoncé pour cette période.</p>\n';
  return grouped(held, ({ monday, days }) => monthOfDate(days[0]?.date ?? monday))
    .map(
      ([month, inMonth]) =>
        `<section><h2>${text(capitalised(monthText(month)))}</h2>\n${inMonth.map(week).join('')}</section>\n`,
    )
    .join('');
}

const week = ({ monday, days }: ProgrammeWeek): string =>
  `<section class="week"><h3>${text(capitalised(weekText(monday)))}</h3>\n${days.map(day).join('')}</section>\n`;

function day({ date, sessions, closed }: ProgrammeDay): string {
  const said = closed === '' ? '' : `<p>Fermé\u00a0: ${apart(closed)}</p>`;
  const list = sessions.length === 0 ? '' : `<ul>${sessions.map(session).join('')}</ul>`;
  return `<section class="day"><h4>${text(capitalised(dayText(date)))}</h4>${said}${list}</section>\n`;
}

function session(one: ProgrammeSession): string {
  const hours = `<span class="hours">${text(hoursText(one))}</span>`;
  const details = [whereText(one), withText(one), shortPrice(one.prices), registrationText(one)];
  return `<li>${hours} <div><b dir="auto">${text(one.title)}</b>${sign(one)}<br>${details
    .filter((part) => part !== '')
    .map(apart)
    .join(', ')}</div></li>`;
}

/** A shape and a word: the colour of a category is nowhere the only sign of it. */
const sign = ({ category }: ProgrammeSession): string =>
  category === undefined
    ? ''
    : ` <span class="cat"><span aria-hidden="true">${categorySign(category.rank)}</span> ${apart(category.name)}</span>`;

function closures(programme: Programme): string {
  const lines = closuresOf(programme).map(
    ({ from, to, reason }) => `<li>${text(capitalised(spanText(from, to)))}\u00a0: ${apart(reason)}</li>`,
  );
  return lines.length === 0
    ? ''
    : `<section><h2>Fermetures</h2><ul class="plain">${lines.join('')}</ul></section>\n`;
}

/** Each thing is described once, however often it comes back; by category, then title. */
function activities({ sessions }: Programme, most: number): string {
  const byTitle = new Map<string, ProgrammeSession>();
  for (const one of sessions)
    if (one.description !== '' && !byTitle.has(one.title)) byTitle.set(one.title, one);
  if (most === 0 || byTitle.size === 0) return '';
  const rank = ({ category }: ProgrammeSession) => category?.rank ?? Number.MAX_SAFE_INTEGER;
  const entries = [...byTitle.values()]
    .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'fr'))
    .map(
      (one) =>
        `<dt><b dir="auto">${text(one.title)}</b>${sign(one)}</dt><dd dir="auto">${text(shortened(one.description, most))}</dd>`,
    );
  return `<section><h2>En quelques mots</h2><dl>${entries.join('\n')}</dl></section>\n`;
}

function prices(place: ProgrammePlace): string {
  const fares = faresText(place);
  return fares === '' ? '' : `<section><h2>Tarifs</h2><p>${text(capitalised(fares))}.</p></section>\n`;
}

const contacts = (place: ProgrammePlace): string =>
  `<p><b>${apart(place.name)}</b></p>${contactsOf(place)
    .map((line) => `<p>${linked(line, place)}</p>`)
    .join('')}`;

/** A telephone, an e-mail or a website one can press, when it has the shape of one. */
function linked(line: string, { phone, email, website }: ProgrammePlace): string {
  const to = (address: string) => `<a href="${text(address)}">${apart(line)}</a>`;
  if (line === email && /^[^\s@?&]+@[^\s@?&]+$/.test(line)) return to(`mailto:${line}`);
  if (line === phone && /^\+?[\d\s.()-]{6,}$/.test(line)) return to(`tel:${line.replace(/[^\d+]/g, '')}`);
  if (line === website && /^(?:https?:\/\/)?[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:\/\S*)?$/iu.test(line))
    return to(/^https?:\/\//i.test(line) ? line : `https://${line}`);
  return apart(line);
}

function shortened(words: string, most: number): string {
  const all = Array.from(words);
  return all.length <= most
    ? words
    : `${all
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As text inside an element or an attribute; characters that a page may not hold are gone. */
const text = (words: string): string =>
  words
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replace(/(?![\t\n])\p{Cc}/gu, '');
/** Isolated from its neighbours, in its own direction. */
const apart = (words: string): string => (isPlain(words) ? text(words) : `<bdi>${text(words)}</bdi>`);
/** Only letters that run from left to right: nothing to isolate, and half of the page's weight saved. */
const isPlain = (words: string): boolean => /^[\u0020-\u024f\u2010-\u2027\u202f\u20ac]*$/u.test(words);
