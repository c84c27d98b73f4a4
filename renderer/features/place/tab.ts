import type { PlaceView } from '#shared/contract/place.ts';

/** What each tab of the place is given. */
export interface TabProps {
  place: PlaceView;
}
