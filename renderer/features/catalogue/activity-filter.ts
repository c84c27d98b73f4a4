/** Which activities of the catalogue a person wants to see. */
import { type Activity, CATEGORIES, type Category } from '#shared/domain/catalogue/activity.ts';

export interface ActivityFilter {
  text: string;
  category: Category | null;
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

/** By category in the order of the programme; categories without activity are left out. */
export const byCategory = (
  activities: readonly Activity[],
): { category: Category; activities: Activity[] }[] =>
  CATEGORIES.map((category) => ({
    category,
    activities: activities.filter((activity) => activity.category === category),
  })).filter((group) => group.activities.length > 0);
