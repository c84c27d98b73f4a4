/** What the categories are called, on the screens and in what is published. */
import type { Category } from './activity.ts';

export const CATEGORY_NAMES: Record<Category, string> = {
  physical: 'Activité physique',
  'well-being': 'Bien-être',
  leisure: 'Loisirs',
  practical: 'Pratique',
  convivial: 'Convivialité',
  talk: 'Échanges',
};
