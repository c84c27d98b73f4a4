/** What the form of an activity holds, and what it becomes when it is saved. */
import type { ActivityInput } from '#shared/contract/catalogue.ts';
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import type { Category, Fares, Prices, SpaceColour } from '#shared/domain/place/model.ts';

type Count = number | '';

export type ActivityValues = {
  name: string;
  /** Id of a category of the place, or none. */
  category: string | null;
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
export function valuesOf(
  activity: Activity | undefined,
  fares: Fares,
  category: Category | undefined,
): ActivityValues {
  const {
    full = '',
    member = '',
    solidarity = '',
  } = activity?.fare.kind === 'custom' ? activity.fare : fares;
  return {
    name: activity?.name ?? '',
    category: (activity ? activity.category : category?.id) ?? null,
    description: activity?.description ?? '',
    defaultDurationMin: activity?.defaultDurationMin ?? 60,
    spaces: activity?.spaces ?? [],
    setupMin: activity?.setupMin ?? 0,
    airingMin: activity?.airingMin ?? 0,
    capacityMin: activity?.capacityMin ?? '',
    capacityMax: activity?.capacityMax ?? '',
    fareKind: activity?.fare.kind ?? 'standard',
    fare: { full, member, solidarity },
    registration: activity?.registration ?? 'unsaid',
    facilitator: activity?.facilitator ?? null,
    host: activity?.host ?? null,
    equipment: activity?.equipment ?? [],
    colour: activity?.colour ?? category?.colour ?? 'grey',
    isPublic: activity?.isPublic ?? true,
  };
}

/** An emptied number becomes one that the schema refuses, under the same field. */
const number = (count: Count): number => (count === '' ? -1 : count);
const optional = <K extends string>(key: K, value: number | string | null) =>
  (value === '' || value === null ? {} : { [key]: value }) as Partial<Record<K, never>>;

/** A price that was emptied is one that nobody says. */
const pricesIn = ({ full, member, solidarity }: ActivityValues['fare']): Prices => ({
  ...optional('full', full),
  ...optional('member', member),
  ...optional('solidarity', solidarity),
});

export function inputOf(values: ActivityValues, id: string | undefined): ActivityInput {
  const { fareKind, fare, category, facilitator, host, capacityMin, capacityMax, equipment, ...rest } =
    values;
  return {
    ...rest,
    ...(id === undefined ? {} : { id }),
    defaultDurationMin: number(values.defaultDurationMin),
    setupMin: number(values.setupMin === '' ? 0 : values.setupMin),
    airingMin: number(values.airingMin === '' ? 0 : values.airingMin),
    equipment: equipment.map((line) => ({ id: line.id, quantity: number(line.quantity) })),
    fare: fareKind === 'custom' ? { kind: 'custom', ...pricesIn(fare) } : { kind: fareKind },
    ...optional('capacityMin', capacityMin),
    ...optional('capacityMax', capacityMax),
    ...optional('category', category),
    ...optional('facilitator', facilitator),
    ...optional('host', host),
  };
}
