/** Which activities of the catalogue a person wants to see. */
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import type { Category } from '#shared/domain/place/model.ts';

export interface ActivityFilter {
  text: string;
  /** Id of a category of the place. */
  category: string | null;
  withArchived: boolean;
}

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word typed is found in the name or the description, accents and case aside. */
export function filterActivities(
  activities: readonly Activity[],
  { text, category, withArchived }: ActivityFilter,
): Activity[] {
  const words = bare(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return activities.filter((activity) => {
    if (activity.archived && !withArchived) return false;
    if (category !== null && activity.category !== category) return false;
    const where = bare(`${activity.name} ${activity.description}`);
    return words.every((word) => where.includes(word));
  });
}

/** By category in the order of the programme, those of none last; categories without activity are left out. */
export function byCategory(
  activities: readonly Activity[],
  categories: readonly Category[],
): { category: Category | undefined; activities: Activity[] }[] {
  const groups = Map.groupBy(activities, ({ category }) => categories.find(({ id }) => id === category));
  return [...categories, undefined].flatMap((category) => {
    const ofCategory = groups.get(category);
    return ofCategory ? [{ category, activities: ofCategory }] : [];
  });
}
