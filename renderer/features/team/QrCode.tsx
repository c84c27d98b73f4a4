/** A text as a code to photograph: one SVG path of squares, black on white in both schemes. */
import encodeQR from 'qr';
import { useMemo } from 'react';
import { modulesPath } from './qr-path.ts';

export default function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => modulesPath(encodeQR(text, 'raw', { ecc: 'low', border: 4 })), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      style={{ width: 'min(100%, 20rem)', height: 'auto', background: '#fff', borderRadius: 8 }}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
