import type { BookingView } from '#shared/contract/planning.ts';
import type { Names } from '../../components/booking/names.ts';
import type { Attempt } from './attempts.tsx';
import type { Deed, Scope } from './scope.tsx';

/** What the panel of a booking is given to work with. */
export interface PanelTools {
  names: Names;
  attempt(attempt: Attempt): Promise<void>;
  ask(booking: Pick<BookingView, 'id' | 'series'>, deed?: Deed): Promise<Scope | null>;
  onClose(): void;
}
