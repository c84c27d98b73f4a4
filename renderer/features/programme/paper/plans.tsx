/** The printed pieces, each as a plan: what it says, at which sizes, on which paper. */
import type { Programme } from '#shared/domain/programme/model.ts';
import { spaceWeek } from '#shared/domain/programme/weeks.ts';
import {
  capitalised,
  contactsOf,
  faresOf,
  periodText,
  registrationText,
  weekText,
} from '#shared/domain/programme/wording.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import { loose, typeset } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { dayUnits, everyUnit, strikingUnits } from './lines.tsx';
import classes from './paper.module.css';
import { Band, Facts, PageNumber, periodTitle, RunningHead } from './parts.tsx';
import type { Arrangement, Candidate, PaperPlan } from './plan.ts';
import { SheetOfPaper } from './Sheets.tsx';

const words = t.programme.paper;

const arrangements = (...list: [columns: number, scale: number][]): Arrangement[] =>
  list.map(([columns, scale]) => ({ columns, scale }));

/** Events first; when not all has its place, what comes back each week must not be what is missing. */
const striking = (programme: Programme, best: readonly Arrangement[]): Candidate[] => [
  { units: strikingUnits(programme, 'events'), pages: 'one', arrangements: best },
  { units: strikingUnits(programme, 'weekly'), pages: 'one', arrangements: best.slice(-1) },
];

export const posterPlan = (programme: Programme): PaperPlan => ({
  format: 'a3',
  place: programme.place,
  basePt: 15,
  candidates: striking(
    programme,
    arrangements(
      [1, 2],
      [1, 1.7],
      [2, 1.5],
      [2, 1.35],
      [2, 1.2],
      [2, 1.05],
      [2, 0.95],
      [2, 0.85],
      [3, 0.8],
      [3, 0.72],
      [3, 0.65],
    ),
  ),
  head: () => (
    <Band place={programme.place} title={words.poster} under={capitalised(periodText(programme))} pt={20} />
  ),
  foot: (_page, _pages, leftOut) => <Facts place={programme.place} pt={14} leftOut={leftOut} />,
});

const oneSheet = arrangements([1, 1.6], [1, 1.35], [2, 1.2], [2, 1.1], [2, 1], [2, 0.9], [2, 0.82], [3, 0.8]);

/** Everything when it can be read, else what is striking. */
export const onePagePlan = (programme: Programme): PaperPlan => ({
  format: 'a4',
  place: programme.place,
  basePt: 10,
  candidates: [
    { units: everyUnit(programme), pages: 'one', arrangements: oneSheet },
    ...striking(programme, [...oneSheet, { columns: 3, scale: 0.72 }]),
  ],
  head: () => <Band place={programme.place} title={periodTitle(programme)} size="small" pt={12} />,
  foot: (_page, _pages, leftOut) => <Facts place={programme.place} pt={9.5} leftOut={leftOut} />,
});

export const fullPlan = (programme: Programme, size: 'usual' | 'large'): PaperPlan => {
  const { place } = programme;
  const isLarge = size === 'large';
  const [headPt, footPt] = isLarge ? [18, 18] : [14, 9.5];
  const title = periodTitle(programme);
  return {
    format: 'a4',
    place,
    basePt: isLarge ? 20.5 : 10.5,
    whole: isLarge,
    candidates: [
      { units: everyUnit(programme), pages: 'any', arrangements: arrangements([isLarge ? 1 : 2, 1]) },
    ],
    head: (page) =>
      page === 0 ? (
        <Band place={place} title={title} size="small" pt={headPt} />
      ) : (
        <RunningHead place={place} title={title} pt={isLarge ? 18 : 10} />
      ),
    foot: (page, pages) =>
      page === 0 ? (
        <Facts place={place} pt={footPt}>
          <PageNumber page={page} pages={pages} pt={footPt} />
        </Facts>
      ) : (
        <PageNumber page={page} pages={pages} pt={footPt} />
      ),
  };
};

