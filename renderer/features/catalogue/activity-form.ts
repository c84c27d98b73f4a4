/** What the form of an activity holds, and what it becomes when it is saved. */
import type { ActivityInput } from '#shared/contract/catalogue.ts';
import { type Activity, CATEGORY_COLOURS, type Category } from '#shared/domain/catalogue/activity.ts';
import type { Fares, SpaceColour } from '#shared/domain/place/model.ts';

type Count = number | '';

export type ActivityValues = {
  name: string;
  category: Category;
  description: string;
  defaultDurationMin: Count;
  spaces: string[];
  setupMin: Count;
  airingMin: Count;
  capacityMin: Count;
  capacityMax: Count;
  fareKind: Activity['fare']['kind'];
  fare: { full: Count; member: Count; solidarity: Count };
  registration: Activity['registration'];
  facilitator: string | null;
  host: string | null;
  equipment: { id: string; quantity: Count }[];
  colour: SpaceColour;
  isPublic: boolean;
};

/** Fields of an activity, or of a new one in `category`; its own fares start from those of the place. */
export function valuesOf(activity: Activity | undefined, fares: Fares, category: Category): ActivityValues {
  const { full, member, solidarity } = activity?.fare.kind === 'custom' ? activity.fare : fares;
  return {
    name: activity?.name ?? '',
    category: activity?.category ?? category,
    description: activity?.description ?? '',
    defaultDurationMin: activity?.defaultDurationMin ?? 60,
    spaces: activity?.spaces ?? [],
    setupMin: activity?.setupMin ?? 0,
    airingMin: activity?.airingMin ?? 0,
    capacityMin: activity?.capacityMin ?? '',
    capacityMax: activity?.capacityMax ?? '',
    fareKind: activity?.fare.kind ?? 'standard',
    fare: { full, member, solidarity },
    registration: activity?.registration ?? 'required',
    facilitator: activity?.facilitator ?? null,
    host: activity?.host ?? null,
    equipment: activity?.equipment ?? [],
    colour: activity?.colour ?? CATEGORY_COLOURS[category],
    isPublic: activity?.isPublic ?? true,
  };
}

/** An emptied number becomes one that the schema refuses, under the same field. */
const number = (count: Count): number => (count === '' ? -1 : count);
const optional = <K extends string>(key: K, value: number | string | null) =>
  (value === '' || value === null ? {} : { [key]: value }) as Partial<Record<K, never>>;

export function inputOf(values: ActivityValues, id: string | undefined): ActivityInput {
  const { fareKind, fare, facilitator, host, capacityMin, capacityMax, equipment, ...rest } = values;
  return {
    ...rest,
    ...(id === undefined ? {} : { id }),
    defaultDurationMin: number(values.defaultDurationMin),
    setupMin: number(values.setupMin === '' ? 0 : values.setupMin),
    airingMin: number(values.airingMin === '' ? 0 : values.airingMin),
    equipment: equipment.map((line) => ({ id: line.id, quantity: number(line.quantity) })),
    fare:
      fareKind === 'custom'
        ? {
            kind: 'custom',
            full: number(fare.full),
            member: number(fare.member),
            solidarity: number(fare.solidarity),
          }
        : { kind: fareKind },
    ...optional('capacityMin', capacityMin),
    ...optional('capacityMax', capacityMax),
    ...optional('facilitator', facilitator),
    ...optional('host', host),
  };
}
