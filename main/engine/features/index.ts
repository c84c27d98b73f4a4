/** Every capability of the engine, in the order in which a new vault is filled. */
import type { Feature } from '../capability/feature.ts';
import { catalogueFeature } from './catalogue/index.ts';
import { draftsFeature } from './drafts/index.ts';
import { exchangeFeature } from './exchange/index.ts';
import { notesFeature } from './notes/index.ts';
import { placeFeature } from './place/index.ts';
import { planningFeature } from './planning/index.ts';
import { preferencesFeature } from './preferences/index.ts';
import { programmeFeature } from './programme/index.ts';
import { quarterFeature } from './quarter/index.ts';
import { rivalsFeature } from './rivals/index.ts';
import { searchFeature } from './search/index.ts';
import { teamFeature } from './team/index.ts';
import { threadsFeature } from './threads/index.ts';
import { timesheetsFeature } from './timesheets/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: a list of features of different methods; each is checked where it is made.
export const features: Feature<any>[] = [
  placeFeature,
  catalogueFeature,
  planningFeature,
  quarterFeature,
  exchangeFeature,
  notesFeature,
  draftsFeature,
  preferencesFeature,
  programmeFeature,
  searchFeature,
  teamFeature,
  threadsFeature,
  rivalsFeature,
  timesheetsFeature,
];
