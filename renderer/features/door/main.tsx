/** Where the page of the screen at the entrance starts: apart from the app, with no way to the engine. */
import './door.css';
import { createRoot } from 'react-dom/client';
import { toneVariables } from '../../ground/palette.ts';
import { DoorScreen } from './DoorScreen.tsx';
import { stayLit } from './stay-lit.ts';

for (const [name, value] of Object.entries(toneVariables('light')))
  document.documentElement.style.setProperty(name, value);
stayLit();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<DoorScreen />);
