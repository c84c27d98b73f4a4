/** Signs of categories, kinds and spaces: always a shape and a colour together. */
import {
  IconArmchair,
  IconCake,
  IconCalendarEvent,
  IconLock,
  IconMessages,
  IconPalette,
  IconPlant2,
  IconSoup,
  IconSpray,
  IconStretching,
  IconTools,
  IconUsersGroup,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { BookingKind } from '#shared/domain/planning/model.ts';
import { under } from '#shared/domain/under.ts';
import { swatch } from '../ground/palette.ts';

/** Of the categories of the profile La Ressourcerie; those that a place makes are told by their name and colour. */
const categoryIcons: Readonly<Record<string, TablerIcon>> = {
  physical: IconStretching,
  'well-being': IconPlant2,
  leisure: IconPalette,
  practical: IconTools,
  convivial: IconSoup,
  talk: IconMessages,
};
const kindIcons: Record<BookingKind, TablerIcon> = {
  session: IconCalendarEvent,
  appointment: IconLock,
  informal: IconArmchair,
  meeting: IconUsersGroup,
  private: IconCake,
  maintenance: IconSpray,
};

/** The icon of a booking: its category's for a session, else its kind's. */
export const bookingIcon = (kind: BookingKind, category?: string): TablerIcon =>
  kind === 'session' ? categoryIcon(category) : kindIcons[kind];
export const categoryIcon = (category: string | undefined): TablerIcon =>
  under(categoryIcons, category ?? '') ?? IconCalendarEvent;

/** A square in a space's colour and pattern, to stand before its name. */
export function ColourMark({ colour, size = 14 }: { colour: string | undefined; size?: number }) {
  const { fill, line, pattern } = swatch(colour);
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: 4,
        border: `2px solid ${line}`,
        background: pattern === 'none' ? fill : `${pattern}, ${fill}`,
        ['--tone' as string]: line,
        forcedColorAdjust: 'none',
      }}
    />
  );
}
