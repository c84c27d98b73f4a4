/** Where the catalogue is kept, and how other capabilities read it. Reading is cached until something changes. */
import { type Activity, activity } from '#shared/domain/catalogue/activity.ts';
import { type Facilitator, facilitator } from '#shared/domain/catalogue/facilitator.ts';
import { collection } from '../../capability/collection.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { createNews } from '../../capability/news.ts';

type Reader = Pick<OpenVault, 'sqlite' | 'team'>;

/** Names and colours of activities and facilitators are drawn on the planning. */
export const news = createNews(['catalogue.changed', 'planning.changed']);

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'fr');

export const collections = {
  activities: collection({ type: 'activities', schema: activity, order: byName, changed: news.tell }),
  facilitators: collection({ type: 'facilitators', schema: facilitator, order: byName, changed: news.tell }),
};

/** By name; archived ones included. */
export const readActivities = (vault: Reader): readonly Activity[] => collections.activities.all(vault);

/** By name; archived ones included. */
export const readFacilitators = (vault: Reader): readonly Facilitator[] =>
  collections.facilitators.all(vault);
