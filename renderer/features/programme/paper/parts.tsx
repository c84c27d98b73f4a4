/** What stands around the lines of printed pieces: the place's band, running heads, fares, contacts. */
import { type CSSProperties, Fragment, type ReactNode } from 'react';
import { inkOn, textOn } from '#shared/domain/programme/look.ts';
import type { Programme, ProgrammePlace } from '#shared/domain/programme/model.ts';
import { contactsOf, faresText, periodText } from '#shared/domain/programme/wording.ts';
import { t } from '../../../i18n/index.ts';
import classes from './paper.module.css';

const words = t.programme.paper;

/** The colour of the place, and those that keep words readable on it and of it. */
export const coloursOf = ({ colour }: Pick<ProgrammePlace, 'colour'>): CSSProperties => ({
  ['--colour' as string]: colour,
  ['--on-colour' as string]: textOn(colour),
  ['--ink' as string]: inkOn('#ffffff', colour),
});

interface BandProps {
  place: ProgrammePlace;
  title: string;
  size?: 'large' | 'small';
  /** Under the title. */
  under?: string;
  /** Size of the words, in points. */
  pt: number;
}

export const Band = ({ place, title, under, size = 'large', pt }: BandProps) => (
  <div>
    <div className={classes.band} data-size={size} style={{ fontSize: `${pt}pt` }}>
      {place.logo === null ? null : <img src={place.logo} alt="" />}
      <div className={classes.bandWords}>
        <p className={classes.name} dir="auto">
          {place.name}
        </p>
        {place.tagline === '' ? null : (
          <p className={classes.tagline} dir="auto">
            {place.tagline}
          </p>
        )}
        <h1 className={classes.title} dir="auto">
          {title}
        </h1>
        {under === undefined ? null : <p className={classes.under}>{under}</p>}
      </div>
    </div>
    <div className={classes.space} />
  </div>
);

export const RunningHead = ({ place, title, pt }: { place: ProgrammePlace; title: string; pt: number }) => (
  <div className={classes.runningHead} style={{ fontSize: `${pt}pt` }}>
    <strong dir="auto">{place.name}</strong>
    <span>{title}</span>
  </div>
);

export const periodTitle = (programme: Programme): string => `${words.programme}, ${periodText(programme)}`;

export const Contacts = ({ place }: { place: ProgrammePlace }) => (
  <p className={classes.contacts}>
    {contactsOf(place).map((part, at) => (
      <Fragment key={part}>
        {at === 0 ? null : '\u00a0· '}
        <bdi>{part}</bdi>
      </Fragment>
    ))}
  </p>
);

interface FactsProps {
  place: ProgrammePlace;
  pt: number;
  /** Lines that had no place. */
  leftOut?: number;
  children?: ReactNode;
}

/** Fares, registration and contacts, at the foot of a sheet. */
export function Facts({ place, pt, leftOut = 0, children }: FactsProps) {
  const fares = faresText(place);
  return (
    <div className={classes.facts} style={{ fontSize: `${pt}pt` }}>
      <p className={classes.more}>{leftOut === 0 ? '' : words.leftOut(leftOut)}</p>
      {fares === '' ? null : (
        <p>
          {words.fares}
          {'\u00a0: '}
          {fares}.
        </p>
      )}
      <Contacts place={place} />
      {children}
    </div>
  );
}

export const PageNumber = ({ page, pages, pt }: { page: number; pages: number; pt: number }) => (
  <p className={classes.pageNumber} style={{ fontSize: `${pt}pt` }}>
    {words.page(page + 1, pages)}
  </p>
);
