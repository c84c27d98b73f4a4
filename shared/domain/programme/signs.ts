/** A shape for each category, where an icon cannot go: in one file of text, told apart without colour. */
import type { Category } from '../catalogue/activity.ts';

export const CATEGORY_SIGNS: Record<Category, string> = {
  physical: '▲',
  'well-being': '●',
  leisure: '◆',
  practical: '■',
  convivial: '★',
  talk: '✚',
};
