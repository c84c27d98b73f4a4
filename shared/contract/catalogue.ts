/** The catalogue of activities and those who come from outside to run them. */
import { z } from 'zod';
import { type Activity, activity } from '../domain/catalogue/activity.ts';
import { type Facilitator, facilitator } from '../domain/catalogue/facilitator.ts';
import { areDistinct } from '../domain/distinct.ts';
import { method } from './method.ts';
import type { PlaceWritten } from './place.ts';

const id = z.string().min(1).max(64);

export interface CatalogueView {
  /** By category, then name; archived ones included. */
  activities: Activity[];
  /** By name; archived ones included. */
  facilitators: Facilitator[];
  /** Things written by another version of Margelle that this one cannot read; they are kept as they are. */
  setAside: number;
}

const { id: _activityId, archived: _activityArchived, ...activityShape } = activity.shape;
const activityInput = z
  .strictObject({
    ...activityShape,
    id: id.optional(),
    spaces: activityShape.spaces.refine(areDistinct, { error: 'same_id' }),
    equipment: activityShape.equipment.refine(areDistinct, { error: 'same_id' }),
  })
  .refine(
    ({ capacityMin, capacityMax }) =>
      capacityMin === undefined || capacityMax === undefined || capacityMin <= capacityMax,
    { error: 'minimum_above_maximum', path: ['capacityMin'] },
  );
const { id: _facilitatorId, archived: _facilitatorArchived, ...facilitatorShape } = facilitator.shape;
const facilitatorInput = z.strictObject({ ...facilitatorShape, id: id.optional() });

/** What the forms of the catalogue fill in; the screens validate with these very schemas. */
export const catalogueInputs = { activity: activityInput, facilitator: facilitatorInput };
export type ActivityInput = z.input<typeof activityInput>;
export type FacilitatorInput = z.input<typeof facilitatorInput>;

/** Errors of every write: `not_found` for an unknown id, that of a space, host, facilitator or equipment included. */
export const catalogueMethods = {
  'catalogue.list': method<CatalogueView>()('unlocked', z.strictObject({})),
  'catalogue.saveActivity': method<PlaceWritten>()('unlocked', z.strictObject({ activity: activityInput })),
  /** An archived activity is offered no more; its sessions stay. */
  'catalogue.archiveActivity': method<PlaceWritten>()(
    'unlocked',
    z.strictObject({ id, archived: z.boolean() }),
  ),
  'catalogue.saveFacilitator': method<PlaceWritten>()(
    'unlocked',
    z.strictObject({ facilitator: facilitatorInput }),
  ),
  'catalogue.archiveFacilitator': method<PlaceWritten>()(
    'unlocked',
    z.strictObject({ id, archived: z.boolean() }),
  ),
};
