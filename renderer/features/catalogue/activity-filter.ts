/** Which activities of the catalogue a person wants to see. */
import { type Activity, CATEGORIES, type Category } from '#shared/domain/catalogue/activity.ts';
import { answers, compared, sought } from '#shared/domain/search/sought.ts';

export interface ActivityFilter {
  text: string;
  category: Category | null;
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

/** By category in the order of the programme; categories without activity are left out. */
export const byCategory = (
  activities: readonly Activity[],
): { category: Category; activities: Activity[] }[] =>
  CATEGORIES.map((category) => ({
    category,
    activities: activities.filter((activity) => activity.category === category),
  })).filter((group) => group.activities.length > 0);
