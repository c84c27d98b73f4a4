/** The shape that goes with the word and the colour of a date's state. */
import {
  IconAlertTriangle,
  IconArrowRight,
  IconClockOff,
  IconCoinOff,
  IconDoorOff,
  IconPinned,
  IconRefresh,
  IconUserOff,
  IconX,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { Face } from './cell-words.ts';

export const faceIcons: Partial<Record<Face, TablerIcon>> = {
  closed: IconDoorOff,
  'host-away': IconUserOff,
  clash: IconAlertTriangle,
  'outside-hours': IconClockOff,
  'over-budget': IconCoinOff,
  forced: IconPinned,
  moved: IconArrowRight,
  proposed: IconRefresh,
  dropped: IconX,
};
