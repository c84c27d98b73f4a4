/** Which activities of the catalogue a person wants to see. */
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import type { Category } from '#shared/domain/place/model.ts';
import { answers, compared, sought } from '#shared/domain/search/sought.ts';

export interface ActivityFilter {
  text: string;
  /** Id of a category of the place. */
  category: string | null;
  withArchived: boolean;
}

/** Every word typed is found in the name or the description. */
export function filterActivities(
  activities: readonly Activity[],
  { text, category, withArchived }: ActivityFilter,
): Activity[] {
  const typed = sought(text);
  return activities.filter((activity) => {
    if (activity.archived && !withArchived) return false;
    if (category !== null && activity.category !== category) return false;
    return answers(typed, compared(`${activity.name} ${activity.description}`), 'within');
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