/** One space, one week; read standing, from a step away. */
export const spacePosterPlan = (
  programme: Programme,
  space: Programme['place']['spaces'][number],
  monday: LocalDate,
): PaperPlan => {
  const units = dayUnits(spaceWeek(programme, space.id, monday), space.name);
  const { place } = programme;
  const week = capitalised(weekText(monday));
  return {
    format: 'a4',
    place,
    basePt: 14,
    candidates: [
      {
        units,
        pages: 'one',
        arrangements: arrangements(
          [1, 1.5],
          [1, 1.35],
          [1, 1.2],
          [1, 1.05],
          [1, 0.95],
          [1, 0.86],
          [2, 0.95],
          [2, 0.86],
        ),
      },
      { units, pages: 'any', arrangements: arrangements([2, 0.86]) },
    ],
    head: () => <Band place={place} title={space.name} under={week} pt={16} />,
    foot: (page, pages) => (
      <div className={classes.facts} style={{ fontSize: '11pt' }}>
        <p>{words.mayChange}</p>
        {pages > 1 ? <PageNumber page={page} pages={pages} pt={11} /> : <p className={classes.more} />}
      </div>
    ),
  };
};

/** Outside: the cover, the back and, in three, the flap; inside: the month. */
export const leafletPlan = (programme: Programme, panels: 2 | 3): PaperPlan => {
  const { place } = programme;
  const columns = (scales: readonly number[]) => scales.map((scale) => ({ columns: panels, scale }));
  return {
    format: 'a4-landscape',
    place,
    basePt: 10,
    folds: true,
    candidates: [
      { units: everyUnit(programme), pages: 'one', arrangements: columns([1.3, 1.15, 1, 0.9, 0.82]) },
      ...striking(programme, columns([1.3, 1.15, 1, 0.9, 0.82, 0.75])),
    ],
    head: () => null,
    foot: (_page, _pages, leftOut) => (
      <p className={classes.more}>{leftOut === 0 ? '' : words.leftOut(leftOut)}</p>
    ),
    before: (
      <SheetOfPaper plan={{ format: 'a4-landscape', place }} folds={panels}>
        <div className={classes.panels} style={{ gridTemplateColumns: `repeat(${panels}, minmax(0, 1fr))` }}>
          {panels === 3 ? (
            <div className={classes.panel}>
              <GoodToKnow programme={programme} />
            </div>
          ) : null}
          <div className={`${classes.panel} ${classes.back}`}>
            {panels === 2 ? <GoodToKnow programme={programme} /> : null}
            <div className={classes.facts}>
              <p className={classes.name} dir="auto">
                {place.name}
              </p>
              {contactsOf(place).map((part) => (
                <p key={part} dir="auto">
                  {part}
                </p>
              ))}
            </div>
          </div>
          <div className={`${classes.panel} ${classes.cover}`}>
            {place.logo === null ? null : <img className={classes.logo} src={place.logo} alt="" />}
            <p className={classes.name} dir="auto">
              {place.name}
            </p>
            {place.tagline === '' ? null : <p className={classes.tagline}>{typeset(place.tagline)}</p>}
            <h1 className={classes.title}>{loose(capitalised(periodText(programme)))}</h1>
          </div>
        </div>
      </SheetOfPaper>
    ),
  };
};

/** What a visitor may wonder about, of what the programme says; nothing when it says nothing of it. */
function GoodToKnow({ programme: { place, sessions } }: { programme: Programme }) {
  const said = new Set(sessions.map(registrationText));
  const fares = faresOf(place);
  const [required, open] = [said.has('sur inscription'), said.has('entrée libre')];
  if (!required && !open && fares.length === 0) return null;
  return (
    <div>
      <h2 className={classes.section}>{words.goodToKnow}</h2>
      {required ? <p>{words.required}</p> : null}
      {open ? <p>{words.open}</p> : null}
      {fares.length === 0 ? null : <h3 className={classes.heading}>{words.fares}</h3>}
      {fares.map((fare) => (
        <p key={fare}>{capitalised(fare)}</p>
      ))}
    </div>
  );
}
