/** The place of short messages, once the first screen is there: those said before wait for it. */
import { type ComponentType, useEffect, useState } from 'react';

export function NoticesOnceDrawn() {
  const [Notices, setNotices] = useState<ComponentType | null>(null);
  useEffect(() => {
    const drawn = requestIdleCallback(
      () =>
        void import('./Notices.tsx').then(
          (loaded) => setNotices(() => loaded.default),
          () => undefined,
        ),
    );
    return () => cancelIdleCallback(drawn);
  }, []);
  return Notices && <Notices />;
}
