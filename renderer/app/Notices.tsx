/** Where short messages are shown. */
import { Notifications } from '@mantine/notifications';

/** On the left: the buttons of the side panels are on the right. */
export default function Notices() {
  return <Notifications position="bottom-left" limit={3} />;
}
